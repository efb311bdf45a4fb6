import type { RunReport } from '../../../shared/integration/run.ts';

/** What a run did to the local copy, and how many issues were open after it. */
export interface RunPoint {
  readonly runId: string;
  readonly at: string;
  readonly created: number;
  readonly updated: number;
  readonly removed: number;
  readonly issues: number;
}

const most = 12;

/** The last runs that changed the local copy or could have, oldest first. `reports` are newest first; dry runs and broken off ones changed nothing. */
export const runPoints = (reports: readonly RunReport[]): readonly RunPoint[] =>
  reports
    .filter(({ status, dryRun }) => status === 'succeeded' && !dryRun)
    .slice(0, most)
    .toReversed()
    .map(({ runId, startedAt, entities, issues }) => {
      const sum = (name: 'created' | 'updated' | 'removed'): number =>
        Object.values(entities).reduce((total, counts) => total + counts[name], 0);
      return {
        runId,
        at: startedAt,
        created: sum('created'),
        updated: sum('updated'),
        removed: sum('removed'),
        issues,
      };
    });
