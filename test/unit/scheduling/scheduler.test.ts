import { describe, expect, it } from 'vitest';
import type { StartRun } from '../../../electron/backend-api.ts';
import { openScheduler, type MissedSyncs } from '../../../electron/scheduling/scheduler.ts';
import { AppError } from '../../../shared/errors.ts';
import { scheduleSchema } from '../../../shared/integration/schedule.ts';
import { integrationConfigSchema, type Integration, type IntegrationFile } from '../../../shared/integration/config.ts';

const partner: IntegrationFile['partner'] = {
  system: 'school-passport',
  url: 'https://hub.example.org',
};

const nightly: IntegrationFile['schedule'] = {
  timeZone: 'America/Chicago',
  full: null,
  incremental: { every: 'day', at: '03:00' },
};

/** A computer whose clock a test moves: every half minute is looked at, unless it sleeps. */
function computer(schedule: IntegrationFile['schedule'], file: Partial<IntegrationFile> = {}) {
  let now = Date.parse('2026-03-02T18:00:00Z');
  let config = integrationConfigSchema.parse({
    name: 'District',
    mode: 'import',
    powerschool: { url: 'https://ps.example.org' },
    ...file,
    schedule,
  });
  const started: (StartRun & { at: string })[] = [];
  const missed: MissedSyncs[] = [];
  const notBegun: string[] = [];
  let lastRun: number | null = null;
  let isUnderWay = false;
  let refusal: Error | undefined;
  const integration = (): Integration => ({ id: 'district', createdAt: '2026-03-01T00:00:00Z', config });
  const ports = {
    now: () => now,
    integrations: () => [integration()],
    lastRunAt: () => Promise.resolve(lastRun),
    isUnderWay: () => isUnderWay,
    start(run: StartRun) {
      if (refusal !== undefined) return Promise.reject(refusal);
      started.push({ ...run, at: new Date(now).toISOString() });
      lastRun = now;
      return Promise.resolve();
    },
    missed: (_id: string, syncs: MissedSyncs) => void missed.push(syncs),
    notBegun: (_id: string, { code }: { readonly code: string }) => void notBegun.push(code),
  };
  let scheduler = openScheduler(ports);
  return {
    started,
    missed,
    notBegun,
    integration,
    scheduler: () => scheduler,
    restart: () => void (scheduler = openScheduler(ports)),
    setRunAt: (at: string) => void (lastRun = Date.parse(at)),
    setUnderWay: (is: boolean) => void (isUnderWay = is),
    refuse: (error: Error | undefined) => void (refusal = error),
    reschedule(next: IntegrationFile['schedule']) {
      config = integrationConfigSchema.parse({ ...config, schedule: next });
    },
    sleepUntil: (at: string) => void (now = Date.parse(at)),
    async watchUntil(at: string) {
      for (; now <= Date.parse(at); now += 30_000) await scheduler.check();
    },
  };
}

