import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../../electron/backend.ts';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import type { IntegrationConfig } from '../../../shared/integration/config.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';

const nothing = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
let sandbox: Sandbox;
let desk: DistrictDesk;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 3, students: 20 });
  const { powerschool, schoolPassport } = sandbox.describe();
  desk = openDistrictDesk(
    { ...powerschool, partnerSecret: schoolPassport.clientSecret },
    {
      mode: 'two-way',
      gradeSync: { enabled: true },
      masterFields: [...gradeExchangePreset()],
      partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
      formerIds: { expected: true },
    },
  );
}, 120_000);
afterAll(async () => {
  desk.remove();
  await sandbox.close();
});

async function change(next: (config: IntegrationConfig) => IntegrationConfig): Promise<IntegrationConfig> {
  const backend = openBackend({ profileFolder: desk.profile, credentials: openMemoryCredentials() });
  const before = backend.integrations.get(desk.integrationId).config;
  backend.integrations.patch(desk.integrationId, next);
  await backend.close();
  return before;
}

/** A sync in production, at addresses that nobody answers at: only a gate says something else. */
async function syncInProduction(): Promise<{ readonly status: number | null; readonly code: string }> {
  const url = 'https://127.0.0.1:9';
  const before = await change((config) => ({
    ...config,
    environment: 'production',
    powerschool: { ...config.powerschool, url },
    partner: config.partner === null ? null : { ...config.partner, url },
  }));
  const { status, stdout } = await desk.run('sync', desk.integrationId, '--json', '--quiet');
  await change(({ formerIds }) => ({ ...before, formerIds }));
  return { status, code: (JSON.parse(stdout) as { error?: { code: string } }).error?.code ?? '' };
}

const settle = async () => {
  const { status, stdout } = await desk.run('ids', 'settle', desk.integrationId, '--by', 'Ada Admin', '--json');
  return { status, answer: JSON.parse(stdout) as unknown };
};
const idsOf = (entity: 'class' | 'user') =>
  sandbox.partner.records.all(entity).map((text) => (JSON.parse(text) as { sourcedId: string }).sourcedId);

describe('a district that was connected before, under other ids', () => {
  it('is matched, confirmed by name and only then written to in production; nothing is doubled (C14)', async () => {
    expect(await settle()).toMatchObject({ status: 5, answer: { error: { code: 'ids.notCompared' } } });
    expect((await desk.sync()).status).toBe(0);
    sandbox.partner.act({ act: 'changeIds', entity: 'class' }, { act: 'changeIds', entity: 'user' });
    const [classes, users] = [idsOf('class'), idsOf('user')];
    const gradebook = sandbox.partner.records.all('category', 'lineItem', 'result').length;

    await desk.sync('--plan-only');
    expect(await syncInProduction()).toEqual({ status: 5, code: 'ids.notSettled' });
    expect(await settle()).toMatchObject({ status: 5, answer: { error: { code: 'ids.stillOpen' } } });
    expect((await desk.run('ids', 'accept', desk.integrationId, '--json')).status).toBe(0);
    expect(await syncInProduction(), 'accepted, but nobody has confirmed').toMatchObject({ code: 'ids.notSettled' });
    expect(await settle()).toMatchObject({ status: 0, answer: { settled: { by: 'Ada Admin' }, open: 0 } });
    expect((await syncInProduction()).code).not.toBe('ids.notSettled');

    expect((await desk.sync()).status).toBe(0);
    expect([idsOf('class'), idsOf('user')]).toEqual([classes, users]);
    expect(sandbox.partner.records.all('category', 'lineItem', 'result')).toHaveLength(gradebook);
    const { report } = await desk.sync();
    expect(report.plan).toMatchObject({ items: 0, conflicts: 0, held: 0 });
    expect(report.writes).toEqual({ powerschool: nothing, partner: nothing });
  });
});
