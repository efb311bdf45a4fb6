import type { Database } from 'better-sqlite3';

export type Bindings = Readonly<Record<string, string | number | bigint | null>>;

/** The rows of one ordered SELECT, fetched by position. */
export interface Result {
  readonly count: number;
  rows(offset: number, limit: number): readonly (readonly unknown[])[];
  /** The rows of this result that meet a condition on columns `c0`, `c1`, …, in the given order or else in this one's. */
  narrow(where: string, values: readonly (string | number)[], order: string): Result;
}

/** Selects that were run already, so that consecutive pages of a listing cost what the page costs. */
export interface ResultCache {
  /** Runs a SELECT of `width` columns, or finds its rows from before if nothing in the database has changed since. */
  select(sql: string, bindings: Bindings, width: number): Result;
}

const keptResults = 8;

/**
 * Keeps results in temporary tables rather than as open statements: an open statement would forbid all writing to the database.
 * Any change of any row, whoever made it, empties the cache: it is told by SQLite's own count of changes.
 */
export function createResultCache(db: Database): ResultCache {
  const kept = new Map<string, Result & { readonly table: string }>();
  const totalChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  let ours = 0;
  let seen = 0;
  let made = 0;
  const changesOfOthers = () => (totalChanges.get() ?? 0) - ours;

  const drop = (key: string) => {
    const result = kept.get(key);
    if (result !== undefined) db.exec(`DROP TABLE temp.${result.table}`);
    kept.delete(key);
  };
  const refresh = () => {
    if (changesOfOthers() === seen) return;
    for (const key of kept.keys()) drop(key);
    seen = changesOfOthers();
  };

  const keep = (key: string, width: number, select: string, bind: Bindings | readonly (string | number)[]): Result => {
    const before = totalChanges.get() ?? 0;
    const table = `result_${++made}`;
    const columns = Array.from({ length: width }, (_, index) => `c${index}`).join(', ');
    db.exec(`CREATE TEMP TABLE ${table} (${columns})`);
    const count = db.prepare(`INSERT INTO temp.${table} ${select}`).run(bind).changes;
    ours += (totalChanges.get() ?? 0) - before;
    const page = db
      .prepare<[number, number], unknown[]>(
        `SELECT ${columns} FROM temp.${table} WHERE rowid > ? ORDER BY rowid LIMIT ?`,
      )
      .raw();
    const result = {
      table,
      count,
      rows: (offset: number, limit: number) => page.all(offset, limit),
      narrow: (where: string, values: readonly (string | number)[], order: string) => {
        const narrowKey = JSON.stringify([table, where, values, order]);
        const statement = `SELECT ${columns} FROM temp.${table} WHERE ${where} ORDER BY ${order === '' ? '' : `${order}, `}rowid`;
        return kept.get(narrowKey) ?? keep(narrowKey, width, statement, values);
      },
    };
    kept.set(key, result);
    // The newest two stay: a narrowed result and the one it was made from.
    for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - keptResults))) drop(old);
    return result;
  };

  return {
    select(sql, bindings, width) {
      refresh();
      const key = JSON.stringify([sql, bindings], (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}n` : value,
      );
      const found = kept.get(key);
      if (found === undefined) return keep(key, width, sql, bindings);
      // Found again: counts as the newest.
      kept.delete(key);
      kept.set(key, found);
      return found;
    },
  };
}
