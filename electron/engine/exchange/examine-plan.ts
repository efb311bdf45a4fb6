import { exchangedEntities, sides, type Side } from '../../../shared/exchange/exchanged.ts';
import type { Change, Target } from '../../connectors/target.ts';
import type { PlanStore } from './ports.ts';

/**
 * Asks each system about the writes that it is to get, and keeps back what it would refuse for how it stands now: so it is known when the plan is
 * shown. Reads only; a write that rests on another one is not asked about.
 */
export async function examinePlan(
  plans: PlanStore,
  targets: Readonly<Record<Side, Target>>,
  planId: string,
  signal: AbortSignal,
): Promise<void> {
  for (const side of sides) {
    const { examine } = targets[side];
    if (examine === null) continue;
    for (const entity of exchangedEntities) {
      for (const writes of plans.plannedWrites(planId, side, entity)) {
        signal.throwIfAborted();
        const changes = writes.map(({ item, change }): Change => ({ ...change, id: String(item) }));
        for (const [id, doubt] of await examine(changes, signal)) {
          plans.hold(planId, Number(id), { ...doubt, blocks: true });
        }
      }
    }
  }
}
