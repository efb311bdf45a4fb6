-- Links that a person's decision about changed ids has made, with the links and bases that stood in their place (`replaced`, JSON), so that the
-- decision can be taken back. `batch` is the decision's number in plans.db. Records that followed their class, person or line item are here too.
CREATE TABLE relink (
  batch INTEGER NOT NULL, entity TEXT NOT NULL, sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, partnerKey INTEGER NOT NULL,
  replaced TEXT NOT NULL,
  PRIMARY KEY (batch, entity, sourceKey, sourceSubkey)
) STRICT, WITHOUT ROWID;
CREATE INDEX relink_record ON relink (entity, sourceKey, sourceSubkey);
