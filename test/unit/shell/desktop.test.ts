import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../../shared/ipc/bridge.ts';
import { createClient } from '../../../shared/ipc/client.ts';
import { app, emitPreventable, state, type BrowserWindow } from '../../support/fake-electron.ts';

const folder = mkdtempSync(join(tmpdir(), 'grade-sync-desktop-'));

beforeAll(async () => {
  vi.stubEnv('GRADE_SYNC_PROFILE', folder);
  process.argv = ['/app/grade-sync'];
  await import('../../../electron/main.ts');
  await import('../../../electron/preload.ts');
  await vi.waitUntil(() => state.windows.length === 1);
});

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const window = (): BrowserWindow => {
  const [first] = state.windows;
  if (first === undefined) throw new Error('no window');
  return first;
};
const bridge = () => state.exposed.get('gradeSync') as Bridge;

describe('desktop application', () => {
  it('opens one window on its own protocol, sandboxed and isolated', () => {
    expect(state.sandboxed).toBe(true);
    expect(window().options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    });
    expect([window().url, window().isShown]).toEqual(['app://grade-sync/index.html', true]);
  });

  it('keeps what Chromium writes inside the profile', () => {
    expect(state.paths.get('userData')).toBe(join(folder, 'browser'));
  });

  it('registers its scheme as a secure origin', () => {
    expect(state.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  it('carries a request from the preload to the backend and back', async () => {
    const client = createClient(bridge());
    expect(await client.call('home.list', {})).toEqual([]);
    expect(await client.call('app.info', {})).toMatchObject({ secrets: 'keychain' });
    await expect(client.call('runs.list', { integrationId: 'nobody' })).rejects.toMatchObject({
      code: 'integration.unknown',
    });
  });

  it('exposes two functions and no way around them', async () => {
    expect(Object.keys(bridge()).sort()).toEqual(['onPush', 'request']);
    expect(await bridge().request('__proto__', {})).toMatchObject({ error: { code: 'ipc.unknownRequest' } });
    expect(await bridge().request('sync.start', {})).toMatchObject({ error: { code: 'ipc.invalidInput' } });
  });

  it('passes on events of the contract and nothing else, until unsubscribed', () => {
    const heard: unknown[] = [];
    const stop = bridge().onPush((push) => heard.push(push));
    window().webContents.send('grade-sync:push', { event: 'home.changed', data: {} });
    window().webContents.send('grade-sync:push', { event: 'something.else', data: {} });
    stop();
    window().webContents.send('grade-sync:push', { event: 'home.changed', data: {} });
    expect(heard).toEqual([{ event: 'home.changed', data: {} }]);
  });

  it.each([
    ['another origin', { origin: 'https://attacker.example', parent: null }],
    ['an origin that only begins like ours', { origin: 'app://grade-sync.attacker', parent: null }],
    ['a frame inside a page of ours', { origin: 'app://grade-sync', parent: {} }],
    ['a frame that is gone', null],
  ])('refuses requests from %s', async (_name, sender) => {
    const before = state.sender;
    state.sender = sender;
    expect(await bridge().request('home.list', {})).toMatchObject({ ok: false, error: { code: 'ipc.foreignSender' } });
    state.sender = before;
  });

  it('denies every permission', () => {
    const answers: unknown[] = [];
    const { request, check, device } = state.permissionHandlers as Record<string, (...args: unknown[]) => unknown>;
    request?.({}, 'media', (granted: unknown) => answers.push(granted));
    answers.push(check?.({}, 'geolocation'), device?.({}));
    expect(answers).toEqual([false, false, false]);
  });

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('refuses %s to anywhere else', (name) => {
    const { webContents } = window();
    expect(emitPreventable(webContents, name, { url: 'https://attacker.example/' })).toBe(true);
    expect(emitPreventable(webContents, name, { url: 'app://grade-sync.attacker/' })).toBe(true);
    expect(emitPreventable(webContents, name, { url: 'file:///etc/passwd' })).toBe(true);
    expect(emitPreventable(webContents, name, { url: 'app://grade-sync/index.html' })).toBe(false);
  });

  it('opens no window and no webview, and only listed links outside', () => {
    const { webContents } = window();
    expect(webContents.openHandler?.({ url: 'https://www.imsglobal.org/' })).toEqual({ action: 'deny' });
    expect(webContents.openHandler?.({ url: 'https://attacker.example/' })).toEqual({ action: 'deny' });
    expect(emitPreventable(webContents, 'will-attach-webview')).toBe(true);
    expect(state.openedOutside).toEqual(['https://www.imsglobal.org/']);
  });

  it('serves nothing from outside the screens’ folder', async () => {
    const serve = state.served.get('app');
    const status = async (url: string): Promise<number | undefined> => (await serve?.(new Request(url)))?.status;
    expect(await status('app://grade-sync/..%2f..%2fpackage.json')).toBe(404);
    expect(await status('app://other/index.html')).toBe(404);
  });

  it('shows its window when it is started a second time', () => {
    window().isMin = true;
    app.emit('second-instance');
    expect([window().isMin, window().focused]).toEqual([false, 1]);
  });

  it('ends in good order when the last window is closed', async () => {
    window().close();
    await vi.waitFor(() => expect(state.exitCode).toBe(0));
    expect([state.windows.length, state.handlers.size]).toEqual([0, 0]);
  });
});
