import { describe, expect, it, onTestFinished } from 'vitest';
import { openBackend } from '../../electron/backend.ts';
import { openMemoryCredentials } from '../../electron/credentials/memory.ts';
import { createRouter } from '../../electron/router.ts';
import { AppError } from '../../shared/errors.ts';
import type { Push } from '../../shared/ipc/bridge.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function open() {
  const backend = openBackend({ profileFolder: temporaryFolder(), credentials: openMemoryCredentials() });
  const router = createRouter(backend, {
    version: '1.2.3',
    startSandbox: () => Promise.reject(new AppError('sandbox.portTaken', 'ask', 'The port is taken.')),
  });
  onTestFinished(async () => {
    await router.close();
    await backend.close();
  });
  return { backend, router };
}

const file = {
  name: 'Springfield',
  mode: 'import',
  environment: 'test',
  gradeSync: { enabled: true },
  powerschool: { url: 'https://ps.example.org/deep/path' },
};

describe('router', () => {
  it('answers with the output that the contract names', async () => {
    const { router } = open();
    expect(await router.request('app.info', {})).toEqual({ ok: true, value: { version: '1.2.3', secrets: 'memory' } });
    expect(await router.request('home.list', {})).toEqual({ ok: true, value: [] });
  });

  it.each(['__proto__', 'toString', 'records.drop', '', 7, null, undefined])('refuses the request %s', async (name) => {
    const { router } = open();
    expect(await router.request(name, {})).toMatchObject({ ok: false, error: { code: 'ipc.unknownRequest' } });
  });

  it.each([
    ['sync.start', {}],
    ['sync.start', { integrationId: 'x', command: 'rm' }],
    ['runs.list', { integrationId: 'x', limit: 100_000 }],
    ['sandbox.create', { students: -1 }],
    ['home.list', null],
  ])('refuses wrong input of %s', async (name, input) => {
    const { router } = open();
    expect(await router.request(name, input)).toMatchObject({ ok: false, error: { code: 'ipc.invalidInput' } });
  });

  it('shows an integration with its mode and what it is for', async () => {
    const { backend, router } = open();
    const { id } = backend.integrations.create(file);
    expect(await router.request('home.list', {})).toMatchObject({
      ok: true,
      value: [
        {
          integrationId: id,
          name: 'Springfield',
          mode: 'import',
          environment: 'test',
          gradeSync: true,
          address: 'https://ps.example.org',
          sandbox: null,
          state: 'neverSynced',
          lastRun: null,
          progress: null,
          openIssues: 0,
          problem: null,
        },
      ],
    });
  });

  it('does not start a sync before support has activated Grade Sync, and says so', async () => {
    const { backend, router } = open();
    const { id } = backend.integrations.create(file);
    const reply = await router.request('sync.start', { integrationId: id });
    expect(reply).toMatchObject({ ok: false, error: { code: 'integration.notReady', recovery: 'ask' } });
    expect(router.isBusy()).toBe(false);
  });

  it('hands on errors of the backend with their next step', async () => {
    const { router } = open();
    expect(await router.request('sandbox.create', {})).toEqual({
      ok: false,
      error: { code: 'sandbox.portTaken', recovery: 'ask', message: 'The port is taken.' },
    });
    const reply = await router.request('runs.get', { integrationId: 'nobody', runId: 'none' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'integration.unknown' } });
  });

  it('knows an integration without runs from a run that is not there', async () => {
    const { backend, router } = open();
    const { id } = backend.integrations.create(file);
    expect(await router.request('runs.list', { integrationId: id })).toEqual({ ok: true, value: [] });
    const missing = await router.request('runs.get', { integrationId: id, runId: 'none' });
    expect(missing).toMatchObject({ ok: false, error: { code: 'run.unknown' } });
    expect(await router.request('issues.groups', { integrationId: id })).toEqual({
      ok: true,
      value: { total: 0, groups: [], schools: [] },
    });
    expect(await router.request('sync.cancel', { integrationId: id })).toEqual({
      ok: true,
      value: { cancelling: false },
    });
  });

  it('tells nobody after they have unsubscribed', async () => {
    const { router } = open();
    const heard: Push[] = [];
    router.onEvent((push) => heard.push(push))();
    await router.request('sandbox.create', {});
    expect(heard).toEqual([]);
  });
});
