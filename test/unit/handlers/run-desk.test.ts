import { describe, expect, it } from 'vitest';
import { openRunDesk } from '../../../electron/handlers/run-desk.ts';
import { AppError } from '../../../shared/errors.ts';
import { sampleProgress, sampleReport } from '../../support/run-samples.ts';
import { scriptedRuns } from '../../support/scripted-runs.ts';

function open() {
  const runs = scriptedRuns();
  const told: string[] = [];
  const desk = openRunDesk(runs, {
    progressed: ({ rows }) => told.push(`progressed ${rows}`),
    finished: ({ status }) => told.push(`finished ${status}`),
    failed: (id, { code }) => told.push(`failed ${id} ${code}`),
  });
  return { runs, told, desk };
}

const run = { integrationId: 'district' };

describe('run desk', () => {
  it('lets a 2-way sync write only with a plan that was looked at', async () => {
    const { runs, desk } = open();
    const first = desk.start(run);
    runs.started[0]?.finish(sampleReport());
    await first;
    const second = desk.start({ ...run, planId: 'seen' });
    runs.started[1]?.finish(sampleReport());
    await second;
    expect(runs.started.map(({ asked }) => asked)).toEqual([
      { ...run, planOnly: true },
      { ...run, planId: 'seen' },
    ]);
  });

  it('says that a run has started as soon as it shows a sign of life', async () => {
    const { runs, told, desk } = open();
    const started = desk.start(run);
    expect(desk.isUnderWay('district')).toBe(true);
    runs.started[0]?.progress(sampleProgress({ rows: 7 }));
    await started;
    expect(told).toEqual(['progressed 7']);
    expect(desk.isBusy()).toBe(true);
  });

  it('tells the report when the run ends and is idle again', async () => {
    const { runs, told, desk } = open();
    const started = desk.start(run);
    runs.started[0]?.finish(sampleReport({ status: 'guarded' }));
    await started;
    expect(told).toEqual(['finished guarded']);
    expect(desk.isBusy()).toBe(false);
  });

  it('hands on why a run could not begin, and tells nobody else', async () => {
    const { runs, told, desk } = open();
    const started = desk.start(run);
    runs.started[0]?.fail(new AppError('credentials.missing', 'ask', 'The client secret is missing.'));
    await expect(started).rejects.toMatchObject({ code: 'credentials.missing' });
    expect(told).toEqual([]);
    expect(desk.isBusy()).toBe(false);
  });

  it('tells when a run that had begun comes to nothing', async () => {
    const { runs, told, desk } = open();
    const started = desk.start(run);
    runs.started[0]?.progress(sampleProgress({ rows: 1 }));
    await started;
    runs.started[0]?.fail(new AppError('internal.threadDied', 'stop', 'It stopped.'));
    await desk.stopAll();
    await Promise.resolve();
    expect(told).toEqual(['progressed 1', 'failed district internal.threadDied']);
    expect(desk.isBusy()).toBe(false);
  });

  it('leaves it to the runs to refuse a second one, and remembers the first', async () => {
    const { runs, desk } = open();
    void desk.start(run);
    const second = desk.start({ ...run, full: true });
    runs.started[1]?.fail(new AppError('run.locked', 'stop', 'Another run is under way.'));
    await expect(second).rejects.toMatchObject({ code: 'run.locked' });
    expect(desk.isUnderWay('district')).toBe(true);
  });

  it('takes two clicks for one: what is under way already is not begun again', async () => {
    const { runs, told, desk } = open();
    const clicks = [desk.start({ ...run, planId: 'seen' }), desk.start({ ...run, planId: 'seen' })];
    runs.started[0]?.progress(sampleProgress({ rows: 1 }));
    await Promise.all([...clicks, desk.start({ ...run, planId: 'seen' })]);
    runs.started[0]?.finish(sampleReport());
    await desk.stopAll();
    expect(runs.started).toHaveLength(1);
    expect(told).toEqual(['progressed 1', 'finished succeeded']);
  });

  it('stops everything and waits until all have ended', async () => {
    const { runs, desk } = open();
    const started = desk.start(run);
    const stopped = desk.stopAll();
    expect(runs.cancelled).toEqual(['district']);
    runs.started[0]?.finish(sampleReport({ status: 'cancelled' }));
    await Promise.all([started, stopped]);
    expect(desk.isBusy()).toBe(false);
  });
});
