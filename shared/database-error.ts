import type { ErrorReport } from './errors.ts';

type Report = Pick<ErrorReport, 'code' | 'recovery' | 'message' | 'fix'>;

const damaged: Report = {
  code: 'store.damaged',
  recovery: 'stop',
  message: 'A database of this profile is damaged: it cannot be read.',
  fix: 'Run the command “doctor”, which names the file. Close Grade Sync, move that file away and sync again: the local copy is read anew.',
};
const closed: Report = {
  code: 'store.notAccessible',
  recovery: 'stop',
  message: 'A database of this profile cannot be opened or may not be written to.',
  fix: 'See that you may read and write the profile folder and all that is in it, or name another folder with --profile.',
};
const full: Report = {
  code: 'store.diskFull',
  recovery: 'stop',
  message: 'The disk that holds the profile is full. What was there before is unharmed.',
  fix: 'Make room on that disk, then try again.',
};
const disk: Report = {
  code: 'store.diskError',
  recovery: 'stop',
  message: 'The disk that holds the profile could not be read or written.',
  fix: 'See that the disk is there and in order (a network drive may have gone away), then try again.',
};
const busy: Report = {
  code: 'store.busy',
  recovery: 'retry',
  message: 'A database of this profile is in use by another process.',
  fix: 'Wait until the other process has ended, then try again.',
};

const reports: readonly (readonly [RegExp, Report])[] = [
  [/^SQLITE_(NOTADB|CORRUPT)/, damaged],
  [/^SQLITE_(CANTOPEN|READONLY|PERM|AUTH)/, closed],
  [/^SQLITE_FULL/, full],
  [/^SQLITE_IOERR/, disk],
  [/^SQLITE_(BUSY|LOCKED)/, busy],
];

/** What SQLite says of a file or a disk, as a report a person can act on. Undefined for anything else, which is a defect of ours. */
export function databaseReport(error: unknown): ErrorReport | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const code = String(error.code);
  return reports.find(([pattern]) => pattern.test(code))?.[1];
}
