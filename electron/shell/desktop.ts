import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { isScheduled } from '../../shared/integration/schedule.ts';
import { createClient } from '../../shared/ipc/client.ts';
import { openBackend } from '../backend.ts';
import { openKeychain } from '../credentials/keychain.ts';
import { serveIpc } from '../hosts/ipc.ts';
import { defaultProfileFolder } from '../profile.ts';
import { createRouter } from '../router.ts';
import { version } from '../version.ts';
import { startSandboxThread } from '../workers/sandbox-thread.ts';
import { askBeforeQuitting } from './close-during-run.ts';
import { setMenu } from './menu.ts';
import { saveDialog } from './save-dialog.ts';
import { confineContents } from './navigation.ts';
import { denyPermissions } from './permissions.ts';
import { screensOrigin, serveScreens } from './screens-protocol.ts';
import { keepTray } from './tray.ts';
import { openWindow } from './window.ts';

/** The application with a window. A second start shows the window of the first. */
export async function startDesktop(): Promise<void> {
  const profileFolder = defaultProfileFolder();
  // What Chromium keeps stays apart from what we keep. Electron takes no folder that is not there.
  const browserFolder = join(profileFolder, 'browser');
  mkdirSync(browserFolder, { recursive: true, mode: 0o700 });
  app.setPath('userData', browserFolder);
  app.enableSandbox();
  if (!app.requestSingleInstanceLock()) return app.quit();
  confineContents(screensOrigin);
  await app.whenReady();

  denyPermissions();
  setMenu();
  serveScreens(join(import.meta.dirname, '../renderer'));
  const backend = openBackend({ profileFolder, credentials: openKeychain() });
  const router = createRouter(backend, { version, startSandbox: startSandboxThread, exportDestination: saveDialog });
  router.keepSchedules();
  const stopIpc = serveIpc(router, screensOrigin);
  const staysInTray = (): boolean =>
    backend.integrations.list().some(({ config: { schedule } }) => schedule.keepRunning && isScheduled(schedule));
  const preload = join(import.meta.dirname, '../preload/preload.cjs');
  const open = (): void => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return openWindow(preload, screensOrigin, router, staysInTray);
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  open();
  const closeTray = keepTray({
    client: createClient({
      request: (name, input) => router.request(name, input),
      onPush: (listener) => router.onEvent(listener),
    }),
    folder: join(import.meta.dirname, 'tray'),
    isWanted: staysInTray,
    pauseSchedules: (isPaused) => router.pauseSchedules(isPaused),
    open,
    quit: () => app.quit(),
  });

  app.on('activate', open);
  app.on('second-instance', open);
  askBeforeQuitting(app, router);
  app.on('window-all-closed', () => {
    if (!staysInTray()) app.quit();
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    closeTray();
    stopIpc();
    void router
      .close()
      .then(() => backend.close())
      .finally(() => app.exit());
  });
}
