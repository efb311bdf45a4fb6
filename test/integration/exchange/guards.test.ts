import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../../electron/backend.ts';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';

const nothing = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
let sandbox: Sandbox;
let desk: DistrictDesk;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 3, students: 40 });
  const { powerschool, schoolPassport } = sandbox.describe();
  desk = openDistrictDesk(
    { ...powerschool, partnerSecret: schoolPassport.clientSecret },
    {
      mode: 'two-way',
      gradeSync: { enabled: true },
      masterFields: [...gradeExchangePreset()],
      partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
    },
  );
  await desk.sync();
}, 120_000);
afterAll(async () => {
  desk.remove();
  await sandbox.close();
});

interface Result {
  readonly sourcedId: string;
  readonly score?: number;
  readonly metadata?: { readonly textScore?: string };
  readonly lineItem: { readonly sourcedId: string };
}
/** Scores of line items where points count: on a letter scale PowerSchool makes the number itself. */
const scores = (): readonly Result[] => {
  const items = sandbox.partner.records.all('lineItem').flatMap((text) => {
    const { sourcedId, metadata } = JSON.parse(text) as { sourcedId: string; metadata?: { scoreType?: string } };
    return metadata?.scoreType === 'POINTS' ? [sourcedId] : [];
  });
  const points = new Set(items);
  return sandbox.partner.records.all('result').flatMap((text) => {
    const record = JSON.parse(text) as Result;
    return (record.score ?? 0) > 0 && record.metadata?.textScore === undefined && points.has(record.lineItem.sourcedId)
      ? [record]
      : [];
  });
};
const put = (record: object): void =>
  sandbox.partner.records.put('result', { ...record, dateLastModified: new Date().toISOString() } as never);

describe('a plan that would turn many scores to nothing', () => {
  it('is stopped before the first write, in a dry run as well, and says where', async () => {
    for (const record of scores().slice(0, 120)) put({ ...record, score: 0 });
    const dry = await desk.sync('--dry-run');
    expect({ status: dry.status, run: dry.report.status }).toEqual({ status: 4, run: 'guarded' });
    const before = sandbox.server.snapshot();
    const { status, report } = await desk.sync();
    expect({ status, run: report.status, code: report.guard?.code }).toEqual({
      status: 4,
      run: 'guarded',
      code: 'guard.unusualChanges',
    });
    expect(report.guard?.trips.some(({ reason, target }) => reason === 'zeroed' && target === 'powerschool')).toBe(
      true,
    );
    expect(report.writes.powerschool).toEqual(nothing);
    expect(sandbox.server.snapshot()).toBe(before);
  });

  it('passes once somebody has typed the number of its changes, for that plan alone', async () => {
    const { report } = await desk.sync();
    const planId = report.plan?.planId ?? '';
    const backend = openBackend({ profileFolder: desk.profile, credentials: openMemoryCredentials() });
    const plans = backend.plans(desk.integrationId);
    const approval = { by: 'An admin', at: '2026-11-26', note: '' };
    expect(() => plans.approve(planId, { ...approval, typed: 3 })).toThrow(
      'This is not the number of changes in the plan.',
    );
    plans.approve(planId, { ...approval, typed: 120 });
    await backend.close();
    const applied = await desk.sync('--plan', planId);
    expect({ status: applied.status, written: applied.report.writes.powerschool }).toEqual({
      status: 0,
      written: { ...nothing, updated: 120 },
    });
  });
});