describe('scheduler', () => {
  it('begins a sync within half a minute of when it is due, and only once', async () => {
    const own = computer(nightly);
    own.setRunAt('2026-03-02T09:00:00Z');
    await own.watchUntil('2026-03-03T12:00:00Z');
    expect(own.started).toEqual([
      { integrationId: 'district', full: false, planOnly: false, at: '2026-03-03T09:00:00.000Z' },
    ]);
    expect(own.missed).toEqual([]);
  });

  it('only makes a plan of a 2-Way Sync: nothing is written before somebody has looked', async () => {
    const own = computer(nightly, { mode: 'two-way', partner });
    own.setRunAt('2026-03-02T09:00:00Z');
    await own.watchUntil('2026-03-03T09:01:00Z');
    expect(own.started).toMatchObject([{ planOnly: true }]);
  });

  it('makes up for many missed syncs with one, and tells of them', async () => {
    const own = computer(nightly);
    own.setRunAt('2026-03-02T09:00:00Z');
    await own.watchUntil('2026-03-02T18:05:00Z');
    own.sleepUntil('2026-03-06T15:00:00Z');
    await own.watchUntil('2026-03-06T16:00:00Z');
    expect(own.started).toMatchObject([{ at: '2026-03-06T15:00:00.000Z' }]);
    const told = { count: 4, since: Date.parse('2026-03-03T09:00:00Z'), isMadeUpFor: true };
    expect(own.missed).toEqual([told]);
    expect(own.scheduler().missed('district')).toEqual(told);
    await own.watchUntil('2026-03-07T09:01:00Z');
    expect(own.scheduler().missed('district')).toBeNull();
  });

  it('makes up for what was missed while the application was closed', async () => {
    const own = computer(nightly);
    own.setRunAt('2026-03-02T09:00:00Z');
    own.sleepUntil('2026-03-04T15:00:00Z');
    own.restart();
    await own.watchUntil('2026-03-04T15:10:00Z');
    expect(own.started).toHaveLength(1);
    expect(own.missed).toMatchObject([{ count: 2 }]);
  });

  it('begins nothing while it is paused, says that nothing is next, and makes up for it afterwards', async () => {
    const own = computer(nightly);
    own.setRunAt('2026-03-02T09:00:00Z');
    await own.watchUntil('2026-03-02T18:05:00Z');
    own.scheduler().pause(true);
    expect(own.scheduler().next(own.integration())).toBeNull();
    own.sleepUntil('2026-03-03T15:00:00Z');
    await new Promise(setImmediate);
    expect(own.started).toEqual([]);
    own.scheduler().pause(false);
    await own.scheduler().check();
    own.scheduler().stop();
    expect(own.scheduler().next(own.integration())).toMatchObject({ at: Date.parse('2026-03-04T09:00:00Z') });
    expect(own.started).toMatchObject([{ at: '2026-03-03T15:00:00.000Z' }]);
  });

  it('only tells of missed syncs where they are not to be made up for', async () => {
    const own = computer({ ...nightly, catchUp: false });
    own.setRunAt('2026-03-01T09:00:00Z');
    await own.watchUntil('2026-03-03T09:01:00Z');
    expect(own.missed).toMatchObject([{ count: 1, isMadeUpFor: false }]);
    expect(own.started).toMatchObject([{ at: '2026-03-03T09:00:00.000Z' }]);
  });

  it('makes up for a missed sync after a blackout and not before what must be done first', async () => {
    const blackout = [{ from: '2026-03-05', to: '2026-03-06' }];
    const own = computer({ ...nightly, blackout, notBefore: { at: '02:30', note: 'directory export' } });
    own.setRunAt('2026-03-03T09:00:00Z');
    // Off on the 4th; on again on the first day of the blackout.
    own.sleepUntil('2026-03-05T18:00:00Z');
    await own.watchUntil('2026-03-07T08:35:00Z');
    expect(own.started).toMatchObject([{ at: '2026-03-07T08:30:00.000Z' }]);
  });

  it('waits for another run, and for that of another process', async () => {
    const own = computer({ ...nightly, catchUp: false });
    own.setRunAt('2026-03-02T09:00:00Z');
    own.setUnderWay(true);
    await own.watchUntil('2026-03-03T10:00:00Z');
    own.setUnderWay(false);
    own.refuse(new AppError('run.locked', 'stop', 'Another run is under way.'));
    await own.watchUntil('2026-03-03T11:00:00Z');
    own.refuse(undefined);
    await own.watchUntil('2026-03-03T11:05:00Z');
    expect(own.started).toMatchObject([{ at: '2026-03-03T11:00:30.000Z' }]);
    expect(own.notBegun).toEqual([]);
  });

  it('tells once why a sync could not begin, and tries again when the next is due', async () => {
    const own = computer(nightly);
    own.setRunAt('2026-03-02T09:00:00Z');
    own.refuse(new AppError('credentials.missing', 'ask', 'The client secret is missing.'));
    await own.watchUntil('2026-03-03T12:00:00Z');
    expect(own.notBegun).toEqual(['credentials.missing']);
    own.refuse(undefined);
    await own.watchUntil('2026-03-04T09:01:00Z');
    expect(own.started).toMatchObject([{ at: '2026-03-04T09:00:00.000Z' }]);
  });

  it('takes a changed schedule from then on, without making up for times that it never had', async () => {
    const own = computer(nightly);
    own.setRunAt('2026-03-02T09:00:00Z');
    await own.watchUntil('2026-03-02T18:05:00Z');
    own.reschedule({ ...nightly, incremental: { every: 'day', at: '10:00' } });
    await own.watchUntil('2026-03-02T23:00:00Z');
    expect(own.started).toEqual([]);
    own.reschedule({ enabled: false });
    await own.watchUntil('2026-03-04T23:00:00Z');
    expect(own.started).toEqual([]);
    expect(own.missed).toEqual([]);
  });

  it('begins the nightly sync once a day over a change of clocks', async () => {
    const own = computer({ ...nightly, incremental: { every: 'day', at: '02:30' } });
    own.setRunAt('2026-03-02T17:00:00Z');
    own.sleepUntil('2026-03-07T18:00:00Z');
    own.setRunAt('2026-03-07T17:00:00Z');
    await own.watchUntil('2026-03-09T12:00:00Z');
    expect(own.started.map(({ at }) => at)).toEqual(['2026-03-08T08:30:00.000Z', '2026-03-09T07:30:00.000Z']);
  });

  it('syncs every night where nothing is said, at the time, interval and zone that are chosen, makes up for a missed one, and never begins beside another (C30)', async () => {
    const own = computer({ timeZone: 'America/Chicago' });
    own.setRunAt('2026-03-02T17:00:00Z');
    await own.watchUntil('2026-03-04T12:00:00Z');
    // Three in the morning in Chicago.
    expect(own.started.map(({ at }) => at)).toEqual(['2026-03-03T09:00:00.000Z', '2026-03-04T09:00:00.000Z']);

    own.reschedule({
      timeZone: 'America/New_York',
      full: null,
      incremental: { every: 'hours', hours: 6, at: '05:30' },
    });
    await own.watchUntil('2026-03-05T05:00:00Z');
    expect(own.started.slice(2).map(({ at }) => at)).toEqual([
      '2026-03-04T16:30:00.000Z',
      '2026-03-04T22:30:00.000Z',
      '2026-03-05T04:30:00.000Z',
    ]);

    // Off from night to noon: one sync for the two that were missed.
    own.sleepUntil('2026-03-05T17:00:00Z');
    await own.watchUntil('2026-03-05T18:00:00Z');
    expect(own.started.slice(5)).toMatchObject([{ at: '2026-03-05T17:00:00.000Z' }]);
    expect(own.missed).toMatchObject([{ count: 2, isMadeUpFor: true }]);

    own.setUnderWay(true);
    await own.watchUntil('2026-03-05T23:00:00Z');
    expect(own.started).toHaveLength(6);
    own.setUnderWay(false);
    await own.watchUntil('2026-03-05T23:05:00Z');
    expect(own.started).toHaveLength(7);
    expect(scheduleSchema.safeParse({ full: { every: 'day', at: '03:30' } }).success).toBe(false);
  });

  it('begins nothing before the directory is exported, by night or after a sleep, and keeps the note about it (C36)', async () => {
    const own = computer({
      ...nightly,
      incremental: { every: 'day', at: '01:00' },
      notBefore: { at: '02:30', note: 'Export of login names' },
    });
    expect(own.integration().config.schedule.notBefore?.note).toBe('Export of login names');
    own.setRunAt('2026-03-02T17:00:00Z');
    await own.watchUntil('2026-03-03T12:00:00Z');
    expect(own.scheduler().next(own.integration())).toMatchObject({ at: Date.parse('2026-03-04T08:30:00Z') });
    // Awake again an hour before the export of the next but one day: what was missed waits for it.
    own.sleepUntil('2026-03-05T07:30:00Z');
    await own.watchUntil('2026-03-05T12:00:00Z');
    expect(own.started.map(({ at }) => at)).toEqual(['2026-03-03T08:30:00.000Z', '2026-03-05T08:30:00.000Z']);
  });
});
