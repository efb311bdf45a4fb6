import type { RunProgress, RunReport } from '../../shared/integration/run.ts';

const noWrites = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };

/** A report of a run that succeeded, with what a test wants different. */
export const sampleReport = (change: Partial<RunReport> = {}): RunReport => ({
  runId: 'run-1',
  integrationId: 'district',
  status: 'succeeded',
  startedAt: '2026-11-20T02:00:00.000Z',
  finishedAt: '2026-11-20T02:00:42.000Z',
  dryRun: false,
  full: false,
  entities: {
    result: { received: 1200, created: 1000, updated: 150, unchanged: 50, removed: 3, skipped: 0, failed: 0 },
  },
  writes: { powerschool: noWrites, partner: noWrites },
  issues: 0,
  requests: 12,
  guard: null,
  error: null,
  resumedFrom: null,
  ...change,
});

export const sampleProgress = (change: Partial<RunProgress> = {}): RunProgress => ({
  runId: 'run-1',
  integrationId: 'district',
  phase: 'pull',
  entity: 'result',
  school: 'Springfield High School',
  scopesDone: 3,
  scopesTotal: 12,
  rows: 4000,
  rowsPerSecond: 2000,
  secondsLeft: 6,
  ...change,
});
