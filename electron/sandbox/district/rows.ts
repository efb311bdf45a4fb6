import type { Database, Statement } from 'better-sqlite3';

export type Cell = string | number | null;
export type Insert = (table: string, row: Readonly<Record<string, Cell>>) => void;

/** Inserts rows given as column to value; statements are prepared once per set of columns. */
export function inserter(db: Database): Insert {
  const statements = new Map<string, Statement>();
  return (table, row) => {
    const columns = Object.keys(row).join(', ');
    const key = `${table} ${columns}`;
    let statement = statements.get(key);
    if (statement === undefined) {
      const places = Object.keys(row).map(() => '?');
      statement = db.prepare(`INSERT INTO ${table} (${columns}) VALUES (${places.join(', ')})`);
      statements.set(key, statement);
    }
    statement.run(Object.values(row));
  };
}

export interface RowKey {
  readonly id: number;
  readonly dcid: number;
}

/**
 * Keys of a table's rows. The first row has the same ID and DCID; after that they differ, and a DCID is some other row's ID: who
 * mixes them up finds a row, but the wrong one (reference §9.1).
 */
export function keySequence(first: number, shift: number): () => RowKey {
  let id = first - 1;
  return () => {
    id++;
    return { id, dcid: id === first ? id : id + shift };
  };
}

/** Plain numbers in a row, for tables that have one key. */
export function numberSequence(first: number): () => number {
  let next = first;
  return () => next++;
}
