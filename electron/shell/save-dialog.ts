import { basename, dirname, join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import type { ExportDestination } from '../handlers/export-destination.ts';

/** The system's own dialog chooses where an export goes; it asks by itself before a file is replaced. */
export const saveDialog: ExportDestination = {
  async choose(suggestedName) {
    const options = { defaultPath: join(app.getPath('downloads'), suggestedName) };
    const window = BrowserWindow.getFocusedWindow();
    const { canceled, filePath } = await (window === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(window, options));
    if (canceled || filePath === '') return null;
    return {
      folder: dirname(filePath),
      fileName: basename(filePath),
      publish: () => null,
      discard: () => Promise.resolve(),
    };
  },
};
