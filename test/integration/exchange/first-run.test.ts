import { join } from 'node:path';
import Database from 'better-sqlite3';
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

  it('stops at its plan where it is asked to', async () => {
    const { status, report } = await desk.sync('--plan-only');
    expect({ status, plan: report.plan?.applied, writes: report.writes.partner }).toEqual({
      status: 0,
      plan: false,
      writes: nothing,
    });
  });

  it('applies a plan once, and one that it does not know never', async () => {
    const unknown = await desk.run('sync', desk.integrationId, '--json', '--plan', 'none-such');
    expect({ status: unknown.status, told: unknown.stdout.includes('plan.unknown') }).toEqual({
      status: 2,
      told: true,
    });
    const { report } = await desk.sync('--dry-run');
    const planId = report.plan?.planId ?? '';
    expect((await desk.sync('--plan', planId)).report.plan).toMatchObject({ planId, applied: true });
    const again = await desk.run('sync', desk.integrationId, '--json', '--plan', planId);
    expect({ status: again.status, told: again.stdout.includes('plan.notOpen') }).toEqual({ status: 2, told: true });
    const listed = await desk.run('plans', 'list', desk.integrationId, '--json');
    expect(JSON.parse(listed.stdout)).toContainEqual(expect.objectContaining({ planId, state: 'applied' }));
  });

  it('has nothing to take back where nothing was written', async () => {
    const { report } = await desk.sync();
    const undone = await desk.run('runs', 'undo', report.runId, '--json');
    expect({ status: undone.status, told: undone.stdout.includes('undo.nothing') }).toEqual({ status: 2, told: true });
  });

  it('leaves receipts that are whole, and a changed one is found', async () => {
    const runs = JSON.parse((await desk.run('runs', 'list', desk.integrationId, '--json')).stdout) as {
      runId: string;
      writes: { partner: { created: number } };
    }[];
    const first = runs.find(({ writes }) => writes.partner.created > 0);
    const verified = await desk.run('runs', 'show', first?.runId ?? '', '--verify', '--json');
    const { broken, receipts } = JSON.parse(verified.stdout) as { broken: number | null; receipts: unknown[] };
    expect({ status: verified.status, broken, count: receipts.length }).toEqual({
      status: 0,
      broken: null,
      count: first?.writes.partner.created,
    });
    const db = new Database(join(desk.profile, 'integrations', desk.integrationId, 'plans.db'));
    db.prepare("UPDATE journal SET found = replace(found, 'a', 'b') WHERE number = 7").run();
    db.close();
    const tampered = await desk.run('runs', 'show', first?.runId ?? '', '--verify', '--json');
    expect({ status: tampered.status, broken: (JSON.parse(tampered.stdout) as { broken: number }).broken }).toEqual({
      status: 1,
      broken: 7,
    });
  });
});
