import type { InstalledColumn, InstalledQuery } from './installed-query.ts';

type Row = readonly unknown[];

/**
 * How a query's rows are written (reference §6.2): all values as text, keys in lower case, nulls left out. Flattened: the columns
 * stand on the record, with `_name` and `_id` where a core table is declared and its key selected. Grouped: by table under `tables`.
 */
export function recordWriter(query: InstalledQuery, shown: readonly number[]): (row: Row) => string {
  const keyAt = query.columns.findIndex((column) => column.isPrimaryKey && column.table === query.coreTable);
  const columns = shown.flatMap((index) => {
    const column = query.columns[index];
    return column === undefined ? [] : [{ index, column }];
  });
  return query.flattened ? flatWriter(query, columns, keyAt) : groupedWriter(query, columns, keyAt);
}

/** The members of an answer before and after its records. */
export function envelope(
  query: InstalledQuery,
  more: { readonly count: number | undefined; readonly dataVersion: string | undefined },
): { readonly head: string; readonly tail: string } {
  const name = query.coreTable === null ? '' : `"name":${JSON.stringify(query.coreTable)},`;
  const count = more.count === undefined ? '' : `"count":${more.count},`;
  const version = more.dataVersion === undefined ? '' : `,"$dataversion":${JSON.stringify(more.dataVersion)}`;
  const extensions = query.coreTable === 'STUDENTS' ? 'activities,studentcorefields' : '';
  return { head: `{${name}${count}"record":[`, tail: `],"@extensions":${JSON.stringify(extensions)}${version}}` };
}

interface Placed {
  readonly index: number;
  readonly column: InstalledColumn;
}

function flatWriter(query: InstalledQuery, columns: readonly Placed[], keyAt: number): (row: Row) => string {
  const last = (alias: string) => alias.slice(alias.indexOf('.') + 1);
  const lasts = columns.map(({ column }) => last(column.alias));
  const keys = columns.map(({ index, column }) => {
    // Two columns of one name keep their tables before it, or one would hide the other.
    const key = lasts.filter((name) => name === last(column.alias)).length > 1 ? column.alias : last(column.alias);
    return { index, key: `${JSON.stringify(key)}:` };
  });
  const name = `"_name":${JSON.stringify(query.coreTable)},"_id":`;
  return (row) => {
    const parts = keyAt === -1 ? [] : [`${name}${Number(row[keyAt])}`];
    for (const { index, key } of keys) {
      const text = valueText(row[index]);
      if (text !== undefined) parts.push(key + text);
    }
    return `{${parts.join(',')}}`;
  };
}

function groupedWriter(query: InstalledQuery, columns: readonly Placed[], keyAt: number): (row: Row) => string {
  const groups = new Map<string, { readonly index: number; readonly key: string }[]>();
  for (const { index, column } of columns) {
    const [first = '', second] = column.alias.split('.');
    const table = second === undefined ? (query.coreTable ?? column.table).toLowerCase() : first;
    const group = groups.get(table) ?? [];
    group.push({ index, key: `${JSON.stringify(second ?? first)}:` });
    groups.set(table, group);
  }
  const name = `"name":${JSON.stringify(query.coreTable?.toLowerCase())},`;
  return (row) => {
    const tables = [...groups].map(([table, group]) => {
      const cells = group.flatMap(({ index, key }) => {
        const text = valueText(row[index]);
        return text === undefined ? [] : [key + text];
      });
      return `${JSON.stringify(table)}:{${cells.join(',')}}`;
    });
    const id = keyAt === -1 ? '' : `"id":${Number(row[keyAt])},`;
    return `{${id}${query.coreTable === null ? '' : name}"tables":{${tables.join(',')}}}`;
  };
}

/** A value as JSON text, or undefined for what Oracle has as null: null and the empty text. */
export function valueText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return `"${value}"`;
  return typeof value === 'string' && value !== '' ? JSON.stringify(value) : undefined;
}
