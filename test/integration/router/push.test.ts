import { describe, expect, it, onTestFinished } from 'vitest';
import { openBackend } from '../../../electron/backend.ts';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import { createRouter, type Router } from '../../../electron/router.ts';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import type { Push } from '../../../shared/ipc/bridge.ts';
import { events, type Output, type RequestName } from '../../../shared/ipc/contract.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { openLms } from '../../support/lms.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

interface Application {
  readonly sandbox: Sandbox;
  readonly router: Router;
  readonly integrationId: string;
  readonly pushes: readonly Push[];
}

/** The application with a 2-Way Sync in which the LMS overwrites, and line items in the LMS that PowerSchool does not have yet. */
async function openApplication(): Promise<Application> {
  const sandbox = await startSandbox({ seed: 3, students: 6 });
  const { powerschool, schoolPassport } = sandbox.describe();
  const credentials = openMemoryCredentials();
  const backend = openBackend({ profileFolder: temporaryFolder(), credentials });
  const { id } = backend.integrations.create({
    name: 'Push',
    mode: 'two-way',
    environment: 'test',
    gradeSync: { enabled: true },
    gradeRule: 'partnerOverwrites',
    masterFields: [...gradeExchangePreset()],
    powerschool: { url: powerschool.url, clientId: powerschool.clientId },
    partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
  });
  await credentials.set(id, 'powerschool.clientSecret', powerschool.clientSecret);
  await credentials.set(id, 'partner.clientSecret', schoolPassport.clientSecret);
  const router = createRouter(backend, {
    version: '0.0.0',
    startSandbox: () => Promise.reject(new Error('not needed')),
  });
  const pushes: Push[] = [];
  router.onEvent((push) => pushes.push(push));
  const lms = openLms(sandbox.partner.records);
  const klass = lms.classWithStudents();
  lms.addCategory('lms-homework', 'LMS homework', klass);
  lms.addLineItems(klass, 3, { category: 'lms-homework' });
  onTestFinished(async () => {
    await router.close();
    await backend.close();
    await sandbox.close();
  });
  return { sandbox, router, integrationId: id, pushes };
}

describe('grades from the LMS', () => {
  it('are pushed when somebody clicks, once however often, in the background, and each is told how it went (C31)', async () => {
    const { sandbox, router, integrationId, pushes } = await openApplication();
    async function ask<N extends RequestName>(name: N, input: unknown): Promise<Output<N>> {
      const reply = await router.request(name, input);
      if (!reply.ok) throw new Error(reply.error.message);
      return reply.value as Output<N>;
    }
    const finished = () =>
      pushes.filter(({ event }) => event === 'sync.finished').map(({ data }) => events['sync.finished'].parse(data));
    const ended = async (count: number): Promise<void> => {
      await expect.poll(() => finished().length, { timeout: 60_000 }).toBe(count);
    };
    const writes = (): number =>
      sandbox.server.requestLog.filter(({ path, method }) => path.startsWith('/ws/xte/') && method !== 'GET').length;

    await ask('sync.start', { integrationId });
    await ended(1);
    const planId = finished()[0]?.plan?.planId ?? '';
    // What runs by itself ends at its plan: nothing is pushed before the click.
    expect(writes()).toBe(0);
    const items = await ask('plans.items', { integrationId, planId });
    expect(items.map(({ state }) => state)).toEqual(items.map(() => 'planned'));

    await ask('plans.approve', { integrationId, planId, by: 'A. Teacher' });
    const clicks = await Promise.all([1, 2, 3].map(() => ask('sync.start', { integrationId, planId })));
    expect(clicks).toEqual([{ started: true }, { started: true }, { started: true }]);
    // The click is answered while the grades are still on their way.
    expect(finished()).toHaveLength(1);
    expect(await ask('home.list', {})).toMatchObject([{ state: 'syncing' }]);
    await ended(2);
    expect(finished()[1]).toMatchObject({
      status: 'succeeded',
      plan: { planId, applied: true },
      writes: { powerschool: { created: items.length, failed: 0, unconfirmed: 0 } },
    });
    const progress = pushes
      .filter(({ event }) => event === 'sync.progressed')
      .map(({ data }) => events['sync.progressed'].parse(data));
    expect(progress.some(({ phase }) => phase === 'write')).toBe(true);
    const after = await ask('plans.items', { integrationId, planId });
    expect(after.map(({ state }) => state)).toEqual(items.map(() => 'applied'));

    const sent = writes();
    const again = await router.request('sync.start', { integrationId, planId });
    expect(again).toMatchObject({ ok: false, error: { code: 'plan.notOpen' } });
    expect(writes()).toBe(sent);
    const inserted = sandbox.server.writeLog.flatMap(({ rows }) => rows).filter(({ action }) => action === 'insert');
    expect(new Set(inserted.map(({ table, id }) => `${table} ${id}`)).size).toBe(inserted.length);
    expect(inserted.filter(({ table }) => table === 'ASSIGNMENTSECTION')).toHaveLength(3);
  });
});
