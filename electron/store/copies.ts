import type { Database } from 'better-sqlite3';
import type { EntityType } from '../../shared/oneroster/entity.ts';
import { shapes } from '../../shared/oneroster/shapes.ts';
import { quote, stageTable } from './sql.ts';

/** Said of a result whose two copies do not agree (S33: the id lacks the class). */
export const copiesDisagree = {
  code: 'result.copiesDisagree',
  message:
    'One assignment was given to two sections, and PowerSchool holds different scores of the same student in them. The identifier of a result does not name the section, so only one can be kept.',
  fix: 'In PowerSchool, remove the score in the section that the student has left, or make both the same. Until then the one of the first section is kept.',
};

const compared = [
  'score',
  'textScore',
  'entered',
  'scoreStatus',
  'late',
  'missing',
  'incomplete',
  'exempt',
  'collected',
  'absent',
];

/** SQL that is 1 if the results `s` and `l` say the same of the student's work. */
export const sameResult = compared.map((column) => `s.${quote(column)} IS l.${quote(column)}`).join(' AND ');

/**
 * Leaves one staged row per key: the one with the least tie break, of those the last that came (a listing that changes while it
 * is read repeats rows). Copies that disagree become issues. Returns how many rows went.
 */
export function settleCopies(db: Database, entity: EntityType): number {
  const stage = quote(stageTable(entity));
  const tie = shapes[entity].tieBreak;
  const order = tie === undefined ? 's.rowid DESC' : `s.${quote(tie)}, s.rowid DESC`;
  db.exec('DROP TABLE IF EXISTS temp.copy');
  db.exec(
    `CREATE TEMP TABLE copy AS
       SELECT s.rowid AS stagedRow, s.sourceKey, s.sourceSubkey,
         row_number() OVER (PARTITION BY s.sourceKey, s.sourceSubkey ORDER BY ${order}) AS place,
         ${tie === undefined ? '1' : `s.${quote(tie)} IS min(s.${quote(tie)}) OVER (PARTITION BY s.sourceKey, s.sourceSubkey)`} AS same
       FROM ${stage} AS s JOIN (SELECT sourceKey, sourceSubkey FROM ${stage} GROUP BY 1, 2 HAVING count(*) > 1) AS d
         ON d.sourceKey = s.sourceKey AND d.sourceSubkey = s.sourceSubkey`,
  );
  if (tie !== undefined) noteDisagreements(db, entity, stage, tie);
  const ofScope = `stagedRow > run_scope.stagedFrom AND stagedRow <= coalesce(
    (SELECT min(n.stagedFrom) FROM run_scope AS n WHERE n.entity = run_scope.entity AND n.ordinal > run_scope.ordinal), 9e18)`;
  db.exec(
    `UPDATE run_scope SET
       surplus = surplus + (SELECT count(*) FROM temp.copy WHERE place > 1 AND ${ofScope}),
       repeats = repeats + (SELECT count(*) FROM temp.copy WHERE place > 1 AND same AND ${ofScope})
     WHERE entity = '${entity}'`,
  );
  const { changes } = db
    .prepare(`DELETE FROM ${stage} WHERE rowid IN (SELECT stagedRow FROM temp.copy WHERE place > 1)`)
    .run();
  db.exec('DROP TABLE temp.copy');
  return changes;
}

function noteDisagreements(db: Database, entity: EntityType, stage: string, tie: string): void {
  db.prepare(
    `INSERT INTO stage_issue (scope, entity, sourceKey, sourceSubkey, schoolKey, code, severity, message, fix)
     SELECT DISTINCT (SELECT max(ordinal) FROM run_scope WHERE entity = @entity AND stagedFrom < s.rowid),
       @entity, s.sourceKey, s.sourceSubkey, s.schoolKey, @code, 'error', @message, @fix
     FROM temp.copy AS c JOIN ${stage} AS s ON s.rowid = c.stagedRow
       JOIN temp.copy AS k ON k.sourceKey = c.sourceKey AND k.sourceSubkey = c.sourceSubkey AND k.place > 1
       JOIN ${stage} AS l ON l.rowid = k.stagedRow
     WHERE c.place = 1 AND s.${quote(tie)} IS NOT l.${quote(tie)} AND NOT (${sameResult})`,
  ).run({ entity, ...copiesDisagree });
}
