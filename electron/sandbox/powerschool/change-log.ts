import type { Database } from 'better-sqlite3';
import { tables } from './tables.ts';
import type { Table } from './tables.ts';
import { localTimestamp } from './local-time.ts';
import { preparedOnce, type Statements } from './statements.ts';

/** The version of everything that was there before the first recorded change. */
export const firstDataVersion = 16_000_000;

/** What changed after the district was loaded, by version: one version per change of one row (reference §5.6). */
export interface ChangeLog {
  version(): number;
  /** Counts a change of one row, and sets its WHENMODIFIED and TRANSACTION_DATE. For a deleted row it only counts. */
  record(table: string, id: number): void;
  /** Primary keys by table (upper case) of rows changed after a version; all rows for a version older than the log. */
  changedSince(version: number): ReadonlyMap<string, readonly number[]>;
}

export function createChangeLog(db: Database, now: () => Date, timeZone: () => string): ChangeLog {
  const stamps = preparedOnce(db);
  const byName = new Map(tables.map((table) => [table.name, table]));
  const insert = db.prepare('INSERT INTO sandbox_change (version, table_name, row_id) VALUES (?, ?, ?)');
  const latest = db.prepare<[], number | null>('SELECT max(version) FROM sandbox_change').pluck();
  const since = db.prepare<[number], { table_name: string; row_id: number }>(
    'SELECT DISTINCT table_name, row_id FROM sandbox_change WHERE version > ? ORDER BY table_name, row_id',
  );
  const version = () => latest.get() ?? firstDataVersion;

  return {
    version,
    record(name, id) {
      const table = byName.get(name.toUpperCase());
      if (table === undefined) throw new Error(`No table ${name} in the simulated server.`);
      stamp(stamps, table, id, localTimestamp(now(), timeZone()));
      insert.run(version() + 1, table.name, id);
    },
    changedSince(from) {
      const changed = new Map<string, number[]>();
      if (from < firstDataVersion) {
        for (const table of tables) changed.set(table.name, allKeys(db, table));
        return changed;
      }
      for (const { table_name: name, row_id: id } of since.all(from)) {
        const ids = changed.get(name);
        if (ids === undefined) changed.set(name, [id]);
        else ids.push(id);
      }
      return changed;
    },
  };
}

function stamp(db: Statements, table: Table, id: number, time: string): void {
  const columns = ['WHENMODIFIED', 'TRANSACTION_DATE'].filter((column) => column in table.fields);
  if (columns.length === 0) return;
  const set = columns.map((column) => `${column} = :time`).join(', ');
  db.prepare(`UPDATE ${table.name} SET ${set} WHERE ${table.primaryKey} = :id`).run({ time, id });
}

function allKeys(db: Database, table: Table): number[] {
  return db.prepare<[], number>(`SELECT ${table.primaryKey} FROM ${table.name} ORDER BY 1`).pluck().all();
}
