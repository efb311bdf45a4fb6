import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Side } from '../../../shared/exchange/exchanged.ts';
import type { PlanCounts } from '../../../shared/exchange/plan.ts';
import type { NewPlan } from '../../engine/exchange/ports.ts';
import type { Reversal, WrittenRow } from './undo-plan.ts';

/** Where a written record stands, for people. */
export interface PlaceRow {
  readonly schoolKey: number;
  readonly school: string | null;
  readonly classKey: number | null;
  readonly class: string | null;
  readonly label: string;
  readonly grouped: string;
}

const zero = (): Record<keyof PlanCounts, number> => ({ create: 0, update: 0, delete: 0, blocked: 0, conflicts: 0 });

/** Writes down what takes a run back, as a plan like any other: shown first, thinned out, approved, applied. */
export function writeUndoPlan(
  db: Database,
  plan: NewPlan,
  rows: readonly (WrittenRow & PlaceRow & { readonly reversal: Reversal })[],
): { readonly planId: string; readonly counts: Readonly<Record<Side, PlanCounts>> } {
  const planId = randomUUID();
  const counts = { powerschool: zero(), partner: zero() };
  db.transaction(() => {
    const { lastInsertRowid } = db
      .prepare(
        `INSERT INTO plan (planId, kind, undoes, createdAt, dryRun, state, runId, counts) VALUES (?, ?, ?, ?, ?, 'open', ?, '{}')`,
      )
      .run(planId, plan.kind, plan.undoes, plan.now, plan.dryRun ? 1 : 0, plan.runId);
    const insert = db.prepare(
      `INSERT INTO plan_item (plan, item, entity, action, target, state, sourceKey, sourceSubkey, partnerKey, powerschool, partner, sourceHash,
         partnerHash, schoolKey, school, classKey, class, label, grouped, hasConflict, body)
       VALUES (@plan, @item, @entity, @action, @target, @state, @sourceKey, @sourceSubkey, @partnerKey, @powerschool, @partner,
         @sourceHash, @partnerHash, @schoolKey, @school, @classKey, @class, @label, @grouped, 0, @body)`,
    );
    for (const [at, row] of rows.entries()) {
      const { reversal, target, entity } = row;
      const isBlocked = reversal.body.problems.some(({ blocks }) => blocks);
      counts[target][isBlocked ? 'blocked' : reversal.action]++;
      insert.run({
        ...row,
        ...reversal,
        plan: Number(lastInsertRowid),
        item: at + 1,
        entity,
        target,
        state: isBlocked ? 'blocked' : 'planned',
        body: JSON.stringify(reversal.body),
        reversal: null,
      });
    }
    db.prepare('UPDATE plan SET counts = ? WHERE planId = ?').run(JSON.stringify(counts), planId);
  }).immediate();
  return { planId, counts };
}
