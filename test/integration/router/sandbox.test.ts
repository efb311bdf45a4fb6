import { describe, expect, it, onTestFinished } from 'vitest';
import { openBackend } from '../../../electron/backend.ts';
import type { Backend } from '../../../electron/backend-api.ts';
import type { CredentialStore } from '../../../electron/credentials/credential-store.ts';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import { createRouter, type Router } from '../../../electron/router.ts';
import { startSandboxThread } from '../../../electron/workers/sandbox-thread.ts';
import type { Push } from '../../../shared/ipc/bridge.ts';
import type { EventName, Output } from '../../../shared/ipc/contract.ts';
import type { HomeCard } from '../../../shared/ipc/contract/home.ts';
import { events } from '../../../shared/ipc/contract.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Of a machine without one: whatever is asked of it fails. */
const brokenKeychain: CredentialStore = {
  kind: 'keychain',
  get: () => Promise.reject(new Error('no keychain')),
  set: () => Promise.reject(new Error('no keychain')),
  delete: () => Promise.reject(new Error('no keychain')),
  deleteAll: () => Promise.reject(new Error('no keychain')),
};

interface Session {
  readonly router: Router;
  readonly backend: Backend;
  readonly pushes: readonly Push[];
  close(): Promise<void>;
}

function openSession(profileFolder: string, credentials = brokenKeychain): Session {
  const backend = openBackend({ profileFolder, credentials });
  const router = createRouter(backend, { version: '0.0.0', startSandbox: startSandboxThread });
  const pushes: Push[] = [];
  router.onEvent((push) => pushes.push(push));
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await router.close();
    await backend.close();
  };
  onTestFinished(close);
  return { router, backend, pushes, close };
}

async function ask<N extends 'home.list' | 'integrations.change' | 'sandbox.create' | 'sync.start' | 'sync.cancel'>(
  { router }: Session,
  name: N,
  input: unknown,
): Promise<Output<N>> {
  const reply = await router.request(name, input);
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value as Output<N>;
}

const card = async (session: Session): Promise<HomeCard | undefined> => (await ask(session, 'home.list', {}))[0];

/** The data of every event of a name so far, as the contract has it. */
const heard = ({ pushes }: Session, event: EventName): unknown[] =>
  pushes.filter((push) => push.event === event).map(({ data }) => events[event].parse(data));

async function sync(session: Session, integrationId: string) {
  const before = heard(session, 'sync.finished').length;
  await ask(session, 'sync.start', { integrationId });
  await expect.poll(() => heard(session, 'sync.finished').length, { timeout: 60_000 }).toBe(before + 1);
  return events['sync.finished'].parse(heard(session, 'sync.finished').at(-1));
}

describe('sandbox district from a screen', () => {
  it('needs no keychain, can be started again in the next session, and then nothing has changed', async () => {
    const profile = temporaryFolder();
    const first = openSession(profile);
    const { integrationId } = await ask(first, 'sandbox.create', { students: 40 });
    expect(await card(first)).toMatchObject({
      sandbox: { seed: 1, students: 40, isRunning: true },
      environment: 'test',
    });
    const report = await sync(first, integrationId);
    expect(report).toMatchObject({ status: 'succeeded', integrationId });
    expect(report.entities.result?.created).toBeGreaterThan(0);
    expect(heard(first, 'sync.progressed').length).toBeGreaterThan(0);
    expect(await card(first)).toMatchObject({ state: 'upToDate', lastRun: { runId: report.runId }, progress: null });
    await first.close();

    const second = openSession(profile);
    expect(await card(second)).toMatchObject({ integrationId, sandbox: { isRunning: false }, state: 'upToDate' });
    const again = await ask(second, 'sandbox.create', { seed: 1, students: 40 });
    expect(again.integrationId).toBe(integrationId);
    expect(await card(second)).toMatchObject({ sandbox: { isRunning: true } });
    const { entities, status } = await sync(second, integrationId);
    expect(status).toBe('succeeded');
    for (const counts of Object.values(entities)) {
      expect(counts).toMatchObject({ created: 0, updated: 0, removed: 0, failed: 0 });
    }
  });

  it('is one district however often it is asked for, and another size is another one', async () => {
    const session = openSession(temporaryFolder());
    const [one, two, other] = await Promise.all([
      ask(session, 'sandbox.create', { students: 10 }),
      ask(session, 'sandbox.create', { students: 10 }),
      ask(session, 'sandbox.create', { students: 11 }),
    ]);
    expect(two).toEqual(one);
    expect(other).not.toEqual(one);
    expect(await ask(session, 'home.list', {})).toHaveLength(2);
  });

  it('comes back after its integration was deleted', async () => {
    const session = openSession(temporaryFolder(), openMemoryCredentials());
    const { integrationId } = await ask(session, 'sandbox.create', { students: 10 });
    await session.backend.integrations.delete(integrationId);
    expect(await ask(session, 'home.list', {})).toEqual([]);
    await ask(session, 'sandbox.create', { students: 10 });
    expect(await card(session)).toMatchObject({ sandbox: { isRunning: true } });
  });

  it('leaves the gradebook alone while Grade Sync is paused, and takes it up again after', async () => {
    const session = openSession(temporaryFolder());
    const { integrationId } = await ask(session, 'sandbox.create', { students: 10 });
    const pause = (paused: boolean) =>
      ask(session, 'integrations.change', { integrationId, patch: { gradeSync: { paused } } });
    const results = async () => (await card(session))?.records.result ?? 0;
    await pause(true);
    await session.backend.runs.start({ integrationId });
    expect((await card(session))?.records.user).toBeGreaterThan(0);
    expect(await results()).toBe(0);
    await pause(false);
    await session.backend.runs.start({ integrationId });
    const all = await results();
    expect(all).toBeGreaterThan(0);
    await pause(true);
    expect(await session.backend.runs.start({ integrationId })).toMatchObject({ status: 'succeeded' });
    expect(await results()).toBe(all);
  });

  it('can be stopped in the middle of a sync, also by closing the application', async () => {
    const session = openSession(temporaryFolder());
    const { integrationId } = await ask(session, 'sandbox.create', { students: 40 });
    const address = (await card(session))?.address ?? '';
    const slow = [{ fault: 'slow', milliseconds: 300, times: 'always' }];
    await fetch(`${address}/sandbox/faults`, { method: 'POST', body: JSON.stringify(slow) });
    await ask(session, 'sync.start', { integrationId });
    expect(await card(session)).toMatchObject({ state: 'syncing' });
    expect(await ask(session, 'sync.cancel', { integrationId })).toEqual({ cancelling: true });
    await expect
      .poll(() => heard(session, 'sync.finished'), { timeout: 20_000 })
      .toEqual([expect.objectContaining({ status: 'cancelled' })]);

    await ask(session, 'sync.start', { integrationId });
    expect(session.router.isBusy()).toBe(true);
    await session.close();
    expect(session.router.isBusy()).toBe(false);
  });
});
