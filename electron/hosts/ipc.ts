import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import { channels, type Reply } from '../../shared/ipc/bridge.ts';
import type { Router } from '../router.ts';

const refusal: Reply = {
  ok: false,
  error: {
    code: 'ipc.foreignSender',
    recovery: 'stop',
    message: 'A page that is not part of the application asked for something.',
  },
};

/** Carries the router over Electron's IPC, for the top frames of pages from this origin only. Returns how to stop it. */
export function serveIpc(router: Router, origin: string): () => void {
  ipcMain.handle(channels.request, (event, name: unknown, input: unknown) =>
    isOwnTopFrame(event, origin) ? router.request(name, input) : refusal,
  );
  const stop = router.onEvent((push) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (!window.isDestroyed()) window.webContents.send(channels.push, push);
    }
  });
  return () => {
    stop();
    ipcMain.removeHandler(channels.request);
  };
}

const isOwnTopFrame = ({ senderFrame }: IpcMainInvokeEvent, origin: string): boolean =>
  senderFrame !== null && senderFrame.parent === null && senderFrame.origin === origin;
