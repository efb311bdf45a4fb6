import type { Database } from 'better-sqlite3';
import { evidenceOf } from './evidence.ts';

/**
 * Categories, line items and results that could be one (`match_doubt`). Line items have scores to tell them by: what hangs on the new id already
 * decides between two of one name and day. Line items whose ids were exchanged are told by that alone.
 */
export function findChangedGradebook(db: Database): void {
  const moved = (key: string, subkey: string, partnerKey: string): string =>
    `(SELECT count(*) FROM partner_result AS r JOIN link_result AS k ON k.partnerKey = r.partnerKey
        JOIN result AS x ON x.sourceKey = k.sourceKey AND x.sourceSubkey = k.sourceSubkey
      WHERE r.itemRef = ${partnerKey} AND r.removedRun IS NULL AND x.sourceKey = ${key} AND x.lineItemSubkey = ${subkey})`;
  db.exec(`INSERT OR REPLACE INTO temp.id_change (entity, sourceKey, sourceSubkey, partnerKey, strength, evidence)
      SELECT entity, sourceKey, sourceSubkey, partnerKey, iif(moved > 0 OR entity <> 'lineItem', 3, 2), ${evidenceOf([
        ['title', "entity <> 'result'"],
        ['dueDate', "entity = 'lineItem'"],
        ['name', "entity = 'result'"],
        ['scores', 'moved > 0', 'moved'],
      ])} FROM (SELECT m.*, CASE m.entity WHEN 'lineItem' THEN ${moved('m.sourceKey', 'm.sourceSubkey', 'm.partnerKey')} ELSE 0 END AS moved
        FROM match_doubt AS m)`);
  db.exec(`DROP TABLE IF EXISTS temp.exchanged_item;
    CREATE TEMP TABLE exchanged_item AS
      SELECT t.sourceKey, t.sourceSubkey, t.partnerKey, t.classRef, foldedName(l.title) AS ours, foldedName(json_extract(p.attributes, '$.title')) AS theirs
      FROM (SELECT k.*, p.classRef FROM link_lineItem AS k JOIN partner_lineItem AS p ON p.partnerKey = k.partnerKey
          WHERE p.removedRun IS NULL AND k.partnerHash IS NOT p.hash) AS t
        JOIN partner_lineItem AS p ON p.partnerKey = t.partnerKey
        JOIN lineItem AS l ON l.sourceKey = t.sourceKey AND l.sourceSubkey = t.sourceSubkey AND l.removedRun IS NULL
      WHERE foldedName(l.title) <> foldedName(json_extract(p.attributes, '$.title'));
    CREATE INDEX temp.exchanged_item_title ON exchanged_item (classRef, theirs);
    INSERT OR REPLACE INTO temp.id_change (entity, sourceKey, sourceSubkey, partnerKey, strength, evidence)
      SELECT 'lineItem', sourceKey, sourceSubkey, partnerKey, 3, ${evidenceOf([
        ['title', '1'],
        ['scores', '1', 'moved'],
      ])} FROM (SELECT o.sourceKey, o.sourceSubkey, t.partnerKey, ${moved('o.sourceKey', 'o.sourceSubkey', 't.partnerKey')} AS moved
        FROM temp.exchanged_item AS o JOIN temp.exchanged_item AS t ON t.classRef = o.classRef AND t.theirs = o.ours) WHERE moved > 0;
    DROP TABLE temp.exchanged_item`);
}
