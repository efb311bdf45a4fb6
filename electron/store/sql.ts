import type { Database } from 'better-sqlite3';
import { transitColumns } from '../../shared/oneroster/shapes.ts';
import type { EntityType } from '../../shared/oneroster/entity.ts';

export const quote = (name: string): string => `"${name}"`;

/** A list of columns, each with a table's name or alias before it if given. */
export const columnList = (columns: readonly string[], table?: string): string =>
  columns.map((column) => (table === undefined ? quote(column) : `${table}.${quote(column)}`)).join(', ');

export const stageTable = (entity: EntityType): string => `stage_${entity}`;

/** The columns that hold what a row says: all that travel but the keys and the hash. */
export const contentColumns = (entity: EntityType): readonly string[] => transitColumns(entity).slice(2, -1);

/** The definitions of a table's indexes. Temporary tables and those of the main database alike. */
export function indexesOf(db: Database, table: string): readonly { readonly name: string; readonly sql: string }[] {
  return db
    .prepare<[string], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name",
    )
    .all(table);
}

/** The definition of a table with another name, optionally as a temporary one. */
export function definitionOf(db: Database, table: string, name: string, temporary: boolean): string {
  const row = db
    .prepare<[string], { sql: string }>("SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?")
    .get(table);
  if (row === undefined) throw new Error(`no table ${table}`);
  const body = row.sql.slice(row.sql.indexOf('('));
  return `CREATE ${temporary ? 'TEMP ' : ''}TABLE ${quote(name)} ${body}`;
}

export const tableExists = (db: Database, table: string): boolean =>
  db
    .prepare(
      "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? UNION ALL SELECT 1 FROM sqlite_temp_master WHERE type = 'table' AND name = ?",
    )
    .get(table, table) !== undefined;
