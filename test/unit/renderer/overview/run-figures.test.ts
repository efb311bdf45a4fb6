import { describe, expect, it } from 'vitest';
import { runPoints } from '../../../../renderer/features/overview/run-figures.ts';
import { sampleReport } from '../../../support/run-samples.ts';

const counts = (created: number, updated: number, removed: number) => ({
  received: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
  created,
  updated,
  removed,
});

describe('the figures of the last runs', () => {
  it('are those of runs that ended well and were no dry ones, oldest first, summed over the entities', () => {
    const points = runPoints([
      sampleReport({ runId: 'c', issues: 3, entities: { user: counts(1, 2, 3), class: counts(10, 20, 30) } }),
      sampleReport({ runId: 'dry', dryRun: true }),
      sampleReport({ runId: 'failed', status: 'failed' }),
      sampleReport({ runId: 'a', issues: 7, entities: {} }),
    ]);
    expect(
      points.map(({ runId, created, updated, removed, issues }) => [runId, created, updated, removed, issues]),
    ).toEqual([
      ['a', 0, 0, 0, 7],
      ['c', 11, 22, 33, 3],
    ]);
  });

  it('are those of the last twelve', () => {
    const reports = Array.from({ length: 20 }, (_, at) => sampleReport({ runId: String(at) }));
    const ids = runPoints(reports).map(({ runId }) => runId);
    expect(ids).toHaveLength(12);
    expect(ids.at(-1)).toBe('0');
  });
});
