import { rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';

export interface Migration {
  /** `0007-what-it-does.sql`: numbered from 1 without gaps, never edited after release. */
  readonly name: string;
  readonly sql: string;
}

/**
 * Brings a database to the newest version. `user_version` is the number of migrations done; each runs in one transaction with its
 * number, so a failure leaves the old version standing. A database that holds something is copied aside first.
 * Throws AppError `store.fromFuture` for a database of a newer app, `store.migrationFailed` otherwise.
 */
export function migrate(db: Database, file: string, migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    if (Number(migration.name.slice(0, 4)) !== index + 1) throw new Error(`migration out of order: ${migration.name}`);
  });
  const version = versionOf(db, migrations);
  if (version === migrations.length) return;
  if (version > 0) backUp(db, `${file}.before-${version + 1}`);
  for (const [index, migration] of migrations.entries()) if (index >= version) step(db, migration, index + 1);
}

/** How many of the migrations a database has had; 0 for a new one. Throws AppError `store.fromFuture` for one that had more. */
export function versionOf(db: Database, migrations: readonly Migration[]): number {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version <= migrations.length) return version;
  throw new AppError('store.fromFuture', 'ask', 'The local data were written by a newer version of this application.', {
    fix: 'Install the newest version of Grade Sync on this computer, then open it again.',
  });
}

function step(db: Database, migration: Migration, version: number): void {
  try {
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${version}`);
    }).immediate();
  } catch (error) {
    throw new AppError(
      'store.migrationFailed',
      'stop',
      'The local data could not be brought up to date; they are unchanged.',
      {
        fix: 'Free some disk space and try again. A copy of the data as they were lies beside the database.',
        details: { migration: migration.name },
        cause: error,
      },
    );
  }
}

function backUp(db: Database, target: string): void {
  rmSync(target, { force: true });
  db.prepare('VACUUM INTO ?').run(target);
}
