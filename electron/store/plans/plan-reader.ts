import type { Database } from 'better-sqlite3';
import type { Side } from '../../../shared/exchange/exchanged.ts';
import type { Conflict, PlanCounts, PlanItem, PlanSummary } from '../../../shared/exchange/plan.ts';
import type { ItemFilter } from '../../../shared/ipc/contract/plans.ts';
import { registerMatching } from '../exchange/partner-key.ts';
import { openResolver } from './resolve.ts';
import { expectedChange, itemColumns, type ItemRow } from './ready-write.ts';
import type { ItemBody } from './plan-writer.ts';

/** Plans as people look at them. */
export interface PlanReader {
  /** The newest first. */
  list(limit: number): readonly PlanSummary[];
  get(planId: string): PlanSummary | undefined;
  /** In the plan's order, after an item's number. */
  items(planId: string, filter: ItemFilter, after: number, limit: number): readonly PlanItem[];
  conflicts(planId: string, after: number, limit: number): readonly Conflict[];
  /** What one write would send, as far as both ends as they stand in `copy` tell; undefined for none. */
  expected(planId: string, item: number, copy: Database): ExpectedWrite | undefined;
  /**
   * Of a time from `from` on and before `until`, in milliseconds since 1970: what was still to be decided at its end, by the plan that was the
   * newest then, and what was decided in it. `open` is null where there was no plan yet.
   */
  decisions(from: number, until: number): { readonly open: number | null; readonly decided: number };
}

export type ExpectedWrite = ReturnType<typeof expectedChange> & {
  readonly target: Side;
  /** The year that the local copy is of: the one in which it ends. */
  readonly schoolYear: number;
};

interface PlanRow {
  readonly planId: string;
  readonly kind: 'sync' | 'undo';
  readonly undoes: string | null;
  readonly createdAt: number;
  readonly dryRun: number;
  readonly state: PlanSummary['state'];
  readonly runId: string | null;
  readonly appliedBy: string | null;
  readonly approval: string | null;
  readonly guard: string | null;
  readonly counts: string;
}

const ofPlan = 'plan = (SELECT number FROM plan WHERE planId = ?)';

export function openPlanReader(db: Database, integrationId: string): PlanReader {
  const summary = (row: PlanRow): PlanSummary => ({
    planId: row.planId,
    integrationId,
    kind: row.kind,
    undoes: row.undoes,
    createdAt: new Date(row.createdAt).toISOString(),
    dryRun: row.dryRun === 1,
    state: row.state,
    runId: row.runId,
    appliedBy: row.appliedBy,
    approval: row.approval === null ? null : (JSON.parse(row.approval) as PlanSummary['approval']),
    guard: row.guard === null ? null : (JSON.parse(row.guard) as PlanSummary['guard']),
    counts: JSON.parse(row.counts) as Readonly<Record<Side, PlanCounts>>,
  });

  return {
    list: (limit) =>
      db
        .prepare<[number], PlanRow>("SELECT * FROM plan WHERE counts <> '{}' ORDER BY number DESC LIMIT ?")
        .all(limit)
        .map(summary),
    get(planId) {
      const row = db.prepare<[string], PlanRow>("SELECT * FROM plan WHERE planId = ? AND counts <> '{}'").get(planId);
      return row && summary(row);
    },
    items(planId, filter, after, limit) {
      const given = Object.entries(filter).filter(([, value]) => value !== undefined);
      const conditions = given.map(([name]) => ` AND "${name}" = ?`).join('');
      const rows = db
        .prepare<unknown[], Record<string, string | number | null>>(
          `SELECT * FROM plan_item WHERE ${ofPlan}${conditions} AND item > ? ORDER BY item LIMIT ?`,
        )
        .all(planId, ...given.map(([, value]) => value), after, limit);
      return rows.map(itemOf);
    },
    expected(planId, item, copy) {
      const row = db
        .prepare<[string, number], ItemRow>(`SELECT ${itemColumns} FROM plan_item WHERE ${ofPlan} AND item = ?`)
        .get(planId, item);
      if (row === undefined) return undefined;
      registerMatching(copy);
      const schoolYear = Number(copy.prepare('SELECT max(schoolYear) FROM class').pluck().get());
      return { ...expectedChange(row, openResolver(copy, db)), target: row.target, schoolYear };
    },
    conflicts: (planId, after, limit) =>
      db
        .prepare<[string, number, number], Record<string, string | number | null>>(
          `SELECT * FROM conflict WHERE ${ofPlan} AND conflict > ? ORDER BY conflict LIMIT ?`,
        )
        .all(planId, after, limit)
        .map(conflictOf),
    decisions(from, until) {
      const last = db
        .prepare<[number], { readonly number: number; readonly createdAt: number }>(
          `SELECT number, createdAt FROM plan WHERE counts <> '{}' AND dryRun = 0 AND kind = 'sync' AND createdAt < ?
           ORDER BY number DESC LIMIT 1`,
        )
        .get(until);
      const decided = db.prepare('SELECT count(*) FROM decision WHERE decidedAt >= ? AND decidedAt < ?').pluck();
      // What was decided before the plan was made no longer held then, or it would be no conflict.
      const open = db
        .prepare(
          `SELECT count(*) FROM conflict AS c WHERE plan = ? AND NOT EXISTS (
             SELECT 1 FROM decision AS d WHERE d.entity = c.entity AND d.sourceKey = c.sourceKey AND d.sourceSubkey = c.sourceSubkey
               AND d.attribute = coalesce(c.attribute, '') AND d.decidedAt >= ? AND d.decidedAt < ?)`,
        )
        .pluck();
      return {
        open: last === undefined ? null : Number(open.get(last.number, last.createdAt, until)),
        decided: Number(decided.get(from, until)),
      };
    },
  };
}

function itemOf({ body, outcome, ...row }: Record<string, string | number | null>): PlanItem {
  const { changes, problems } = JSON.parse(String(body)) as ItemBody;
  return {
    item: row['item'],
    entity: row['entity'],
    action: row['action'],
    target: row['target'],
    label: row['label'],
    schoolKey: row['schoolKey'],
    school: row['school'],
    classKey: row['classKey'],
    class: row['class'],
    powerschool: row['powerschool'],
    partner: row['partner'],
    changes,
    problems,
    state: row['state'],
    outcome: outcome == null ? null : (JSON.parse(String(outcome)) as PlanItem['outcome']),
  } as PlanItem;
}

const conflictOf = (row: Record<string, string | number | null>): Conflict =>
  ({
    conflict: row['conflict'],
    entity: row['entity'],
    label: row['label'],
    schoolKey: row['schoolKey'],
    school: row['school'],
    classKey: row['classKey'],
    class: row['class'],
    record: { powerschool: row['powerschool'], partner: row['partner'] },
    attribute: row['attribute'],
    values: JSON.parse(String(row['vals'])) as Conflict['values'],
    kind: row['kind'],
  }) as Conflict;
