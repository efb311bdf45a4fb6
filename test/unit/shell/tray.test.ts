import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBackend } from '../../../electron/backend.ts';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import { trayMenu } from '../../../electron/shell/tray-menu.ts';
import type { Bridge } from '../../../shared/ipc/bridge.ts';
import { createClient } from '../../../shared/ipc/client.ts';
import { app, nativeTheme, state } from '../../support/fake-electron.ts';

const folder = mkdtempSync(join(tmpdir(), 'grade-sync-tray-'));
let integrationId = '';

beforeAll(async () => {
  const backend = openBackend({ profileFolder: folder, credentials: openMemoryCredentials() });
  const file = { name: 'River & Lake', mode: 'import', powerschool: { url: 'https://ps.example.org' } };
  integrationId = backend.integrations.create(file).id;
  await backend.close();
  vi.stubEnv('GRADE_SYNC_PROFILE', folder);
  process.argv = ['/app/grade-sync'];
  await import('../../../electron/main.ts');
  await import('../../../electron/preload.ts');
  await vi.waitUntil(() => state.windows.length === 1);
});

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const client = () => createClient(state.exposed.get('gradeSync') as Bridge);
const menu = () => state.trays[0]?.menu as readonly MenuItemConstructorOptions[];
const labels = () => menu().flatMap(({ label }) => label ?? []);
function choose(label: string): void {
  const item = menu().find((one) => one.label === label);
  if (item?.enabled === false) throw new Error(`${label} cannot be chosen`);
  (item?.click as (() => void) | undefined)?.();
}
const setSchedule = (schedule: object) => client().call('integrations.change', { integrationId, patch: { schedule } });

describe('tray', () => {
  it('is not there before a schedule asks for it', async () => {
    await client().call('home.list', {});
    expect(state.trays).toEqual([]);
  });

  it('shows what is next and what can be done, as soon as a schedule asks for it', async () => {
    await setSchedule({ keepRunning: true, timeZone: 'America/Chicago' });
    await vi.waitFor(() => expect(state.trays).toHaveLength(1));
    expect(labels()).toEqual([
      'Open Grade Sync',
      expect.stringMatching(/^River && Lake: next sync \w{3}, \w{3} \d+, 3:00\sAM C[DS]T$/),
      'Sync River && Lake now',
      'Pause scheduled syncs',
      'Quit Grade Sync',
    ]);
  });

  it('has an icon that stands out from a light and from a dark bar', () => {
    expect(state.trays[0]?.image.path).toMatch(/tray-on-light\.png$|trayTemplate\.png$/);
    nativeTheme.shouldUseDarkColorsForSystemIntegratedUI = true;
    nativeTheme.emit('updated');
    expect(state.trays[0]?.image.path).toMatch(/tray-on-dark\.png$|trayTemplate\.png$/);
  });

  it('pauses scheduled syncs and lets them go on', async () => {
    choose('Pause scheduled syncs');
    await vi.waitFor(() => expect(labels()).toContain('River && Lake: scheduled syncs are paused'));
    expect(state.trays[0]?.toolTip).toContain('paused');
    expect(await client().call('home.list', {})).toMatchObject([{ nextSync: null }]);
    choose('Pause scheduled syncs');
    await vi.waitFor(() => expect(labels()).toContainEqual(expect.stringContaining('next sync')));
    expect(await client().call('home.list', {})).toMatchObject([{ nextSync: { full: expect.anything() } }]);
  });

  it('says why a sync cannot begin, there being no window', async () => {
    state.dialogs.length = 0;
    choose('Sync River && Lake now');
    await vi.waitFor(() => expect(state.dialogs).toHaveLength(1));
    expect(state.dialogs).toMatchObject([{ type: 'warning', message: expect.stringMatching(/\w/) }]);
  });

  it('keeps the application when its window is closed, and brings the window back', async () => {
    for (const bringBack of [
      () => choose('Open Grade Sync'),
      () => state.trays[0]?.emit('click'),
      () => app.emit('second-instance'),
      () => app.emit('activate'),
    ]) {
      state.windows[0]?.close();
      expect([state.windows.length, state.quits]).toEqual([0, 0]);
      bringBack();
      expect(state.windows).toHaveLength(1);
      bringBack();
      expect(state.windows).toHaveLength(1);
    }
    expect(await client().call('home.list', {})).toHaveLength(1);
  });

  it.each([{ keepRunning: false }, { enabled: false }])('is gone where no schedule asks for it: %j', async (other) => {
    await setSchedule({ keepRunning: true, enabled: true });
    await vi.waitFor(() => expect(state.trays).toHaveLength(1));
    await setSchedule(other);
    await vi.waitFor(() => expect(state.trays).toEqual([]));
  });

  it('quits from its menu, in good order', async () => {
    await setSchedule({ keepRunning: true, enabled: true });
    await vi.waitFor(() => expect(state.trays).toHaveLength(1));
    choose('Quit Grade Sync');
    await vi.waitFor(() => expect(state.exitCode).toBe(0));
    expect([state.windows.length, state.trays.length, state.handlers.size]).toEqual([0, 0, 0]);
  });
});

describe('menu of the tray', () => {
  it('offers no sync of an integration that syncs, and says so', () => {
    const card = { integrationId: 'a', name: 'A', state: 'syncing', nextSync: null } as const;
    const items = trayMenu({ cards: [card], isPaused: false }, { open() {}, syncNow() {}, pause() {}, quit() {} });
    expect(items).toContainEqual({ label: 'A: syncing now', enabled: false });
    expect(items).toContainEqual(expect.objectContaining({ label: 'Sync A now', enabled: false }));
  });
});
