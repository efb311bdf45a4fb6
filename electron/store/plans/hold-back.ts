import type { Database } from 'better-sqlite3';
import type { ExchangedEntity, Side } from '../../../shared/exchange/exchanged.ts';
import type { FlightProblem, PlanCounts } from '../../../shared/exchange/plan.ts';
import type { IntendedWrite } from '../../engine/exchange/plan-record.ts';
import type { PlanStore, ReadyWrite } from '../../engine/exchange/ports.ts';
import { readyWrite, type ItemRow } from './ready-write.ts';
import type { Resolver } from './resolve.ts';

const pageSize = 2000;

/** Where a page begins: after this item of its group. */
interface Place {
  readonly planId: string;
  readonly target: Side;
  readonly entity: ExchangedEntity;
  readonly grouped: string;
  readonly item: number;
}

type Holding = Pick<PlanStore, 'plannedWrites' | 'hold' | 'planCounts'>;

/** What is asked about a plan, and kept back for the answer, before anything is sent. */
export function openHolding(plans: Database, resolver: Resolver, itemColumns: string): Holding {
  const plannedOf = (action: IntendedWrite['action']): string =>
    `SELECT ${itemColumns}, grouped FROM plan_item WHERE plan = (SELECT number FROM plan WHERE planId = @planId)
       AND target = @target AND entity = @entity AND action = '${action}' AND state = 'planned' AND (grouped, item) > (@grouped, @item)`;
  // An action each in the order of the index, merged: else every page would sort all that is planned.
  const page = plans.prepare<[Place], ItemRow & { grouped: string }>(
    `${(['create', 'update', 'delete'] as const).map(plannedOf).join(' UNION ALL ')} ORDER BY grouped, item LIMIT ${pageSize}`,
  );
  const block = plans.prepare<[string, string, number], { target: Side; action: 'create' | 'update' | 'delete' }>(
    `UPDATE plan_item SET state = 'blocked', body = json_set(body, '$.problems', json_insert(body -> '$.problems', '$[#]', json(?)))
     WHERE plan = (SELECT number FROM plan WHERE planId = ?) AND item = ? AND state = 'planned' RETURNING target, action`,
  );
  const counts = plans.prepare<[string], string>('SELECT counts FROM plan WHERE planId = ?').pluck();
  const setCounts = plans.prepare('UPDATE plan SET counts = ? WHERE planId = ?');
  const planCounts = (planId: string): Readonly<Record<Side, PlanCounts>> =>
    JSON.parse(counts.get(planId) ?? '{}') as Readonly<Record<Side, PlanCounts>>;

  return {
    *plannedWrites(planId, target, entity) {
      let after = { grouped: '', item: 0 };
      for (;;) {
        const rows = page.all({ planId, target, entity, ...after });
        const final = rows.at(-1);
        if (final === undefined) return;
        after = { grouped: final.grouped, item: final.item };
        yield rows.flatMap((row): readonly ReadyWrite[] => {
          const write = readyWrite(row, resolver);
          return typeof write === 'string' ? [] : [write];
        });
      }
    },
    hold(planId: string, item: number, problem: FlightProblem) {
      plans
        .transaction(() => {
          const held = block.get(JSON.stringify(problem), planId, item);
          if (held === undefined) return;
          const before = planCounts(planId);
          const own = before[held.target];
          const after = { ...own, [held.action]: own[held.action] - 1, blocked: own.blocked + 1 };
          setCounts.run(JSON.stringify({ ...before, [held.target]: after }), planId);
        })
        .immediate();
    },
    planCounts,
  };
}
