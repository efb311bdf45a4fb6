import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actAll } from '../../../electron/sandbox/school-passport/control.ts';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';

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

const tables = ['link_class', 'link_user', 'link_category', 'link_lineItem', 'link_result'];
const bases = ['base_category', 'base_lineItem', 'base_result'];
function links(): Readonly<Record<string, readonly unknown[]>> {
  const db = new Database(join(desk.profile, 'integrations', desk.integrationId, 'data.db'), { readonly: true });
  const rows = (columns: string, table: string): readonly unknown[] =>
    db.prepare(`SELECT ${columns} FROM ${table} ORDER BY sourceKey, sourceSubkey`).all();
  const found = Object.fromEntries([
    ...tables.map((table) => [table, rows('sourceKey, sourceSubkey, partnerKey, origin', table)]),
    ...bases.map((table) => [table, rows('*', table)]),
  ]) as Record<string, readonly unknown[]>;
  db.close();
  return found;
}
interface Said {
  readonly batch?: number;
  readonly error?: { readonly code: string };
}
const ids = async (
  command: string,
  ...args: string[]
): Promise<{ readonly status: number | null; readonly json: Said }> => {
  const { status, stdout } = await desk.run('ids', command, desk.integrationId, ...args, '--json');
  return { status, json: JSON.parse(stdout) as Said };
};

describe('a decision about changed ids that is taken back', () => {
  it('leaves every link, and what both ends last agreed on, as they were, those of the records that came along included', async () => {
    for (const entity of ['class', 'lineItem', 'category'] as const)
      actAll([{ act: 'changeIds', entity }], {
        records: sandbox.partner.records,
        stamp: () => new Date().toISOString(),
      });
    await desk.sync('--plan-only');
    const before = links();
    const accepted = await ids('accept');
    await desk.sync('--plan-only');
    expect(links()).not.toEqual(before);
    expect((await ids('undo', String(accepted.json.batch))).status).toBe(0);
    expect((await desk.sync('--plan-only')).report.status).toBe('succeeded');
    expect(links()).toEqual(before);
  }, 120_000);

  it('is found again, and once a sync was applied on it, stays', async () => {
    const accepted = await ids('accept');
    const { report } = await desk.sync();
    expect(report.plan).toMatchObject({ items: 0, conflicts: 0, applied: true });
    const undone = await ids('undo', String(accepted.json.batch));
    expect({ status: undone.status, code: undone.json.error?.code }).toEqual({ status: 2, code: 'remap.sealed' });
  }, 120_000);
});
