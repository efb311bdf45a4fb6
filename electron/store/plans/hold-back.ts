import type { Database } from 'better-sqlite3';
import type { ExchangedEntity, Side } from '../../../shared/exchange/exchanged.ts';
import type { FlightProblem, PlanCounts } from '../../../shared/exchange/plan.ts';
import type { PlanStore, ReadyWrite } from '../../engine/exchange/ports.ts';
import { readyWrite, type ItemRow } from './ready-write.ts';
import type { Resolver } from './resolve.ts';

const pageSize = 2000;

type Holding = Pick<PlanStore, 'plannedWrites' | 'hold' | 'planCounts'>;

/** What is asked about a plan, and kept back for the answer, before anything is sent. */
export function openHolding(plans: Database, resolver: Resolver, itemColumns: string): Holding {
  const page = plans.prepare<[string, Side, ExchangedEntity, string, number], ItemRow & { grouped: string }>(
    `SELECT ${itemColumns}, grouped FROM plan_item WHERE plan = (SELECT number FROM plan WHERE planId = ?)
       AND target = ? AND entity = ? AND state = 'planned' AND (grouped, item) > (?, ?) ORDER BY grouped, item LIMIT ${pageSize}`,
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
      let last: readonly [string, number] = ['', 0];
      for (;;) {
        const rows = page.all(planId, target, entity, ...last);
        const final = rows.at(-1);
        if (final === undefined) return;
        last = [final.grouped, final.item];
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
