import type { Database } from 'better-sqlite3';
import { evidenceOf } from './evidence.ts';

const of = (name: string): string => `json_extract(t.attributes, '$.${name}')`;
const person = `CASE WHEN ${of('role')} = 'student' THEN 1 WHEN ${of('role')} IN ('parent', 'guardian', 'relative') THEN NULL ELSE 0 END`;
const name = (given: string, family: string): string =>
  `nullif(trim(foldedName(coalesce(${given}, '')) || ' ' || foldedName(coalesce(${family}, ''))), '')`;

/**
 * People who could be one: by number or e-mail, else by name with something beside it. A name alone is never more than possible, and nothing at
 * all for two who are at different schools or have different numbers.
 */
export function findChangedPeople(db: Database): void {
  db.exec(`DROP TABLE IF EXISTS temp.our_person; DROP TABLE IF EXISTS temp.their_person;
    CREATE TEMP TABLE their_person AS
      SELECT t.partnerKey, ${person} AS kind, ${name(of('givenName'), of('familyName'))} AS name, nullif(${of('identifier')}, '') AS number,
        nullif(foldedName(${of('email')}), '') AS email, o.sourceKey AS schoolKey, k.sourceKey AS wasKey
      FROM partner_user AS t LEFT JOIN link_user AS k ON k.partnerKey = t.partnerKey
        LEFT JOIN user AS l ON l.sourceKey = k.sourceKey AND l.sourceSubkey = k.sourceSubkey
        LEFT JOIN link_org AS o ON o.partnerKey = t.schoolRef AND o.sourceSubkey = 0
      WHERE t.removedRun IS NULL AND (k.sourceKey IS NULL OR l.sourceKey IS NULL OR l.removedRun IS NOT NULL OR ${isSwapped})`);
  if (db.prepare('SELECT 1 FROM temp.their_person LIMIT 1').get() === undefined) return;
  db.exec(`CREATE TEMP TABLE our_person AS
      SELECT t.sourceKey, t.sourceSubkey AS kind, ${name('t.givenName', 't.familyName')} AS name, nullif(t.identifier, '') AS number,
        nullif(foldedName(t.email), '') AS email, t.schoolKey, l.partnerKey AS wasKey
      FROM user AS t LEFT JOIN link_user AS k ON k.sourceKey = t.sourceKey AND k.sourceSubkey = t.sourceSubkey
        LEFT JOIN partner_user AS l ON l.partnerKey = k.partnerKey
      WHERE t.removedRun IS NULL AND t.sourceSubkey IN (0, 1) AND (l.partnerKey IS NULL OR l.removedRun IS NOT NULL
        OR (t.sourceSubkey = 1 AND t.identifier <> json_extract(l.attributes, '$.identifier')));
    CREATE INDEX temp.our_person_number ON our_person (number); CREATE INDEX temp.our_person_email ON our_person (email);
    CREATE INDEX temp.our_person_name ON our_person (name);
    CREATE TEMP TABLE person_pair AS
      SELECT o.rowid AS o, t.rowid AS t FROM temp.their_person AS t JOIN temp.our_person AS o ON o.number = t.number AND o.kind = t.kind
      UNION SELECT o.rowid, t.rowid FROM temp.their_person AS t JOIN temp.our_person AS o ON o.email = t.email AND o.kind = t.kind
      UNION SELECT o.rowid, t.rowid FROM temp.their_person AS t JOIN temp.our_person AS o ON o.name = t.name AND o.kind = t.kind;
    CREATE TEMP TABLE moved_scores AS
      SELECT k.sourceSubkey AS student, r.userRef AS partnerKey, count(*) AS moved FROM link_result AS k
        JOIN partner_result AS r ON r.partnerKey = k.partnerKey AND r.removedRun IS NULL
      WHERE r.userRef IN (SELECT partnerKey FROM temp.their_person) GROUP BY 1, 2;
    CREATE INDEX temp.moved_scores_key ON moved_scores (student, partnerKey);
    CREATE TEMP TABLE person_fact AS
      SELECT o.sourceKey, o.kind, t.partnerKey, o.number = t.number AS sameNumber, o.email = t.email AS sameEmail, o.name = t.name AS sameName,
        o.schoolKey = t.schoolKey AS sameSchool, o.number <> t.number AS otherNumber, o.wasKey IS NULL AND t.wasKey IS NULL AS isNew,
        o.wasKey IS NOT NULL AND t.wasKey IS NOT NULL AS isSwap,
        CASE o.kind WHEN 1 THEN coalesce((SELECT m.moved FROM temp.moved_scores AS m WHERE m.student = o.sourceKey AND m.partnerKey = t.partnerKey), 0) ELSE 0 END AS moved,
        CASE o.kind WHEN 1 THEN (SELECT count(*) FROM result AS x JOIN link_result AS k ON k.sourceKey = x.sourceKey AND k.sourceSubkey = x.sourceSubkey
          WHERE x.sourceSubkey = o.sourceKey) ELSE 0 END AS scores,
        (SELECT count(DISTINCT n.classKey) FROM enrollment AS n JOIN enrollment AS b ON b.classKey = n.classKey AND b.userKey = t.wasKey AND b.userKind = o.kind
          WHERE n.userKey = o.sourceKey AND n.userKind = o.kind AND n.removedRun IS NULL) AS shared,
        (SELECT count(DISTINCT n.classKey) FROM enrollment AS n WHERE n.userKey = o.sourceKey AND n.userKind = o.kind AND n.removedRun IS NULL) AS classes
      FROM temp.person_pair AS p JOIN temp.our_person AS o ON o.rowid = p.o JOIN temp.their_person AS t ON t.rowid = p.t;
    INSERT OR REPLACE INTO temp.id_change (entity, sourceKey, sourceSubkey, partnerKey, strength, evidence)
      SELECT 'user', sourceKey, kind, partnerKey, strength, ${evidenceOf([
        ['number', 'sameNumber'],
        ['email', 'sameEmail'],
        ['name', 'sameName'],
        ['school', 'sameSchool'],
        ['scores', 'moved > 0', 'moved', 'scores'],
        ['roster', 'shared > 0', 'shared', 'classes'],
      ])} FROM (SELECT *, CASE
          WHEN (sameNumber OR sameEmail) AND sameName THEN 3
          WHEN sameNumber OR (sameEmail AND otherNumber IS NOT 1) THEN 2
          WHEN sameName AND scores > 0 AND moved * 2 > scores THEN 2
          WHEN sameName AND classes > 0 AND shared * 2 > classes AND otherNumber IS NOT 1 THEN 2
          WHEN sameEmail THEN 1
          WHEN sameName AND (sameSchool OR (sameSchool IS NULL AND otherNumber IS NOT 1)) THEN 1 END AS strength FROM temp.person_fact)
      WHERE strength IS NOT NULL AND (isSwap = 0 OR strength = 3);
    DROP TABLE temp.our_person; DROP TABLE temp.their_person; DROP TABLE temp.person_pair; DROP TABLE temp.moved_scores; DROP TABLE temp.person_fact`);
}

/** A student whose number is another's at the other end. */
const isSwapped = `(k.sourceSubkey = 1 AND l.identifier <> ${of('identifier')})`;
