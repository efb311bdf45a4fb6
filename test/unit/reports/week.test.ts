import { describe, expect, it } from 'vitest';
import type { ReaderClient } from '../../../electron/backend-api.ts';
import { makeWeek } from '../../../electron/reports/week.ts';
import { reportCsv, weekRows } from '../../../electron/reports/report-csv.ts';
import { emptyReader } from '../../../electron/store/empty-reader.ts';
import type { Plans } from '../../../electron/backend-api.ts';
import { integrationConfigSchema, type Integration } from '../../../shared/integration/config.ts';
import type { RunReport } from '../../../shared/integration/run.ts';

const none = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
const run = (startedAt: string, more: Partial<RunReport> = {}): RunReport => ({
  runId: `run ${startedAt}`,
  integrationId: 'riverside',
  status: 'succeeded',
  startedAt,
  finishedAt: startedAt,
  dryRun: false,
  full: false,
  entities: {
    result: { received: 9, created: 4, updated: 2, unchanged: 3, removed: 1, skipped: 0, failed: 0 },
  },
  writes: { powerschool: none, partner: none },
  issues: 0,
  requests: 1,
  guard: null,
  error: null,
  resumedFrom: null,
  ...more,
});

const integration: Integration = {
  id: 'riverside',
  createdAt: '2026-10-01T00:00:00Z',
  config: integrationConfigSchema.parse({
    name: 'Riverside',
    mode: 'two-way',
    environment: 'test',
    gradeSync: { enabled: true },
    powerschool: { url: 'https://ps.example.org' },
    partner: { system: 'school-passport', url: 'https://sp.example.org' },
    schedule: { timeZone: 'America/Chicago', incremental: { every: 'day', at: '03:00' }, full: null },
  }),
};

const written = { powerschool: { ...none, created: 3, failed: 1 }, partner: { ...none, updated: 2 } };
const runs = [
  // Sunday evening in Chicago is Monday in Greenwich: still the week before.
  run('2026-11-23T04:00:00Z', { issues: 7 }),
  run('2026-11-23T09:00:00Z', { issues: 5 }),
  run('2026-11-24T09:00:00Z', { status: 'failed', entities: {} }),
  run('2026-11-25T09:00:00Z', { dryRun: true }),
  run('2026-11-26T09:00:00Z', {
    issues: 4,
    writes: written,
    plan: { planId: 'p1', items: 6, conflicts: 2, held: 1, applied: true },
  }),
  run('2026-11-30T09:00:00Z', { issues: 99 }),
];

const parts = {
  reader: () =>
    Promise.resolve({
      runsBetween: (from: number, until: number) =>
        Promise.resolve(
          runs.filter(({ startedAt }) => Date.parse(startedAt) >= from && Date.parse(startedAt) < until).toReversed(),
        ),
      quality: () => Promise.resolve(emptyReader.quality()),
    } as unknown as ReaderClient),
  plans: () =>
    ({
      get: () => ({ approval: { by: 'Ada Admin' } }),
      decisions: (from: number, until: number) => ({ open: 2, decided: until - from === 7 * 86_400_000 ? 1 : 0 }),
    }) as unknown as Plans,
};

describe('the weekly status', () => {
  it('has the syncs, changes, issues, conflicts, written plans and next syncs of a week, for every week (C18)', async () => {
    const now = Date.parse('2026-11-27T12:00:00Z');
    const week = await makeWeek(parts, integration, '2026-11-26', now);
    expect([week.from, week.to, week.zone]).toEqual(['2026-11-23', '2026-11-29', 'America/Chicago']);
    expect(week.runs.map(({ startedAt, changed }) => [startedAt, changed])).toEqual([
      ['2026-11-26T09:00:00Z', 7],
      ['2026-11-25T09:00:00Z', 0],
      ['2026-11-24T09:00:00Z', 0],
      ['2026-11-23T09:00:00Z', 7],
    ]);
    expect(week.records).toEqual({ result: { created: 8, updated: 4, removed: 2 } });
    expect(week.issues).toEqual({ atEnd: 4, before: 7 });
    expect(week.writes).toEqual(written);
    expect(week.conflicts).toEqual({ open: 2, decided: 1 });
    expect(week.applied).toEqual([{ planId: 'p1', at: '2026-11-26T09:00:00Z', by: 'Ada Admin', written: 5, held: 1 }]);
    expect(week.next[0]).toEqual({ at: '2026-11-28T09:00:00.000Z', full: false });
    expect(week.next).toHaveLength(5);

    const before = await makeWeek(parts, integration, '2026-11-22', now);
    expect([before.from, before.runs.length, before.issues]).toEqual(['2026-11-16', 1, { atEnd: 7, before: null }]);
    const today = await makeWeek(parts, integration, null, now);
    expect(today.from).toBe('2026-11-23');
    const text = reportCsv(weekRows(week), false);
    expect(text).toContain('planApplied,p1,2026-11-26T09:00:00Z,5,"approved by Ada Admin, 1 kept back"');
    expect(text).toContain('issues,open,2026-11-29,4,');
  });
});
