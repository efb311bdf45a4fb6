import { AppError } from '../../../shared/errors.ts';
import type { UsernameRole } from '../../../shared/integration/roster.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import { listPieceBytes, type DirectoryLook, type ListShape } from '../../../shared/ipc/contract/roster.ts';

/** Looks at the beginning of a list. Rejects with the AppError that says why it is none. */
export async function lookAtList(client: Client, file: File): Promise<DirectoryLook> {
  const first = await bytesOf(file.slice(0, listPieceBytes));
  return client.call('directory.look', { content: base64Of(first), isWhole: file.size <= listPieceBytes });
}

interface Sent {
  readonly integrationId: string;
  readonly role: UsernameRole;
  readonly file: File;
  readonly shape: ListShape;
  /** From 0 to 1. */
  readonly onProgress: (done: number) => void;
}

/** Sends a list piece by piece and has it compared. */
export async function compareList(client: Client, { integrationId, role, file, shape, onProgress }: Sent) {
  const { upload } = await client.call('directory.begin', { integrationId, role, shape, bytes: file.size });
  for (let offset = 0; offset < file.size; offset += listPieceBytes) {
    const piece = await bytesOf(file.slice(offset, offset + listPieceBytes));
    await client.call('directory.piece', { upload, offset, content: base64Of(piece) });
    onProgress(Math.min(1, (offset + piece.length) / file.size));
  }
  return client.call('directory.compare', { upload });
}

async function bytesOf(piece: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await piece.arrayBuffer());
  } catch (cause) {
    throw new AppError('directory.unreadable', 'ask', 'The file cannot be read.', {
      fix: 'Choose the file itself, not a folder or a link. If it lies on another computer, copy it to this one first.',
      cause,
    });
  }
}

const base64Of = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));
