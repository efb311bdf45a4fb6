import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { ChangeLog } from './change-log.ts';
import { tables } from './tables.ts';
import type { Table } from './tables.ts';

const cells = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const change = z.union([
  z.strictObject({ table: z.string(), id: z.number().int(), set: cells }),
  z.strictObject({ table: z.string(), insert: cells }),
  z.strictObject({ table: z.string(), delete: z.number().int() }),
]);
/** One change of a row of the district, or a list of them that happens as a whole. */
export const rowChanges = z.union([change.transform((one) => [one]), z.array(change)]);
export type RowChange = z.output<typeof change>;

/** Something about a change that the district's tables do not allow. */
export class RowChangeError extends Error {}

/** Carries out changes by hand, as if somebody had worked in PowerSchool meanwhile; all or none. Gives the rows' ids. */
export function changeRows(db: Database, changes: ChangeLog, list: readonly RowChange[]): readonly number[] {
  return db.transaction(() => list.map((entry) => changeRow(db, changes, entry)))();
}

function changeRow(db: Database, changes: ChangeLog, entry: RowChange): number {
  const table = tables.find(({ name }) => name === entry.table.toUpperCase());
  if (table === undefined) throw new RowChangeError(`There is no table ${entry.table}.`);
  const id =
    'set' in entry
      ? update(db, table, entry)
      : 'insert' in entry
        ? insert(db, table, entry.insert)
        : remove(db, table, entry.delete);
  changes.record(table.name, id);
  return id;
}

function update(db: Database, table: Table, { id, set }: { readonly id: number; readonly set: Cells }): number {
  const [columns, values] = columnsAndValues(table, set);
  if (columns.length === 0) throw new RowChangeError('Nothing is set.');
  const assignments = columns.map((column) => `${column} = ?`).join(', ');
  const { changes } = db
    .prepare(`UPDATE ${table.name} SET ${assignments} WHERE ${table.primaryKey} = ?`)
    .run(...values, id);
  if (changes === 0) throw new RowChangeError(`There is no row ${id} in ${table.name}.`);
  return id;
}

function insert(db: Database, table: Table, cellsToInsert: Cells): number {
  const [columns, values] = columnsAndValues(table, cellsToInsert);
  const places = columns.map(() => '?').join(', ');
  const statement = columns.length === 0 ? 'DEFAULT VALUES' : `(${columns.join(', ')}) VALUES (${places})`;
  return Number(db.prepare(`INSERT INTO ${table.name} ${statement}`).run(...values).lastInsertRowid);
}

function remove(db: Database, table: Table, id: number): number {
  const { changes } = db.prepare(`DELETE FROM ${table.name} WHERE ${table.primaryKey} = ?`).run(id);
  if (changes === 0) throw new RowChangeError(`There is no row ${id} in ${table.name}.`);
  return id;
}

type Cells = z.output<typeof cells>;

function columnsAndValues(table: Table, given: Cells): [string[], (string | number | null)[]] {
  const columns = Object.keys(given).map((name) => name.toUpperCase());
  const unknown = columns.find((column) => !(column in table.fields));
  if (unknown !== undefined) throw new RowChangeError(`There is no column ${unknown} in ${table.name}.`);
  return [columns, Object.values(given).map((value) => (typeof value === 'boolean' ? Number(value) : value))];
}
