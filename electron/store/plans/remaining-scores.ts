import type { Database } from 'better-sqlite3';

/**
 * Whether the scores of a PowerSchool line item are all gone, or empty, once the removals of a plan that were done are counted: then nothing
 * is lost if PowerSchool removes the line item together with the empty rows that a removed score leaves there.
 */
export function openRemainingScores(
  plans: Database,
  copy: Database,
): (planId: string, sourceKey: number, sourceSubkey: number) => boolean {
  const filled = copy.prepare<[number, number], { sourceKey: number; sourceSubkey: number }>(
    `SELECT sourceKey, sourceSubkey FROM result WHERE sourceKey = ? AND lineItemSubkey = ? AND removedRun IS NULL
       AND NOT (score IS NULL AND textScore IS NULL AND comment IS NULL AND NOT coalesce(late, 0) AND NOT coalesce(missing, 0)
         AND NOT coalesce(incomplete, 0) AND NOT coalesce(exempt, 0))`,
  );
  const removed = plans
    .prepare<[string, number, number], number>(
      `SELECT count(*) FROM plan_item WHERE plan = (SELECT number FROM plan WHERE planId = ?) AND target = 'powerschool'
         AND entity = 'result' AND action = 'delete' AND state = 'applied' AND sourceKey = ? AND sourceSubkey = ?`,
    )
    .pluck();
  return (planId, key, subkey) =>
    filled
      .all(key, subkey)
      .every(({ sourceKey, sourceSubkey }) => Number(removed.get(planId, sourceKey, sourceSubkey)) > 0);
}
