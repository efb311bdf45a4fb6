import type { Database } from 'better-sqlite3';
import type { ItemState } from '../../../shared/exchange/plan.ts';
import type { ConcludedWrite, ItemOutcome } from '../../engine/exchange/ports.ts';
import { openConfirming } from './confirm.ts';
import type { Journal } from './journal.ts';
import type { ItemBody } from './plan-writer.ts';
import { itemColumns, type ItemRow } from './ready-write.ts';
import type { Resolver } from './resolve.ts';

/** What becomes of planned writes. */
export interface Concluding {
  /** Keeps what is planned until it is concluded, so that it need not be read again. */
  keep(planId: string, row: ItemRow, body: ItemBody): void;
  mark(planId: string, item: number, state: ItemState, reason: ItemOutcome | null): void;
  conclude(planId: string, run: number, writes: readonly ConcludedWrite[]): void;
}

interface Planned {
  readonly row: ItemRow;
  readonly body: ItemBody;
}

export function openConcluding(
  plans: Database,
  copy: Database,
  resolver: Resolver,
  journal: Pick<Journal, 'seal' | 'noteOutcome'>,
): Concluding {
  const planNumber = plans.prepare<[string], number>('SELECT number FROM plan WHERE planId = ?').pluck();
  const one = plans.prepare<[string, number], ItemRow>(
    `SELECT ${itemColumns} FROM plan_item WHERE plan = (SELECT number FROM plan WHERE planId = ?) AND item = ?`,
  );
  const setState = plans.prepare('UPDATE plan_item SET state = ?, outcome = ? WHERE plan = ? AND item = ?');
  const confirm = openConfirming(copy, resolver);
  let keptOf = '';
  const kept = new Map<number, Planned>();

  function plannedAs(planId: string, item: number): Planned | undefined {
    const known = planId === keptOf ? kept.get(item) : undefined;
    if (known !== undefined) return known;
    const row = one.get(planId, item);
    return row && { row, body: JSON.parse(row.body) as ItemBody };
  }

  return {
    keep(planId, row, body) {
      if (planId !== keptOf) kept.clear();
      keptOf = planId;
      kept.set(row.item, { row, body });
    },
    mark: (planId, item, state, reason) => void setState.run(state, reasonText(reason), planNumber.get(planId), item),
    conclude(planId, run, writes) {
      journal.seal(
        writes.flatMap(({ journal: number, seal, found, outcome }) =>
          seal === null ? [] : [{ journal: number, state: seal, found, outcome }],
        ),
      );
      const plan = planNumber.get(planId);
      for (const { journal: number, seal, item, outcome, found, agreed, state, reason } of writes) {
        if (seal === null && outcome !== undefined) journal.noteOutcome(number, outcome);
        const planned = agreed === null ? undefined : plannedAs(planId, item);
        if (planned !== undefined && agreed !== null) {
          confirm(planned.row, planned.body, { found, sourcedId: agreed, run });
        }
        kept.delete(item);
        setState.run(state, reasonText(reason), plan, item);
      }
    },
  };
}

const reasonText = (reason: ItemOutcome | null): string | null => (reason === null ? null : JSON.stringify(reason));
