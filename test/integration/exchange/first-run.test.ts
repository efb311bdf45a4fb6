import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
});
afterAll(async () => {
  desk.remove();
  await sandbox.close();
});

const gradebook = (): readonly { readonly sourcedId: string; readonly metadata?: Record<string, string> }[] =>
  sandbox.partner.records.all('category', 'lineItem', 'result').map((text) => JSON.parse(text) as never);

describe('the first run of a 2-Way Sync', () => {
  it('shows in a dry run what it would create, and writes nothing', async () => {
    const { status, report } = await desk.sync('--dry-run');
    expect({ status, writes: report.writes }).toEqual({
      status: 0,
      writes: { powerschool: nothing, partner: nothing },
    });
    const { category, lineItem, result } = report.entities;
    const all = (category?.created ?? 0) + (lineItem?.created ?? 0) + (result?.created ?? 0);
    expect(report.plan).toMatchObject({ items: all, conflicts: 0, held: 0, applied: false });
    expect(gradebook()).toEqual([]);
    expect(desk.contents()['result']).toEqual([]);
  });

  it('creates in School Passport exactly what PowerSchool has, nothing twice, and nothing in PowerSchool', async () => {
    const { status, report } = await desk.sync();
    const { category, lineItem, result } = report.entities;
    const all = (category?.created ?? 0) + (lineItem?.created ?? 0) + (result?.created ?? 0);
    expect(status).toBe(0);
    expect(report.writes).toEqual({ powerschool: nothing, partner: { ...nothing, created: all } });
    expect(new Set(gradebook().map(({ sourcedId }) => sourcedId)).size).toBe(all);
    expect(gradebook()).toHaveLength(all);
    const categories = sandbox.partner.records.all('category').map((text) => JSON.parse(text) as never);
    for (const { metadata } of categories as { metadata: Record<string, string> }[]) {
      expect(metadata).toMatchObject({
        userDcid: expect.any(String),
        TermID: expect.any(String),
        categoryId: expect.any(String),
      });
    }
  });

  it('is followed by one that finds both ends in agreement and writes nothing', async () => {
    const before = gradebook();
    const { status, report } = await desk.sync();
    expect(status).toBe(0);
    expect(report.plan).toMatchObject({ items: 0, conflicts: 0, held: 0 });
    expect(report.writes).toEqual({ powerschool: nothing, partner: nothing });
    expect(gradebook()).toEqual(before);
  });
});
