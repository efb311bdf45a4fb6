import { randomUUID } from 'node:crypto';
import type { UsernameRole } from '../../../shared/integration/roster.ts';
import type { ListShape } from '../../../shared/ipc/contract/roster.ts';
import { brokenUpload } from './directory-errors.ts';
import { openNameReader, type NameReader } from './read-names.ts';

export interface ListOwner {
  readonly integrationId: string;
  readonly role: UsernameRole;
}

/** Lists on their way here: read as they come, so that their size does not matter. */
export interface ListUploads {
  begin(owner: ListOwner, shape: ListShape, bytes: number): string;
  /** How much has come. Throws AppError `directory.*` (ask). */
  add(upload: string, offset: number, piece: Uint8Array): Promise<number>;
  /** The names and whose they are compared with; they are forgotten here. */
  take(upload: string): Promise<{ readonly owner: ListOwner; readonly names: readonly string[] }>;
}

interface Upload {
  readonly owner: ListOwner;
  readonly bytes: number;
  readonly reader: NameReader;
  received: number;
}

const mostAtOnce = 4;

export function openListUploads(): ListUploads {
  const uploads = new Map<string, Upload>();
  const get = (id: string): Upload => {
    const found = uploads.get(id);
    if (found === undefined) throw brokenUpload();
    return found;
  };
  return {
    begin(owner, shape, bytes) {
      for (const [id, other] of uploads) {
        const isSame = other.owner.integrationId === owner.integrationId && other.owner.role === owner.role;
        // The oldest comes first: a screen that was closed half-way does not keep its memory for good.
        if (isSame || uploads.size >= mostAtOnce) uploads.delete(id);
      }
      const id = randomUUID();
      uploads.set(id, { owner, bytes, reader: openNameReader(shape), received: 0 });
      return id;
    },
    async add(id, offset, piece) {
      const upload = get(id);
      if (offset !== upload.received || offset + piece.byteLength > upload.bytes) throw brokenUpload();
      // Before it is read: another piece may be asked for meanwhile.
      upload.received += piece.byteLength;
      try {
        await upload.reader.add(piece);
      } catch (error) {
        uploads.delete(id);
        throw error;
      }
      return upload.received;
    },
    async take(id) {
      const { owner, bytes, received, reader } = get(id);
      uploads.delete(id);
      if (received !== bytes) throw brokenUpload();
      return { owner, names: await reader.finish() };
    },
  };
}
