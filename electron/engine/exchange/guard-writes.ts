import type { ExchangedEntity, Side } from '../../../shared/exchange/exchanged.ts';
import type { Limits } from '../../../shared/integration/config.ts';
import type { GuardReport } from '../../../shared/integration/run.ts';

/** What a plan would do to one entity of one school at one end. */
export interface GuardFigure {
  readonly entity: ExchangedEntity;
  readonly target: Side;
  readonly schoolKey: number;
  readonly school: string;
  /** Records that are there. */
  readonly present: number;
  readonly removed: number;
  readonly updated: number;
  /** Scores that would become blank, and those that would become zero. */
  readonly blanked: number;
  readonly zeroed: number;
  /** By how many points of a hundred the average of the class moves that moves most. */
  readonly averageShift: number;
}

type Trip = GuardReport['trips'][number];

/**
 * Speaks before the first write of a plan, per school, entity and direction; null if all stays within the limits. What it stops can be released
 * for this plan alone.
 */
export function guardWrites(figures: readonly GuardFigure[], limits: Limits): GuardReport | null {
  const trips = figures.flatMap((figure) => tripsOf(figure, limits));
  const [first] = trips;
  if (first === undefined) return null;
  const schools = [...new Set(trips.map(({ school }) => school))].join(', ');
  return {
    code: first.reason === 'removals' ? 'guard.tooManyRemovals' : 'guard.unusualChanges',
    message: `Nothing was written: the plan would do far more than usual (${schools}).`,
    fix: 'Look at the plan. If all of it is meant, release it there by typing the number of its changes; if not, put right what is wrong at either end and sync again.',
    trips,
  };
}

function tripsOf(figure: GuardFigure, limits: Limits): readonly Trip[] {
  const { entity, target, schoolKey, school, present } = figure;
  const trip = (reason: Trip['reason'], removed: number): Trip => ({
    entity,
    target,
    schoolKey,
    school,
    present,
    removed,
    reason,
  });
  const isMany = (count: number, percent: number): boolean =>
    count >= limits.removalMinimum && count * 100 > present * percent;
  return [
    ...(isMany(figure.removed, limits.removalPercent) ? [trip('removals', figure.removed)] : []),
    ...(isMany(figure.updated, limits.changePercent) ? [trip('changes', figure.updated)] : []),
    ...(figure.blanked > limits.blankedScores ? [trip('blanked', figure.blanked)] : []),
    ...(figure.zeroed > limits.zeroedScores ? [trip('zeroed', figure.zeroed)] : []),
    ...(figure.averageShift > limits.averageShift ? [trip('average', Math.round(figure.averageShift))] : []),
  ];
}
