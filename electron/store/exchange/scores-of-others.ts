import type { Database } from 'better-sqlite3';
import { relinkWanted } from './relink.ts';

/** The origin of a link between one student's score here and another's there: nobody knows whose it is, so neither end is written. */
export const ofOther = 'ofOther';

/**
 * Two students whose records were exchanged in PowerSchool, and whom a decision has just given their own counterparts: their scores are still
 * linked as if nothing had been exchanged, and one's would be written to the other. Each score is linked with the one that the same student has
 * at the partner, and what both ends had agreed on counts no more, because it was another student's. Where the partner has none, a person looks.
 * All of it is kept with the decision. Belongs between verdicts and matching.
 */
export function exchangeScores(db: Database, run: number): void {
  db.exec(
    `DELETE FROM link_result AS k WHERE k.origin = '${ofOther}'
       AND (k.sourceKey, k.sourceSubkey) IN (SELECT r.sourceKey, r.sourceSubkey FROM relink AS r WHERE r.entity = 'result') AND (
       EXISTS (SELECT 1 FROM result AS t WHERE t.sourceKey = k.sourceKey AND t.sourceSubkey = k.sourceSubkey AND t.removedRun IS NOT NULL)
       OR EXISTS (SELECT 1 FROM partner_result AS p WHERE p.partnerKey = k.partnerKey AND p.removedRun IS NOT NULL))`,
  );
  const students = `temp.relinked_now WHERE entity = 'user' AND sourceSubkey = 1`;
  if (db.prepare(`SELECT 1 FROM ${students} LIMIT 1`).get() === undefined) return;
  // Where a record is gone, its successor takes over what was agreed on (`relink.ts`).
  db.exec(
    `CREATE TEMP TABLE relinked_student AS SELECT partnerKey, sourceKey, batch FROM ${students};
     CREATE UNIQUE INDEX temp.relinked_student_theirs ON relinked_student (partnerKey);
     CREATE UNIQUE INDEX temp.relinked_student_ours ON relinked_student (sourceKey);
     CREATE TEMP TABLE score_of_other AS
       SELECT coalesce(own.batch, other.batch) AS batch, k.sourceKey, k.sourceSubkey, k.partnerKey,
         (SELECT min(q.partnerKey) FROM partner_result AS q JOIN link_user AS n ON n.partnerKey = q.userRef AND n.sourceSubkey = 1
          WHERE q.itemRef = p.itemRef AND n.sourceKey = k.sourceSubkey AND q.removedRun IS NULL HAVING count(*) = 1) AS counterpart
       FROM link_result AS k
         JOIN partner_result AS p ON p.partnerKey = k.partnerKey AND p.removedRun IS NULL
         JOIN partner_user AS u ON u.partnerKey = p.userRef AND u.removedRun IS NULL
         JOIN result AS t ON t.sourceKey = k.sourceKey AND t.sourceSubkey = k.sourceSubkey AND t.removedRun IS NULL
         LEFT JOIN temp.relinked_student AS own ON own.sourceKey = k.sourceSubkey
         LEFT JOIN temp.relinked_student AS other ON other.partnerKey = p.userRef
       WHERE own.partnerKey <> p.userRef OR other.sourceKey <> k.sourceSubkey;
     INSERT OR IGNORE INTO temp.relink_wanted (batch, entity, sourceKey, sourceSubkey, partnerKey)
       SELECT batch, 'result', sourceKey, sourceSubkey, counterpart FROM temp.score_of_other WHERE counterpart IS NOT NULL`,
  );
  relinkWanted(db, 'result', run);
  db.exec(
    `DELETE FROM base_result WHERE (sourceKey, sourceSubkey) IN (SELECT sourceKey, sourceSubkey FROM temp.score_of_other WHERE counterpart IS NOT NULL);
     CREATE TEMP TABLE score_of_nobody AS
       SELECT o.batch, k.* FROM temp.score_of_other AS o JOIN link_result AS k USING (sourceKey, sourceSubkey, partnerKey) WHERE o.counterpart IS NULL;
     INSERT OR IGNORE INTO relink (batch, entity, sourceKey, sourceSubkey, partnerKey, replaced)
       SELECT batch, 'result', sourceKey, sourceSubkey, partnerKey, json_object(
         'links', json_array(json_array(sourceKey, sourceSubkey, partnerKey, sourceHash, partnerHash, origin, run)),
         'bases', json((SELECT json_group_array(json_array(b.sourceKey, b.sourceSubkey, b.powerschool, b.partner)) FROM base_result AS b
           WHERE b.sourceKey = o.sourceKey AND b.sourceSubkey = o.sourceSubkey)))
       FROM temp.score_of_nobody AS o;
     UPDATE link_result SET origin = '${ofOther}', sourceHash = NULL
       WHERE (sourceKey, sourceSubkey) IN (SELECT sourceKey, sourceSubkey FROM temp.score_of_nobody);
     DROP TABLE temp.score_of_other; DROP TABLE temp.score_of_nobody; DROP TABLE temp.relinked_student`,
  );
}
