import { dialog, type App, type BrowserWindow, type MessageBoxOptions } from 'electron';
import type { Router } from '../router.ts';

type Runs = Pick<Router, 'isBusy' | 'stopRuns'>;

const keepSyncing = 0;

/**
 * While a run is under way, closing the window asks first; if it is to close all the same, the run is stopped in good order. Where the
 * application goes on without a window, so does the run, and nothing is asked.
 */
export function askBeforeClosing(window: BrowserWindow, router: Runs, goesOn: () => boolean): void {
  let isAsking = false;
  window.on('close', (event) => {
    if (!router.isBusy() || goesOn()) return;
    event.preventDefault();
    if (!isAsking) void askAndClose();
  });

  async function askAndClose(): Promise<void> {
    isAsking = true;
    try {
      if (!(await wantsToStop((question) => dialog.showMessageBox(window, question), 'Stop and close'))) return;
      await router.stopRuns();
      window.close();
    } finally {
      isAsking = false;
    }
  }
}

/** The same for the whole application, with a window or without: before anything closes. */
export function askBeforeQuitting(app: Pick<App, 'on' | 'quit'>, router: Runs): void {
  let isAsking = false;
  app.on('before-quit', (event) => {
    if (!router.isBusy()) return;
    event.preventDefault();
    if (!isAsking) void askAndQuit();
  });

  async function askAndQuit(): Promise<void> {
    isAsking = true;
    try {
      if (!(await wantsToStop((question) => dialog.showMessageBox(question), 'Stop and quit'))) return;
      await router.stopRuns();
    } finally {
      isAsking = false;
    }
    app.quit();
  }
}

async function wantsToStop(
  ask: (question: MessageBoxOptions) => Promise<{ readonly response: number }>,
  stop: string,
): Promise<boolean> {
  const { response } = await ask({
    type: 'question',
    message: 'A sync is under way.',
    detail: 'If you stop it now, nothing is lost: what has been read is kept, and the next sync goes on from there.',
    buttons: ['Keep syncing', stop],
    defaultId: keepSyncing,
    cancelId: keepSyncing,
  });
  return response !== keepSyncing;
}
