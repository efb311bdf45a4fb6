import type { Database } from 'better-sqlite3';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { quote } from '../sql.ts';
import { bornSql } from './history-sql.ts';

/**
 * The last row of an entity that had come when a run ended; 0 if none had. Rows stand in the order in which they first came, so halving
 * finds it with some twenty looks.
 */
export function lastRowOf(db: Database, entity: EntityType, run: number): number {
  const table = `main.${quote(entity)}`;
  const from = db.prepare<[number], { place: number; born: number }>(
    `SELECT t.rowid AS place, ${bornSql(entity)} AS born FROM ${table} AS t WHERE t.rowid >= ? ORDER BY t.rowid LIMIT 1`,
  );
  let low = 0;
  let high = Number(db.prepare(`SELECT coalesce(max(rowid), 0) FROM ${table}`).pluck().get());
  // Every row up to `low` had come; none above `high` had.
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2);
    const row = from.get(middle);
    if (row !== undefined && row.place <= high && row.born <= run) low = row.place;
    else high = middle - 1;
  }
  return low;
}
