import { AppError } from '../../../../shared/errors.ts';
import type { Client } from '../../../../shared/ipc/client.ts';
import type { SetupTarget } from '../../../../shared/ipc/contract/inputs.ts';
import { pluginPieceBytes, type PluginLook } from '../../../../shared/ipc/contract/plugin.ts';
import { saveFile } from '../../../components/save-file.ts';

/** Sends a file to be looked into and kept. Rejects with the AppError that says what is wrong with it. */
export async function sendPlugin(client: Client, target: SetupTarget, file: File): Promise<PluginLook> {
  const { upload } = await client.call('plugin.begin', { target, name: file.name, bytes: file.size });
  for (let offset = 0; offset < file.size; offset += pluginPieceBytes) {
    const piece = await bytesOf(file.slice(offset, offset + pluginPieceBytes));
    await client.call('plugin.piece', { upload, offset, content: base64Of(piece) });
  }
  return client.call('plugin.choose', { upload });
}

async function bytesOf(piece: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await piece.arrayBuffer());
  } catch (cause) {
    throw new AppError('plugin.unreadable', 'ask', 'The file cannot be read.', {
      fix: 'Choose the file itself, not a folder or a link. If it lies on another computer, copy it to this one first.',
      cause,
    });
  }
}

const base64Of = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));

/** Lets the browser save a plugin where the person says. */
export const savePlugin = (name: string, base64: string): void =>
  saveFile(name, [Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)], 'application/zip');
