import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a zip in which anything may be untrue. */
export interface RawEntry {
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly deflate?: boolean;
  /** General purpose flags; bit 0 marks an encrypted file. */
  readonly flags?: number;
  /** Unix mode with file type. */
  readonly mode?: number;
  readonly statedSize?: number;
  readonly statedCrc?: number;
  /** Name in the file's own header, where it is to differ from that in the directory. */
  readonly localPath?: string;
}

const utf8Names = 0x800;

/** Writes a zip byte by byte, so that tests can break each rule that an honest writer keeps. */
export function rawZip(entries: readonly RawEntry[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = Buffer.from(typeof entry.content === 'string' ? Buffer.from(entry.content) : entry.content);
    const data = entry.deflate === true ? deflateRawSync(content) : content;
    const flags = utf8Names | (entry.flags ?? 0);
    const sizes = { packed: data.length, unpacked: entry.statedSize ?? content.length };
    const crc = entry.statedCrc ?? crc32(content);
    const method = entry.deflate === true ? 8 : 0;
    const local = localHeader(entry.localPath ?? entry.path, flags, method, crc, sizes);
    directory.push(centralHeader(entry.path, flags, method, crc, sizes, entry.mode ?? 0, offset));
    locals.push(local, data);
    offset += local.length + data.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, central, end]));
}

interface Sizes {
  readonly packed: number;
  readonly unpacked: number;
}

function localHeader(path: string, flags: number, method: number, crc: number, sizes: Sizes): Buffer {
  const name = Buffer.from(path);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04_03_4b_50, 0);
  header.writeUInt16LE(20, 4);
  writeCommon(header.subarray(6), flags, method, crc, sizes, name.length);
  return Buffer.concat([header, name]);
}

function centralHeader(
  path: string,
  flags: number,
  method: number,
  crc: number,
  sizes: Sizes,
  mode: number,
  offset: number,
): Buffer {
  const name = Buffer.from(path);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02_01_4b_50, 0);
  header.writeUInt16LE((3 << 8) | 20, 4);
  header.writeUInt16LE(20, 6);
  writeCommon(header.subarray(8), flags, method, crc, sizes, name.length);
  header.writeUInt32LE((mode << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}

function writeCommon(at: Buffer, flags: number, method: number, crc: number, sizes: Sizes, nameLength: number): void {
  at.writeUInt16LE(flags, 0);
  at.writeUInt16LE(method, 2);
  at.writeUInt32LE(0x00_21_00_00, 4);
  at.writeUInt32LE(crc, 8);
  at.writeUInt32LE(sizes.packed, 12);
  at.writeUInt32LE(sizes.unpacked, 16);
  at.writeUInt16LE(nameLength, 20);
}
