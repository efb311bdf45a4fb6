import { dialog, type BrowserWindow } from 'electron';
import type { Router } from '../router.ts';

const keepRunning = 0;

/** While a run is under way, closing the window asks first; if it is to close all the same, the run is stopped in good order. */
export function askBeforeClosing(window: BrowserWindow, router: Pick<Router, 'isBusy' | 'stopRuns'>): void {
  let isAsking = false;
  window.on('close', (event) => {
    if (!router.isBusy()) return;
    event.preventDefault();
    if (!isAsking) void askAndClose();
  });

  async function askAndClose(): Promise<void> {
    isAsking = true;
    try {
      if (!(await wantsToClose(window))) return;
      await router.stopRuns();
      window.close();
    } finally {
      isAsking = false;
    }
  }
}

async function wantsToClose(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'A sync is under way.',
    detail: 'If you stop it now, nothing is lost: what has been read is kept, and the next sync goes on from there.',
    buttons: ['Keep syncing', 'Stop and close'],
    defaultId: keepRunning,
    cancelId: keepRunning,
  });
  return response !== keepRunning;
}
