import type { Database } from 'better-sqlite3';
import { evidenceOf } from './evidence.ts';

const of = (name: string): string => `json_extract(t.attributes, '$.${name}')`;

/**
 * Classes of one school that could be one: by section number or name, in a term that begins on the same day. Line items that have moved over, and
 * students who are in both, speak for it.
 */
export function findChangedClasses(db: Database): void {
  db.exec(`DROP TABLE IF EXISTS temp.our_class; DROP TABLE IF EXISTS temp.their_class;
    CREATE TEMP TABLE their_class AS
      SELECT t.partnerKey, t.schoolRef, nullif(${of('classCode')}, '') AS code, nullif(foldedName(${of('title')}), '') AS title,
        json_extract(s.attributes, '$.startDate') AS start, k.sourceKey AS wasKey
      FROM partner_class AS t LEFT JOIN partner_academicSession AS s ON s.partnerKey = t.sessionRef
        LEFT JOIN link_class AS k ON k.partnerKey = t.partnerKey LEFT JOIN class AS l ON l.sourceKey = k.sourceKey AND l.sourceSubkey = 0
      WHERE t.removedRun IS NULL AND (k.sourceKey IS NULL OR l.sourceKey IS NULL OR l.removedRun IS NOT NULL OR l.classCode <> ${of('classCode')})`);
  if (db.prepare('SELECT 1 FROM temp.their_class LIMIT 1').get() === undefined) return;
  db.exec(`CREATE TEMP TABLE our_class AS
      SELECT t.sourceKey, o.partnerKey AS schoolRef, nullif(t.classCode, '') AS code, nullif(foldedName(t.title), '') AS title,
        s.startDate AS start, l.partnerKey AS wasKey
      FROM class AS t JOIN link_org AS o ON o.sourceKey = t.schoolKey AND o.sourceSubkey = 0
        LEFT JOIN academicSession AS s ON s.sourceKey = json_extract(t.termKeys, '$[0]') AND s.sourceSubkey = 0
        LEFT JOIN link_class AS k ON k.sourceKey = t.sourceKey AND k.sourceSubkey = 0 LEFT JOIN partner_class AS l ON l.partnerKey = k.partnerKey
      WHERE t.removedRun IS NULL AND (l.partnerKey IS NULL OR l.removedRun IS NOT NULL OR t.classCode <> json_extract(l.attributes, '$.classCode'));
    CREATE INDEX temp.our_class_code ON our_class (schoolRef, code); CREATE INDEX temp.our_class_title ON our_class (schoolRef, title);
    CREATE TEMP TABLE class_pair AS
      SELECT o.rowid AS o, t.rowid AS t FROM temp.their_class AS t JOIN temp.our_class AS o ON o.schoolRef = t.schoolRef AND o.code = t.code
      UNION SELECT o.rowid, t.rowid FROM temp.their_class AS t JOIN temp.our_class AS o ON o.schoolRef = t.schoolRef AND o.title = t.title;
    CREATE TEMP TABLE class_fact AS
      SELECT o.sourceKey, t.partnerKey, o.code = t.code AS sameCode, o.title = t.title AS sameTitle, o.start = t.start AS sameTerm,
        o.wasKey IS NOT NULL AND t.wasKey IS NOT NULL AS isSwap,
        (SELECT count(*) FROM partner_lineItem AS i JOIN link_lineItem AS k ON k.partnerKey = i.partnerKey
          JOIN lineItem AS x ON x.sourceKey = k.sourceKey AND x.sourceSubkey = k.sourceSubkey
          WHERE i.classRef = t.partnerKey AND i.removedRun IS NULL AND x.classKey = o.sourceKey) AS moved,
        (SELECT count(*) FROM lineItem AS x JOIN link_lineItem AS k ON k.sourceKey = x.sourceKey AND k.sourceSubkey = x.sourceSubkey
          WHERE x.classKey = o.sourceKey AND x.removedRun IS NULL) AS items,
        (SELECT count(DISTINCT n.userKey) FROM enrollment AS n JOIN enrollment AS b ON b.userKey = n.userKey AND b.userKind = 1 AND b.classKey = t.wasKey
          WHERE n.classKey = o.sourceKey AND n.userKind = 1 AND n.removedRun IS NULL) AS shared,
        (SELECT count(DISTINCT n.userKey) FROM enrollment AS n WHERE n.classKey = o.sourceKey AND n.userKind = 1 AND n.removedRun IS NULL) AS students
      FROM temp.class_pair AS p JOIN temp.our_class AS o ON o.rowid = p.o JOIN temp.their_class AS t ON t.rowid = p.t
      WHERE o.start IS NULL OR t.start IS NULL OR o.start = t.start;
    INSERT OR REPLACE INTO temp.id_change (entity, sourceKey, sourceSubkey, partnerKey, strength, evidence)
      SELECT 'class', sourceKey, 0, partnerKey, strength, ${evidenceOf([
        ['code', 'sameCode'],
        ['title', 'sameTitle'],
        ['term', 'sameTerm'],
        ['items', 'moved > 0', 'moved', 'items'],
        ['roster', 'shared > 0', 'shared', 'students'],
      ])} FROM (SELECT *, CASE
          WHEN sameCode AND sameTerm THEN 3
          WHEN items > 0 AND moved * 2 > items THEN 2
          WHEN students > 0 AND shared * 2 > students THEN 2
          WHEN sameCode THEN 2 ELSE 1 END AS strength FROM temp.class_fact) WHERE isSwap = 0 OR strength = 3;
    DROP TABLE temp.our_class; DROP TABLE temp.their_class; DROP TABLE temp.class_pair; DROP TABLE temp.class_fact`);
}
