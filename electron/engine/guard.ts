import type { Limits } from '../../shared/integration/config.ts';
import type { GuardReport } from '../../shared/integration/run.ts';
import type { RemovalCount } from './ports.ts';

/**
 * Speaks before the first write: null if the removals are within the limits, otherwise every place where they are not. The local
 * copy's limit is per entity and school: more than `removalPercent` of what is there, and at least `removalMinimum` records. An
 * empty listing where there was data stops the run whatever its size.
 */
export function guardRemovals(
  removals: readonly RemovalCount[],
  limits: Limits,
  schoolName: (schoolKey: number) => string,
): GuardReport | null {
  const trips = removals.flatMap((count) => {
    const reason = reasonToStop(count, limits);
    if (reason === null) return [];
    const { entity, schoolKey, present, removed } = count;
    return [{ entity, schoolKey, school: schoolName(schoolKey), present, removed, reason }];
  });
  if (trips.length === 0) return null;
  const schools = [...new Set(trips.map((trip) => trip.school))];
  return {
    code: trips.every((trip) => trip.reason === 'empty') ? 'guard.emptyListing' : 'guard.tooManyRemovals',
    message: `The run was stopped before anything was changed: far more records would have been removed than usual (${schools.join(', ')}).`,
    fix: 'Look in PowerSchool whether these records are really gone. If they are, raise limits.removalPercent (or set limits.allowEmpty) of this integration for one run.',
    trips,
  };
}

function reasonToStop(count: RemovalCount, limits: Limits): 'removals' | 'empty' | null {
  if (count.removed === 0) return null;
  if (count.empty) return limits.allowEmpty ? null : 'empty';
  const many = count.removed >= limits.removalMinimum && count.removed * 100 > count.present * limits.removalPercent;
  return many ? 'removals' : null;
}
