import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { completeIndex, registerSearch } from './browse/search-index.ts';
import { tableExists } from './sql.ts';
import { migrate, versionOf, type Migration } from './migrate.ts';

const folder = fileURLToPath(new URL('./migrations/', import.meta.url));

/** The local copy's migrations, in the order of their numbers: `migrations/0007-what-it-does.sql`. */
export const localCopyMigrations = (): readonly Migration[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => ({ name, sql: readFileSync(`${folder}/${name}`, 'utf8') }));

/** Opens an integration's database for its only writer, made or migrated as needed. Throws AppError `store.*`. */
export function openForWriting(file: string): Database.Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new Database(file, { timeout: 10_000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  db.pragma('cache_size = -16000');
  registerSearch(db);
  migrate(db, file, localCopyMigrations());
  completeIndex(db);
  return db;
}

/**
 * Opens it for reading beside the writer; undefined where nothing has been pulled yet. Throws AppError `store.fromFuture` for the
 * database of a newer app: what its columns mean is not known here.
 */
export function openForReading(file: string): Database.Database | undefined {
  if (!existsSync(file)) return undefined;
  const db = new Database(file, { readonly: true, timeout: 10_000 });
  try {
    if (versionOf(db, localCopyMigrations()) > 0) {
      // That of an earlier version has lost nothing yet. The next sync brings it up to date.
      if (!tableExists(db, 'purged')) db.exec('CREATE TEMP TABLE purged (what TEXT NOT NULL, run INTEGER NOT NULL)');
      db.pragma('query_only = ON');
      return db;
    }
  } catch (error) {
    db.close();
    throw error;
  }
  db.close();
  return undefined;
}
