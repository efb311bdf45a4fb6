import type { Database } from 'better-sqlite3';
import type { ExchangedEntity, Side } from '../../../shared/exchange/exchanged.ts';
import type { GuardFigure } from '../../engine/exchange/guard-writes.ts';

interface FigureRow {
  readonly entity: ExchangedEntity;
  readonly target: Side;
  readonly schoolKey: number;
  readonly school: string | null;
  readonly removed: number;
  readonly updated: number;
}

const ofPlan = `plan = (SELECT number FROM plan WHERE planId = ?) AND state = 'planned'`;

/** What a plan would do, per school, entity and end. Creations alone need no guard: they can be taken back whole. */
export function guardFigures(plans: Database, copy: Database, planId: string): readonly GuardFigure[] {
  const rows = plans
    .prepare<[string], FigureRow>(
      `SELECT entity, target, schoolKey, school, sum(action = 'delete') AS removed, sum(action = 'update') AS updated FROM plan_item
       WHERE ${ofPlan} AND action <> 'create' GROUP BY entity, target, schoolKey`,
    )
    .all(planId);
  const scores = plans
    .prepare<[string], { schoolKey: number; target: Side; blanked: number; zeroed: number }>(
      `SELECT schoolKey, target, sum(old IS NOT NULL AND new IS NULL) AS blanked, sum(old <> 0 AND new = 0) AS zeroed FROM (
         SELECT schoolKey, target, json_extract(c.value, '$.old') AS old, json_extract(c.value, '$.new') AS new
         FROM plan_item, json_each(body, '$.changes') AS c
         WHERE ${ofPlan} AND entity = 'result' AND action = 'update' AND json_extract(c.value, '$.attribute') = 'score')
       GROUP BY schoolKey, target`,
    )
    .all(planId);
  const shifts = averageShifts(plans, copy, planId);
  return rows.map((row) => {
    const isResult = row.entity === 'result';
    const own = scores.find(({ schoolKey, target }) => schoolKey === row.schoolKey && target === row.target);
    return {
      ...row,
      school: row.school ?? 'District',
      present: presentIn(copy, row),
      blanked: isResult ? (own?.blanked ?? 0) : 0,
      zeroed: isResult ? (own?.zeroed ?? 0) : 0,
      averageShift: isResult ? (shifts.get(`${row.schoolKey} ${row.target}`) ?? 0) : 0,
    };
  });
}

/** Records of both ends are counted where PowerSchool has them: that is the school that a person knows. */
const presentIn = (copy: Database, { entity, schoolKey }: FigureRow): number =>
  Number(
    copy
      .prepare(`SELECT count(*) FROM main."${entity}" WHERE schoolKey = ? AND removedRun IS NULL`)
      .pluck()
      .get(schoolKey),
  );

/** By how many points of a hundred the averages of classes move: the sum of what changes over all that is graded there. */
function averageShifts(plans: Database, copy: Database, planId: string): ReadonlyMap<string, number> {
  const classes = plans
    .prepare<[string], { schoolKey: number; target: Side; classKey: number; moved: number }>(
      `SELECT schoolKey, target, classKey, sum((json_extract(c.value, '$.new') - json_extract(c.value, '$.old')) * 100.0
           / json_extract(body, '$.maximum')) AS moved
       FROM plan_item, json_each(body, '$.changes') AS c
       WHERE ${ofPlan} AND entity = 'result' AND action = 'update' AND json_extract(c.value, '$.attribute') = 'score'
         AND json_extract(body, '$.maximum') > 0 AND classKey IS NOT NULL
         AND json_extract(c.value, '$.new') IS NOT NULL AND json_extract(c.value, '$.old') IS NOT NULL
       GROUP BY classKey, target`,
    )
    .all(planId);
  const graded = copy
    .prepare<[number], number>(
      'SELECT count(*) FROM result WHERE classKey = ? AND removedRun IS NULL AND score IS NOT NULL',
    )
    .pluck();
  const shifts = new Map<string, number>();
  for (const { schoolKey, target, classKey, moved } of classes) {
    const key = `${schoolKey} ${target}`;
    const shift = Math.abs(moved) / Math.max(1, graded.get(classKey) ?? 0);
    shifts.set(key, Math.max(shift, shifts.get(key) ?? 0));
  }
  return shifts;
}
