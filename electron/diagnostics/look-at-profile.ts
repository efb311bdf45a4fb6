import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from './finding.ts';

const gigabyte = 1024 ** 3;
const littleSpace = gigabyte;
const tooLittleSpace = gigabyte / 10;

/** The folder of all data can be written to and has room. */
export async function lookAtProfile(folder: string): Promise<Finding> {
  const probe = join(folder, `.doctor-${process.pid}`);
  try {
    writeFileSync(probe, 'probe', { mode: 0o600 });
  } catch {
    return {
      result: 'fail',
      message: `The profile folder cannot be written to: ${folder}`,
      fix: 'Allow writing there, or choose another folder with --profile.',
    };
  } finally {
    if (existsSync(probe)) rmSync(probe);
  }
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const message = `${folder} can be written to; ${(free / gigabyte).toFixed(1)} GB are free.`;
  if (free >= littleSpace) return { result: 'pass', message, fix: null };
  return {
    result: free < tooLittleSpace ? 'fail' : 'warn',
    message,
    fix: 'Make room on this disk: the local copy of a large district takes some gigabytes.',
  };
}

/** SQLite loads, has what the local copy uses, and can do write-ahead logging in the profile folder. */
export async function lookAtDatabase(folder: string): Promise<Finding> {
  const { default: Database } = await import('better-sqlite3');
  const file = join(folder, `.doctor-${process.pid}.db`);
  let db;
  try {
    db = new Database(file);
    const mode = db.pragma('journal_mode = WAL', { simple: true });
    const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
    db.exec('CREATE TABLE probe (a INTEGER) STRICT; CREATE VIRTUAL TABLE probe_text USING fts5(a);');
    if (mode === 'wal') return { result: 'pass', message: `SQLite ${version} with full-text search.`, fix: null };
    return {
      result: 'fail',
      message: `SQLite ${version} cannot read and write at the same time in the profile folder.`,
      fix: 'Keep the profile on a local disk, not on a network drive; choose its folder with --profile.',
    };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return {
      result: 'fail',
      message: `The database does not work in the profile folder (${code}).`,
      fix: 'See that the folder can be written to and the disk is not full. If so, install the application again.',
    };
  } finally {
    db?.close();
    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
  }
}
