-- The partner's side of a 2-Way Sync. One table per entity, all alike: what the partner said when it was last read. `partnerKey` is made from
-- the sourcedId, so references need no look-up. `attributes` and `metadata` are JSON; `hash` is over attributes and references.
CREATE TABLE partner_org (
  partnerKey INTEGER PRIMARY KEY, sourcedId TEXT NOT NULL,
  classRef INTEGER, itemRef INTEGER, userRef INTEGER, schoolRef INTEGER, sessionRef INTEGER,
  attributes TEXT NOT NULL, metadata TEXT NOT NULL, hash INTEGER NOT NULL, dateLastModified TEXT,
  changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;
CREATE TABLE partner_academicSession (
  partnerKey INTEGER PRIMARY KEY, sourcedId TEXT NOT NULL,
  classRef INTEGER, itemRef INTEGER, userRef INTEGER, schoolRef INTEGER, sessionRef INTEGER,
  attributes TEXT NOT NULL, metadata TEXT NOT NULL, hash INTEGER NOT NULL, dateLastModified TEXT,
  changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;
CREATE TABLE partner_course (
  partnerKey INTEGER PRIMARY KEY, sourcedId TEXT NOT NULL,
  classRef INTEGER, itemRef INTEGER, userRef INTEGER, schoolRef INTEGER, sessionRef INTEGER,
  attributes TEXT NOT NULL, metadata TEXT NOT NULL, hash INTEGER NOT NULL, dateLastModified TEXT,
  changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;
CREATE TABLE partner_class (
  partnerKey INTEGER PRIMARY KEY, sourcedId TEXT NOT NULL,
  classRef INTEGER, itemRef INTEGER, userRef INTEGER, schoolRef INTEGER, sessionRef INTEGER,
  attributes TEXT NOT NULL, metadata TEXT NOT NULL, hash INTEGER NOT NULL, dateLastModified TEXT,
  changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;
CREATE TABLE partner_user (
  partnerKey INTEGER PRIMARY KEY, sourcedId TEXT NOT NULL,
  classRef INTEGER, itemRef INTEGER, userRef INTEGER, schoolRef INTEGER, sessionRef INTEGER,
  attributes TEXT NOT NULL, metadata TEXT NOT NULL, hash INTEGER NOT NULL, dateLastModified TEXT,
  changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;
CREATE TABLE partner_enrollment (
  partnerKey INTEGER PRIMARY KEY, sourcedId TEXT NOT NULL,
  classRef INTEGER, itemRef INTEGER, userRef INTEGER, schoolRef INTEGER, sessionRef INTEGER,
  attributes TEXT NOT NULL, metadata TEXT NOT NULL, hash INTEGER NOT NULL, dateLastModified TEXT,
  changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;
CREATE TABLE partner_category (
  partnerKey INTEGER PRIMARY KEY, sourcedId TEXT NOT NULL,
  classRef INTEGER, itemRef INTEGER, userRef INTEGER, schoolRef INTEGER, sessionRef INTEGER,
  attributes TEXT NOT NULL, metadata TEXT NOT NULL, hash INTEGER NOT NULL, dateLastModified TEXT,
  changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;
CREATE TABLE partner_lineItem (
  partnerKey INTEGER PRIMARY KEY, sourcedId TEXT NOT NULL,
  classRef INTEGER, itemRef INTEGER, userRef INTEGER, schoolRef INTEGER, sessionRef INTEGER,
  attributes TEXT NOT NULL, metadata TEXT NOT NULL, hash INTEGER NOT NULL, dateLastModified TEXT,
  changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;
CREATE TABLE partner_result (
  partnerKey INTEGER PRIMARY KEY, sourcedId TEXT NOT NULL,
  classRef INTEGER, itemRef INTEGER, userRef INTEGER, schoolRef INTEGER, sessionRef INTEGER,
  attributes TEXT NOT NULL, metadata TEXT NOT NULL, hash INTEGER NOT NULL, dateLastModified TEXT,
  changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;
CREATE INDEX partner_category_class ON partner_category (classRef);
CREATE INDEX partner_lineItem_class ON partner_lineItem (classRef);
CREATE INDEX partner_result_item ON partner_result (itemRef);
CREATE INDEX partner_category_removed ON partner_category (removedRun) WHERE removedRun IS NOT NULL;
CREATE INDEX partner_lineItem_removed ON partner_lineItem (removedRun) WHERE removedRun IS NOT NULL;
CREATE INDEX partner_result_removed ON partner_result (removedRun) WHERE removedRun IS NOT NULL;

-- Which record of the partner is which of ours. The hashes are those of both ends when they last agreed, null where that is to be found out.
-- `origin`: the end where the record was first, or how the two were found to be one.
CREATE TABLE link_org (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, partnerKey INTEGER NOT NULL UNIQUE,
  sourceHash INTEGER, partnerHash INTEGER, origin TEXT NOT NULL, run INTEGER NOT NULL,
  PRIMARY KEY (sourceKey, sourceSubkey)
) STRICT, WITHOUT ROWID;
CREATE TABLE link_academicSession (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, partnerKey INTEGER NOT NULL UNIQUE,
  sourceHash INTEGER, partnerHash INTEGER, origin TEXT NOT NULL, run INTEGER NOT NULL,
  PRIMARY KEY (sourceKey, sourceSubkey)
) STRICT, WITHOUT ROWID;
CREATE TABLE link_course (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, partnerKey INTEGER NOT NULL UNIQUE,
  sourceHash INTEGER, partnerHash INTEGER, origin TEXT NOT NULL, run INTEGER NOT NULL,
  PRIMARY KEY (sourceKey, sourceSubkey)
) STRICT, WITHOUT ROWID;
CREATE TABLE link_class (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, partnerKey INTEGER NOT NULL UNIQUE,
  sourceHash INTEGER, partnerHash INTEGER, origin TEXT NOT NULL, run INTEGER NOT NULL,
  PRIMARY KEY (sourceKey, sourceSubkey)
) STRICT, WITHOUT ROWID;
CREATE TABLE link_user (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, partnerKey INTEGER NOT NULL UNIQUE,
  sourceHash INTEGER, partnerHash INTEGER, origin TEXT NOT NULL, run INTEGER NOT NULL,
  PRIMARY KEY (sourceKey, sourceSubkey)
) STRICT, WITHOUT ROWID;
CREATE TABLE link_category (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, partnerKey INTEGER NOT NULL UNIQUE,
  sourceHash INTEGER, partnerHash INTEGER, origin TEXT NOT NULL, run INTEGER NOT NULL,
  PRIMARY KEY (sourceKey, sourceSubkey)
) STRICT, WITHOUT ROWID;
CREATE TABLE link_lineItem (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, partnerKey INTEGER NOT NULL UNIQUE,
  sourceHash INTEGER, partnerHash INTEGER, origin TEXT NOT NULL, run INTEGER NOT NULL,
  PRIMARY KEY (sourceKey, sourceSubkey)
) STRICT, WITHOUT ROWID;
CREATE TABLE link_result (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, partnerKey INTEGER NOT NULL UNIQUE,
  sourceHash INTEGER, partnerHash INTEGER, origin TEXT NOT NULL, run INTEGER NOT NULL,
  PRIMARY KEY (sourceKey, sourceSubkey)
) STRICT, WITHOUT ROWID;

-- What both ends of a pair said when they last agreed, as JSON; `partner` is null where it is the same. Apart from the links, because
-- only pairs that have moved need it.
CREATE TABLE base_category (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, powerschool TEXT NOT NULL, partner TEXT,
  PRIMARY KEY (sourceKey, sourceSubkey)
) STRICT, WITHOUT ROWID;
CREATE TABLE base_lineItem (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, powerschool TEXT NOT NULL, partner TEXT,
  PRIMARY KEY (sourceKey, sourceSubkey)
) STRICT, WITHOUT ROWID;
CREATE TABLE base_result (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, powerschool TEXT NOT NULL, partner TEXT,
  PRIMARY KEY (sourceKey, sourceSubkey)
) STRICT, WITHOUT ROWID;

-- Records that stand at one end alone because a person took their creation back: not planned again until they change. `key` and `subkey` are
-- ours, or the partner's key and 0.
CREATE TABLE declined (
  entity TEXT NOT NULL, side TEXT NOT NULL, "key" INTEGER NOT NULL, subkey INTEGER NOT NULL, hash INTEGER NOT NULL, run INTEGER NOT NULL,
  PRIMARY KEY (entity, side, "key", subkey)
) STRICT, WITHOUT ROWID;

-- Records that could be one, but are not linked, because there is more than one way to pair them (`ambiguous`) or one of them has another
-- counterpart that is gone (`renumbered`). Found anew at each match.
CREATE TABLE match_doubt (
  entity TEXT NOT NULL, sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, partnerKey INTEGER NOT NULL, kind TEXT NOT NULL,
  PRIMARY KEY (entity, sourceKey, sourceSubkey, partnerKey)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_doubt_partner ON match_doubt (entity, partnerKey);
