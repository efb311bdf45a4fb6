import { BrowserWindow } from 'electron';
import type { Router } from '../router.ts';
import { askBeforeClosing } from './close-during-run.ts';

/** Opens a window on the first screen. It shows itself when there is something to see. `goesOn`: whether the application stays when it closes. */
export function openWindow(preload: string, origin: string, router: Router, goesOn: () => boolean): void {
  const window = new BrowserWindow({
    width: 1200,
    height: 820,
    minWidth: 480,
    minHeight: 480,
    show: false,
    title: 'Grade Sync',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  askBeforeClosing(window, router, goesOn);
  void window.loadURL(`${origin}/index.html`);
}
