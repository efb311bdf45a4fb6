import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { AppError } from '../../../shared/errors.ts';

/** One file of a zip, unpacked. */
export interface ZipEntry {
  /** Relative, with `/`, without `.` or `..`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** No plugin comes near these; a package that does is a mistake or an attack. */
export const maxBytes = 20 * 1024 * 1024;
const maxFiles = 2000;
const maxPathLength = 260;

/**
 * Unpacks a zip from outside into memory, folders left out. Never writes a file, never unpacks more than 20 MB in all, whatever the
 * zip claims. Throws AppError `plugin.tooLarge`, `plugin.tooManyFiles`, `plugin.unsafePath`, `plugin.duplicateFile`,
 * `plugin.encrypted`, `plugin.symlink` or `plugin.damaged`.
 */
export async function readZip(bytes: Uint8Array): Promise<readonly ZipEntry[]> {
  try {
    return await unpack(bytes);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw damaged(error);
  }
}

async function unpack(bytes: Uint8Array): Promise<readonly ZipEntry[]> {
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    lazyEntries: true,
    decodeStrings: false,
    // Told apart below, so that an encrypted file is not called damaged.
    validateEntrySizes: false,
  });
  if (zip.entryCount > maxFiles) throw tooMany();
  const seen = new Set<string>();
  const files: ZipEntry[] = [];
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const path = safePath(entry);
    const key = path.replace(/\/$/, '').normalize('NFC').toLowerCase();
    if (seen.has(key)) throw duplicate(path);
    seen.add(key);
    if (seen.size > maxFiles) throw tooMany();
    refuseKind(entry, path);
    total += entry.uncompressedSize;
    if (total > maxBytes) throw tooLarge();
    const unpacked = await unpackOne(zip, entry);
    if (!path.endsWith('/')) files.push({ path, bytes: unpacked });
  }
  return files;
}

/** The size that the zip states was held against the limit before; here it is made sure that it is true. */
async function unpackOne(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const header = await zip.readLocalFileHeaderPromise(entry);
  const name = Buffer.from(entry.fileNameRaw);
  if (!name.equals(header.fileName)) throw damaged('a file has two names');
  if ((header.generalPurposeBitFlag & 1) === 1) throw encrypted();
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    // SAFETY: a stream of bytes hands out buffers.
    const piece = chunk as Buffer;
    size += piece.length;
    if (size > entry.uncompressedSize) break;
    chunks.push(piece);
  }
  if (size !== entry.uncompressedSize) throw damaged('a size is not as stated');
  const bytes = Buffer.concat(chunks);
  if (crc32(bytes) !== entry.crc32) throw damaged('a checksum does not match');
  return bytes;
}

function safePath(entry: Entry): string {
  const path = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
  const parts = path.replace(/\/$/, '').split('/');
  const isUnsafe =
    path.length > maxPathLength ||
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    /[\u0000-\u001F\u007F\\:]/.test(path) ||
    parts.some((part) => part === '' || part === '.' || part === '..');
  if (!isUnsafe) return path;
  throw new AppError(
    'plugin.unsafePath',
    'stop',
    'The zip holds a file whose path leads out of its folder or is not allowed.',
    {
      fix: 'Do not install this file. Ask the sender for a plugin with plain relative paths, or build one here.',
    },
  );
}

function refuseKind(entry: Entry, path: string): void {
  if (entry.isEncrypted()) throw encrypted();
  const mode = (entry.externalFileAttributes >>> 16) & 0o170000;
  const isPlain = mode === 0 || mode === 0o100000 || (mode === 0o040000 && path.endsWith('/'));
  if (isPlain) return;
  throw new AppError('plugin.symlink', 'stop', `The zip holds a link in place of a file: ${path}.`, {
    fix: 'Do not install this file. Ask the sender for a plugin of ordinary files, or build one here.',
    details: { path },
  });
}

export function tooLarge(): AppError {
  return new AppError('plugin.tooLarge', 'stop', 'The plugin is larger than 20 MB, packed or unpacked.', {
    fix: 'A plugin for rosters and grades has a few kilobytes. Check that you chose the right file.',
    details: { limitBytes: maxBytes },
  });
}

function tooMany(): AppError {
  return new AppError('plugin.tooManyFiles', 'stop', `The zip holds more than ${maxFiles} files.`, {
    fix: 'Check that you chose the right file: a plugin has a handful of files.',
    details: { limit: maxFiles },
  });
}

function duplicate(path: string): AppError {
  return new AppError('plugin.duplicateFile', 'stop', `The zip holds two files of the same name: ${path}.`, {
    fix: 'Do not install this file: nobody can say which of the two would count. Ask the sender for a clean plugin.',
    details: { path },
  });
}

function encrypted(): AppError {
  return new AppError(
    'plugin.encrypted',
    'stop',
    'The zip is protected with a password, and PowerSchool takes no such plugin.',
    {
      fix: 'Ask the sender for the plugin without a password.',
    },
  );
}

function damaged(cause: unknown): AppError {
  return new AppError('plugin.damaged', 'stop', 'The zip is damaged or was packed in an unusual way.', {
    fix: 'Download the plugin again, or ask the sender for a fresh copy.',
    cause,
  });
}
