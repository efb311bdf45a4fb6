import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { openBackend } from '../backend.ts';
import { openKeychain } from '../credentials/keychain.ts';
import { serveIpc } from '../hosts/ipc.ts';
import { defaultProfileFolder } from '../profile.ts';
import { createRouter } from '../router.ts';
import { version } from '../version.ts';
import { startSandboxThread } from '../workers/sandbox-thread.ts';
import { setMenu } from './menu.ts';
import { saveDialog } from './save-dialog.ts';
import { confineContents } from './navigation.ts';
import { denyPermissions } from './permissions.ts';
import { screensOrigin, serveScreens } from './screens-protocol.ts';
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
  const open = (): void => openWindow(join(import.meta.dirname, '../preload/preload.cjs'), screensOrigin, router);
  open();

  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  });
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    stopIpc();
    void router
      .close()
      .then(() => backend.close())
      .finally(() => app.exit());
  });
}
