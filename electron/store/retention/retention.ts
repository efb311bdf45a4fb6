import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import type { Retention } from '../../../shared/integration/retention.ts';
import { openForWriting } from '../open.ts';
import { openPlansDatabase } from '../plans/open-plans.ts';
import { plansFile } from '../plans/plans-file.ts';
import { arePlansDue, countOldPlans, purgeOldPlans } from '../plans/purge-plans.ts';
import { lockRun } from '../run-lock.ts';
import { countOldCopy, isCopyDue, purgeOldCopy } from './purge-copy.ts';

/** What is, or was, older than it is to be kept. */
export interface OldData {
  readonly history: number;
  readonly removed: number;
  readonly runs: number;
  readonly plans: number;
  readonly receipts: number;
  /** Runs that cannot be undone without these receipts. */
  readonly undoable: number;
}

const nothing: OldData = { history: 0, removed: 0, runs: 0, plans: 0, receipts: 0, undoable: 0 };

/** What a purge would take away. Throws AppError `run.locked` (stop). */
export const countOldData = (database: string, retention: Retention, now: number): OldData =>
  withBoth(database, nothing, (copy, plans) => ({
    ...countOldCopy(copy, retention, now),
    ...countOldPlans(plans, retention, now),
  }));

/**
 * Takes away what is older than it is to be kept. What is removed is overwritten in the files. `thorough`: also what changed rows left behind in
 * them, and copies that were made before an update of the application; that reads and writes everything once. Throws AppError `run.locked` (stop),
 * `purge.busy` (retry).
 */
export function purgeOldData(
  database: string,
  retention: Retention,
  now: number,
  { thorough }: { readonly thorough: boolean },
): OldData {
  return withBoth(database, nothing, (copy, plans) => {
    if (!thorough && !isCopyDue(copy, retention, now) && !arePlansDue(plans, retention, now)) return nothing;
    const done = { ...purgeOldCopy(copy, retention, now), ...purgeOldPlans(plans, retention, now) };
    if (thorough) {
      // Deleted words stay in the index's own pages until they are merged.
      copy.exec("INSERT INTO search_text (search_text) VALUES ('optimize')");
      copy.exec('VACUUM');
      plans.exec('VACUUM');
      for (const file of [database, plansFile(database)])
        for (const old of copiesOf(file)) rmSync(old, { force: true });
    }
    // What was in the log of writes is in the file, overwritten; the log is empty after this.
    const isBusy = [copy, plans].some((db) => Number(db.pragma('wal_checkpoint(TRUNCATE)', { simple: true })) !== 0);
    if (isBusy && thorough) throw busy();
    return done;
  });
}

/**
 * Removes everything that was read and written: rosters, gradebook, history, runs, plans, receipts. Settings and secrets stay. Throws AppError
 * `run.locked` (stop), and `purge.unclear` (ask) while the outcome of a write is not known: the next sync looks, which it could not then.
 */
export function deleteLocalData(database: string): void {
  const lock = lockRun(database);
  try {
    const files = [database, plansFile(database)];
    if (existsSync(plansFile(database))) {
      const plans = openPlansDatabase(database);
      try {
        const open = Number(plans.prepare('SELECT count(*) FROM journal WHERE settledAt IS NULL').pluck().get());
        if (open > 0) throw unclear();
      } finally {
        plans.close();
      }
    }
    for (const file of files) {
      for (const gone of [file, `${file}-wal`, `${file}-shm`, ...copiesOf(file)]) {
        rmSync(gone, { force: true, maxRetries: 3 });
      }
    }
  } finally {
    lock.release();
  }
}

function withBoth<T>(database: string, without: T, work: (copy: Database, plans: Database) => T): T {
  if (!existsSync(database)) return without;
  const lock = lockRun(database);
  try {
    const copy = openForWriting(database);
    const plans = openPlansDatabase(database);
    try {
      for (const db of [copy, plans]) db.pragma('secure_delete = ON');
      return work(copy, plans);
    } finally {
      copy.close();
      plans.close();
    }
  } finally {
    lock.release();
  }
}

/** Those that were made before an update of the database. */
function copiesOf(file: string): readonly string[] {
  const folder = dirname(file);
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(file)}.before-`))
    .map((name) => join(folder, name));
}

const busy = (): AppError =>
  new AppError(
    'purge.busy',
    'retry',
    'Something was reading all the while, so the files could not be cleared to the end.',
    {
      fix: 'Close other windows and exports of Grade Sync, then purge again.',
    },
  );

const unclear = (): AppError =>
  new AppError('purge.unclear', 'ask', 'The outcome of a write is not known yet. Its receipt is needed to find out.', {
    fix: 'Sync once more, which looks what stands there, then delete the local data.',
  });
