import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { SetupTarget } from '../../shared/ipc/contract/inputs.ts';
import { largestPluginBytes } from '../../shared/ipc/contract/plugin.ts';

export interface ReceivedPlugin {
  readonly target: SetupTarget;
  readonly bytes: Uint8Array;
}

/** Files on their way here, in memory: one per draft or integration, and only a few in all. */
export interface PluginUploads {
  /** Throws AppError `plugin.tooLarge`, `plugin.empty` or `plugin.wrongKind` (stop). */
  begin(target: SetupTarget, name: string, bytes: number): string;
  /** How much has come. Throws AppError `plugin.uploadBroken` (ask) for a piece that does not follow the one before. */
  add(upload: string, offset: number, piece: Uint8Array): number;
  /** The whole file, which is then forgotten here. Throws AppError `plugin.uploadBroken` (ask). */
  take(upload: string): ReceivedPlugin;
}

interface Upload {
  readonly target: SetupTarget;
  readonly bytes: Uint8Array;
  received: number;
}

const mostAtOnce = 4;

export function openPluginUploads(): PluginUploads {
  const uploads = new Map<string, Upload>();
  const get = (id: string): Upload => {
    const found = uploads.get(id);
    if (found === undefined) throw broken();
    return found;
  };
  return {
    begin(target, name, bytes) {
      refuseUnfit(name, bytes);
      for (const [id, other] of uploads) {
        const isSame = other.target.kind === target.kind && other.target.id === target.id;
        // The oldest comes first: a screen that was closed half-way does not keep its memory for good.
        if (isSame || uploads.size >= mostAtOnce) uploads.delete(id);
      }
      const id = randomUUID();
      uploads.set(id, { target, bytes: new Uint8Array(bytes), received: 0 });
      return id;
    },
    add(id, offset, piece) {
      const upload = get(id);
      if (offset !== upload.received || offset + piece.byteLength > upload.bytes.byteLength) throw broken();
      upload.bytes.set(piece, offset);
      upload.received += piece.byteLength;
      return upload.received;
    },
    take(id) {
      const { target, bytes, received } = get(id);
      uploads.delete(id);
      if (received !== bytes.byteLength) throw broken();
      return { target, bytes };
    },
  };
}

function refuseUnfit(name: string, bytes: number): void {
  if (bytes > largestPluginBytes) {
    throw new AppError('plugin.tooLarge', 'stop', 'The file is larger than 20 MB.', {
      fix: 'A plugin for rosters and grades has a few kilobytes. Check that you chose the right file.',
    });
  }
  if (bytes === 0) {
    throw new AppError('plugin.empty', 'stop', 'The file is empty.', {
      fix: 'Download the plugin again, or ask the sender for a fresh copy.',
    });
  }
  if (!/\.(zip|xml)$/i.test(name)) {
    throw new AppError('plugin.wrongKind', 'stop', 'PowerSchool takes plugins only as .zip or .xml files.', {
      fix: 'Choose the plugin that support sent you (a .zip or .xml file), or build one here.',
    });
  }
}

const broken = (): AppError =>
  new AppError('plugin.uploadBroken', 'ask', 'The file did not arrive as a whole.', { fix: 'Choose the file again.' });
