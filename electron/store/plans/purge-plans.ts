import type { Database } from 'better-sqlite3';
import { cutOff, type Retention } from '../../../shared/integration/retention.ts';

export interface OldPlanCounts {
  readonly plans: number;
  readonly receipts: number;
  /** Runs whose receipts go: they can no longer be undone. */
  readonly undoable: number;
}

const batch = 1000;

/**
 * Plans that are done with, as a whole: nothing of them is newer or still unclear. The open one and the one that came last are none.
 * `?` twice is the moment.
 */
const old = `p.createdAt < ? AND p.state IN ('applied', 'superseded') AND p.number < (SELECT max(number) FROM plan)
  AND NOT EXISTS (SELECT 1 FROM journal AS j WHERE j.plan = p.number AND (j.settledAt IS NULL OR j.settledAt >= ?))`;

const nothing: OldPlanCounts = { plans: 0, receipts: 0, undoable: 0 };

export function countOldPlans(db: Database, retention: Retention, now: number): OldPlanCounts {
  const before = cutOff(retention.planDays, now);
  if (before === null) return nothing;
  const last = lastSealed(db, before);
  return {
    plans: Number(db.prepare(`SELECT count(*) FROM plan AS p WHERE ${old}`).pluck().get(before, before)),
    ...(db
      .prepare<[number], Omit<OldPlanCounts, 'plans'>>(
        `SELECT count(*) AS receipts, count(DISTINCT runId) AS undoable FROM journal WHERE sealed <= ? AND state <> 'purged'`,
      )
      .get(last) ?? { receipts: 0, undoable: 0 }),
  };
}

export function arePlansDue(db: Database, retention: Retention, now: number): boolean {
  const before = cutOff(retention.planDays, now);
  if (before === null) return false;
  return db.prepare(`SELECT 1 FROM plan AS p WHERE ${old} LIMIT 1`).get(before, before) !== undefined;
}

/**
 * Takes away old plans with their receipts. Of the receipts the last one that goes is emptied and stays with its seal, so that the chain of
 * those that are kept can still be verified; this holds after every transaction.
 */
export function purgeOldPlans(db: Database, retention: Retention, now: number): OldPlanCounts {
  const before = cutOff(retention.planDays, now);
  if (before === null) return nothing;
  const counts = countOldPlans(db, retention, now);
  const last = lastSealed(db, before);
  const note = db.prepare(
    `INSERT OR IGNORE INTO purged_run (runId, at) SELECT DISTINCT runId, ? FROM journal WHERE sealed <= ? AND state <> 'purged'`,
  );
  const empty = db.prepare(
    `UPDATE journal SET state = 'purged', teacher = NULL, change = '{}', before = NULL, exchange = NULL, found = NULL, reason = NULL,
       sourcedId = NULL WHERE sealed = ?`,
  );
  const remove = db.prepare('DELETE FROM journal WHERE sealed < ?');
  const first = db.prepare(`SELECT min(sealed) FROM journal WHERE state <> 'purged'`).pluck();
  const step = db.transaction((until: number): void => {
    note.run(now, until);
    empty.run(until);
    remove.run(until);
  });
  for (let from = Number(first.get()); from > 0 && from <= last; from = Number(first.get())) {
    step.immediate(Math.min(from + batch - 1, last));
  }
  purgePlans(db, before);
  return counts;
}

/** Some plans a transaction, of a large one a part. */
function purgePlans(db: Database, before: number): void {
  const next = db
    .prepare<[number, number], number>(
      `SELECT p.number FROM plan AS p WHERE ${old}
         AND NOT EXISTS (SELECT 1 FROM journal AS r WHERE r.plan = p.number AND r.state <> 'purged') LIMIT 1`,
    )
    .pluck();
  const items = db.prepare(
    `DELETE FROM plan_item WHERE plan = ? AND item IN (SELECT item FROM plan_item WHERE plan = ? LIMIT ${batch})`,
  );
  const conflicts = db.prepare('DELETE FROM conflict WHERE plan = ?');
  const plan = db.prepare('DELETE FROM plan WHERE number = ?');
  const step = db.transaction((): boolean => {
    for (let removed = 0; removed < batch; removed++) {
      const number = next.get(before, before);
      if (number === undefined) return false;
      const { changes } = items.run(number, number);
      removed += changes;
      if (changes === batch) return true;
      conflicts.run(number);
      plan.run(number);
    }
    return true;
  });
  while (step.immediate());
}

/** Up to which seal every receipt is of a plan that goes. 0: none goes. */
function lastSealed(db: Database, before: number): number {
  const kept = db
    .prepare(
      `SELECT min(j.sealed) FROM journal AS j JOIN plan AS p ON p.number = j.plan
       WHERE j.sealed IS NOT NULL AND j.state <> 'purged' AND NOT (${old.replaceAll('j.', 'k.').replace('AS j', 'AS k')})`,
    )
    .pluck()
    .get(before, before) as number | null;
  if (kept !== null) return kept - 1;
  return Number(db.prepare('SELECT coalesce(max(sealed), 0) FROM journal').pluck().get());
}
