import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../../electron/backend.ts';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import { createRouter } from '../../../electron/router.ts';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import type { PhasesView } from '../../../shared/ipc/contract/phases.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';

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
      phases: { required: true },
    },
  );
}, 120_000);
afterAll(async () => {
  desk.remove();
  await sandbox.close();
});

/** Asks the application's own router, as a screen does. */
async function ask(name: string, input: object): Promise<PhasesView> {
  const backend = openBackend({ profileFolder: desk.profile, credentials: openMemoryCredentials() });
  const router = createRouter(backend, { version: '0', startSandbox: () => Promise.reject(new Error('none')) });
  try {
    const reply = await router.request(name, { integrationId: desk.integrationId, ...input });
    if (!reply.ok) throw Object.assign(new Error(reply.error.message), { code: reply.error.code });
    return reply.value as PhasesView;
  } finally {
    await router.close();
    await backend.close();
  }
}

/** The settings that a screen would save, straight into the profile. */
async function change(patch: object): Promise<void> {
  const backend = openBackend({ profileFolder: desk.profile, credentials: openMemoryCredentials() });
  backend.integrations.patch(desk.integrationId, (config) => ({ ...config, ...patch }));
  await backend.close();
}

describe('the phases of a project', () => {
  it('begin with a set-up in which there is nothing to sign for', async () => {
    const view = await ask('phases.get', {});
    expect(view).toMatchObject({ phase: 'setUp', required: true, review: null, run: null });
    await expect(ask('phases.review', { runId: 'none', by: 'Ada' })).rejects.toMatchObject({
      code: 'signOff.notNewest',
    });
  });

  it('lock production until somebody has reviewed the test data by name (C15, C16, C20)', async () => {
    expect((await desk.sync()).status).toBe(0);
    const brought = await ask('phases.get', {});
    expect(brought.phase).toBe('review');
    expect(brought.run?.records['result']).toBeGreaterThan(0);
    const { powerschool, partner } = await inProduction();
    const locked = await desk.run('sync', desk.integrationId, '--json', '--quiet');
    expect(locked.status).toBe(5);
    expect(JSON.parse(locked.stdout)).toMatchObject({ error: { code: 'signOff.missing' } });
    await change({ environment: 'test', powerschool, partner });
    await expect(ask('phases.review', { runId: 'another', by: 'Ada' })).rejects.toMatchObject({
      code: 'signOff.notNewest',
    });
    const signed = await ask('phases.review', {
      runId: brought.run?.runId,
      by: 'Ada Admin',
      note: 'Looked at three classes.',
    });
    expect(signed.review).toMatchObject({ by: 'Ada Admin', isCurrent: true, records: brought.run?.records });
  });

  it('open the review again when settings change that decide what is written (C20)', async () => {
    await change({ fixes: { shortenNames: true, capitalizeScoreTypes: false, fallbackCategory: null } });
    expect((await ask('phases.get', {})).review).toMatchObject({ isCurrent: false });
    const { powerschool, partner } = await inProduction();
    const locked = await desk.run('sync', desk.integrationId, '--json', '--quiet');
    expect(JSON.parse(locked.stdout)).toMatchObject({ error: { code: 'signOff.missing' } });
    await change({ environment: 'test', powerschool, partner });
    await change({ fixes: { shortenNames: false, capitalizeScoreTypes: false, fallbackCategory: null } });
    expect((await ask('phases.get', {})).review).toMatchObject({ isCurrent: true });
  });

  it('end with production, which is no longer locked, reviewed and accepted there (C21)', async () => {
    const { run } = await ask('phases.get', {});
    await expect(ask('phases.accept', { runId: run?.runId, by: 'Ada' })).rejects.toMatchObject({
      code: 'signOff.wrongEnvironment',
    });
    await inProduction();
    const open = await desk.run('sync', desk.integrationId, '--json', '--quiet');
    // Nobody answers at the address; the gate is passed.
    expect(JSON.parse(open.stdout)).not.toMatchObject({ error: { code: 'signOff.missing' } });
    expect((await ask('phases.get', {})).phase).toBe('production');
    const accepted = await ask('phases.accept', { runId: run?.runId, by: 'Ada Admin', note: '' });
    expect(accepted).toMatchObject({ phase: 'accepted', acceptance: { by: 'Ada Admin', isCurrent: true } });
  });
});

/** Production, at addresses that nobody answers at; answers what stood there. */
async function inProduction() {
  const backend = openBackend({ profileFolder: desk.profile, credentials: openMemoryCredentials() });
  const { powerschool, partner } = backend.integrations.get(desk.integrationId).config;
  await backend.close();
  const nowhere = 'https://127.0.0.1:9';
  await change({
    environment: 'production',
    powerschool: { ...powerschool, url: nowhere },
    partner: partner === null ? null : { ...partner, url: nowhere },
  });
  return { powerschool, partner };
}
