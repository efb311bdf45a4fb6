import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { makeFolder } from '../../make-folder.ts';

/** Files that appear under their names only when all of them are whole. */
export interface OutputFolder {
  /** Where to write what will be called `name`. */
  pathOf(name: string): string;
  /** Gives every file its name. */
  publish(): Promise<void>;
  /** Removes what was written so far. */
  discard(): Promise<void>;
}

/** Makes the folder if it is missing. Throws AppError `export.cannotWrite` (stop). */
export async function openOutputFolder(folder: string): Promise<OutputFolder> {
  const names = new Set<string>();
  const partOf = (name: string): string => join(folder, `${name}.part`);
  makeFolder(folder);
  return {
    pathOf(name) {
      names.add(name);
      return partOf(name);
    },
    async publish() {
      for (const name of names) await rename(partOf(name), join(folder, name));
    },
    async discard() {
      for (const name of names) await rm(partOf(name), { force: true });
    },
  };
}

/**
 * Removes the files of an earlier package that the new one does not have: beside its manifest they would be undeclared. Files are
 * taken for such only where a manifest says that there was a package.
 */
export async function removeStale(
  folder: string,
  known: readonly string[],
  written: ReadonlySet<string>,
): Promise<void> {
  if (!existsSync(join(folder, 'manifest.csv'))) return;
  for (const name of known) if (!written.has(name)) await rm(join(folder, name), { force: true });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written to',
  EPERM: 'it may not be written to',
  EROFS: 'it may not be written to',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENOTDIR: 'it is not a folder',
  EEXIST: 'it is not a folder',
  ENOENT: 'it cannot be made in this place',
  ENAMETOOLONG: 'its name is too long',
  EISDIR: 'a folder stands where a file should be',
};

/** An error of the file system as one of ours; anything else as it is. */
export function writeError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code];
  if (reason === undefined) return error;
  return new AppError('export.cannotWrite', 'stop', `The files could not be written to the folder: ${reason}.`, {
    fix: 'Choose another folder, or make room and allow writing there, and export again.',
    cause: error,
    details: { reason: code },
  });
}
