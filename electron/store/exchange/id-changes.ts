import type { Database } from 'better-sqlite3';
import { remapEntities } from '../../../shared/exchange/remap.ts';
import { findChangedClasses } from './changed-classes.ts';
import { findChangedGradebook } from './changed-gradebook.ts';
import { findChangedPeople } from './changed-people.ts';

/** Begins anew with what speaks for changed ids. A connection's own tables: nothing of it outlives the run. */
export function clearFindings(db: Database): void {
  db.exec(`CREATE TEMP TABLE IF NOT EXISTS id_pair (
      entity TEXT NOT NULL, sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, partnerKey INTEGER NOT NULL, says TEXT NOT NULL,
      PRIMARY KEY (entity, sourceKey, sourceSubkey, partnerKey)) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS id_change (
      entity TEXT NOT NULL, sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, partnerKey INTEGER NOT NULL,
      strength INTEGER NOT NULL, evidence TEXT NOT NULL, kind TEXT, wasSourceKey INTEGER, wasSourceSubkey INTEGER, wasPartnerKey INTEGER,
      PRIMARY KEY (entity, sourceKey, sourceSubkey, partnerKey)) WITHOUT ROWID;
    DELETE FROM temp.id_pair; DELETE FROM temp.id_change`);
}

/**
 * The id-change detective (C14): records that are gone and records that are new which are the same schools, courses, classes, people, categories,
 * line items and results under new ids, with what speaks for it. It links nothing. Strength: 3 certain, 2 likely, 1 possible; a record for which
 * two others are equally good is `ambiguous`. What a person has refused is not found again.
 */
export function findIdChanges(db: Database): void {
  db.exec(`INSERT OR IGNORE INTO temp.id_change (entity, sourceKey, sourceSubkey, partnerKey, strength, evidence)
    SELECT entity, sourceKey, sourceSubkey, partnerKey, 3, json_array(json_array(says, NULL, NULL)) FROM temp.id_pair`);
  findChangedClasses(db);
  findChangedPeople(db);
  findChangedGradebook(db);
  db.exec(`DELETE FROM temp.id_change AS i WHERE EXISTS (SELECT 1 FROM temp.refused_link AS r WHERE r.entity = i.entity
    AND r.sourceKey = i.sourceKey AND r.sourceSubkey = i.sourceSubkey AND r.partnerKey = i.partnerKey)`);
  keepTheBest(db);
  for (const entity of remapEntities) sayWhatChanged(db, entity);
  markAmbiguous(db);
  leaveOutLinked(db);
}

/** Two that are linked are no proposal. Last, because what speaks for them makes another counterpart ambiguous. */
function leaveOutLinked(db: Database): void {
  db.exec('DELETE FROM temp.id_change WHERE partnerKey = wasPartnerKey');
}

/** Of several counterparts the stronger one counts. */
function keepTheBest(db: Database): void {
  db.exec(`DELETE FROM temp.id_change AS i WHERE EXISTS (SELECT 1 FROM temp.id_change AS o WHERE o.entity = i.entity AND o.strength > i.strength
      AND o.sourceKey = i.sourceKey AND o.sourceSubkey = i.sourceSubkey);
    CREATE TEMP TABLE best_of_theirs AS SELECT entity, partnerKey, max(strength) AS strength FROM temp.id_change GROUP BY 1, 2;
    CREATE INDEX temp.best_of_theirs_key ON best_of_theirs (entity, partnerKey);
    DELETE FROM temp.id_change AS i WHERE strength < (SELECT b.strength FROM temp.best_of_theirs AS b WHERE b.entity = i.entity AND b.partnerKey = i.partnerKey);
    DROP TABLE temp.best_of_theirs`);
}

function sayWhatChanged(db: Database, entity: string): void {
  db.exec(`UPDATE temp.id_change AS i SET
      wasPartnerKey = (SELECT k.partnerKey FROM link_${entity} AS k WHERE k.sourceKey = i.sourceKey AND k.sourceSubkey = i.sourceSubkey),
      wasSourceKey = (SELECT k.sourceKey FROM link_${entity} AS k WHERE k.partnerKey = i.partnerKey),
      wasSourceSubkey = (SELECT k.sourceSubkey FROM link_${entity} AS k WHERE k.partnerKey = i.partnerKey)
    WHERE entity = '${entity}';
    UPDATE temp.id_change SET kind = CASE
      WHEN wasPartnerKey IS NULL AND wasSourceKey IS NULL THEN 'unlinked'
      WHEN wasPartnerKey IS NULL THEN 'powerschoolRenumbered'
      WHEN wasSourceKey IS NULL THEN 'partnerRenumbered' ELSE 'swapped' END
    WHERE entity = '${entity}'`);
}

function markAmbiguous(db: Database): void {
  db.exec(`CREATE TEMP TABLE several AS
      SELECT i.entity, i.sourceKey, i.sourceSubkey, i.partnerKey FROM temp.id_change AS i
      JOIN (SELECT entity, sourceKey, sourceSubkey FROM temp.id_change GROUP BY 1, 2, 3 HAVING count(*) > 1) USING (entity, sourceKey, sourceSubkey)
      UNION SELECT i.entity, i.sourceKey, i.sourceSubkey, i.partnerKey FROM temp.id_change AS i
      JOIN (SELECT entity, partnerKey FROM temp.id_change GROUP BY 1, 2 HAVING count(*) > 1) USING (entity, partnerKey);
    UPDATE temp.id_change SET kind = 'ambiguous', strength = 1
      WHERE (entity, sourceKey, sourceSubkey, partnerKey) IN (SELECT * FROM temp.several);
    DROP TABLE temp.several`);
}
