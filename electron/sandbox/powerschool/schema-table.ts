import { canonicalName } from './canonical-name.ts';
import { FiqlError, fiqlToSql, parseFiql } from './fiql.ts';
import type { FiqlElement, FiqlWhere } from './fiql.ts';
import { readPage } from './paging.ts';
import { valueText } from './query-answer.ts';
import { notFound, refusal } from './refusal.ts';
import type { InstalledPlugin, SandboxContext, SandboxHandler, SandboxRequest, SandboxResponse } from './route.ts';
import { tables } from './tables.ts';
import type { Table } from './tables.ts';

const byName = new Map(tables.map((table) => [table.name, table]));
/** Views and tables that exist but are not read or written here (reference §4.4 E9). */
const notExposed: ReadonlySet<string> = new Set(['TEACHERS']);
const everything: FiqlWhere = { sql: '1', values: [] };

/** A column as a request named it. */
interface NamedColumn {
  readonly column: string;
  readonly asWritten: string;
}

/**
 * `/ws/schema/table` (reference §6.1): reading of rows, one row, counts and columns. Refusals come in the order of §4.4: unknown
 * table (404), table not exposed (405), column or filter not valid (400), column not granted (403).
 */
export const schemaTableHandler: SandboxHandler = (request, context) => {
  const { plugin } = request;
  if (plugin === undefined) return undefined;
  if (/^\/ws\/schema\/(table|area\/[^/]+\/table)$/.test(request.path)) return listTables();
  if (request.path === '/ws/schema/area') return { status: 200, body: { areas: [{ name: 'core' }] } };
  const match = /^\/ws\/schema\/table\/([^/]+)(?:\/([^/]+))?$/.exec(request.path);
  if (match === null) return undefined;
  const [, name = '', part] = match;
  if (notExposed.has(name.toUpperCase())) return refusal(405, 'GET, POST and PUT are not allowed on table');
  const table = byName.get(name.toUpperCase());
  if (table === undefined) return notFound();
  if (request.method === 'DELETE') return refuseDelete(table, plugin);
  if (request.method !== 'GET') return refusal(405, 'POST and PUT are not allowed on table');
  try {
    if (part === 'metadata') return describeColumns(table, plugin);
    if (part === 'count') return countRows(table, request, plugin, context);
    if (part === undefined) return listRows(table, request, plugin, context);
    return oneRow(table, part, request, plugin, context);
  } catch (error) {
    if (error instanceof FiqlError) return refusal(400, error.message);
    if (error instanceof ColumnError) return refusal(error.status, error.message, error.fields);
    throw error;
  }
};

class ColumnError extends Error {
  readonly status: 400 | 403;
  readonly fields: readonly { readonly code: string; readonly field: string; readonly resource: string }[];

  constructor(status: 400 | 403, message: string, fields: ColumnError['fields'] = []) {
    super(message);
    this.status = status;
    this.fields = fields;
  }
}

function countRows(
  table: Table,
  { params }: SandboxRequest,
  plugin: InstalledPlugin,
  context: SandboxContext,
): SandboxResponse {
  const where = filterOf(table, params.get('q'));
  requireGrants(table, filteredColumns(table, params.get('q')), plugin);
  const count = context.db.prepare(`SELECT count(*) FROM ${table.name} WHERE ${where.sql}`).pluck().get(where.values);
  return { status: 200, body: { count } };
}

function listRows(
  table: Table,
  { params }: SandboxRequest,
  plugin: InstalledPlugin,
  context: SandboxContext,
): SandboxResponse {
  const shown = projected(table, params.get('projection'));
  const where = filterOf(table, params.get('q'));
  const sorted = sortColumns(table, params.get('sort'));
  const max = context.switches.maxPageSize['schema_table_query'] ?? 100;
  const page = readPage(params, { defaultSize: max, maxSize: max, zeroMeansAll: false });
  if (page === undefined) throw new ColumnError(400, 'Invalid page or pagesize');
  requireGrants(table, [...shown, ...filteredColumns(table, params.get('q')), ...sorted], plugin);

  const direction = params.get('sortdescending') === 'true' ? 'DESC' : 'ASC';
  const order = [...sorted.map(({ column }) => `${column} ${direction}`), table.primaryKey].join(', ');
  const rows = context.db
    .prepare<unknown[], unknown[]>(
      `SELECT ${selected(table, shown)} FROM ${table.name} WHERE ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
    )
    .raw()
    .all(...where.values, page.size, (page.page - 1) * page.size);
  const name = table.name.toLowerCase();
  const records = rows.map((row) => recordText(table, shown, row)).join(',');
  return { status: 200, body: `{"name":"${name}","record":[${records}],"@extensions":"${extensionsOf(table)}"}` };
}

function oneRow(
  table: Table,
  id: string,
  { params }: SandboxRequest,
  plugin: InstalledPlugin,
  context: SandboxContext,
): SandboxResponse {
  const shown = projected(table, params.get('projection'));
  requireGrants(table, shown, plugin);
  if (!/^\d{1,15}$/.test(id)) return notFound();
  const row = context.db
    .prepare<[number], unknown[]>(`SELECT ${selected(table, shown)} FROM ${table.name} WHERE ${table.primaryKey} = ?`)
    .raw()
    .get(Number(id));
  return row === undefined ? notFound() : { status: 200, body: recordText(table, shown, row) };
}

/** The primary key first, for the record's `id`. */
function selected(table: Table, shown: readonly NamedColumn[]): string {
  return [table.primaryKey, ...shown.map(({ column }) => column)].join(', ');
}

function recordText(table: Table, shown: readonly NamedColumn[], row: readonly unknown[]): string {
  const cells = shown.flatMap(({ column }, index) => {
    const text = valueText(row[index + 1]);
    return text === undefined ? [] : [`"${column.toLowerCase()}":${text}`];
  });
  const name = table.name.toLowerCase();
  return `{"id":${Number(row[0])},"name":"${name}","tables":{"${name}":{${cells.join(',')}}}}`;
}

function projected(table: Table, projection: string | null): NamedColumn[] {
  if (projection === null || projection.trim() === '') throw new ColumnError(400, 'A projection is required');
  const named = projection.split(',').flatMap((text) => {
    const asWritten = text.trim();
    if (asWritten === '*' || asWritten.toLowerCase() === `${table.name.toLowerCase()}.*`) {
      return Object.keys(table.fields).map((column) => ({ column, asWritten: canonicalName(column) }));
    }
    return [columnNamed(table, asWritten)];
  });
  return [...new Map(named.map((entry) => [entry.column, entry])).values()];
}

function sortColumns(table: Table, sort: string | null): NamedColumn[] {
  return sort === null || sort === '' ? [] : sort.split(',').map((name) => columnNamed(table, name.trim()));
}

function columnNamed(table: Table, asWritten: string): NamedColumn {
  const prefix = `${table.name}.`;
  const upper = asWritten.toUpperCase();
  const column = upper.startsWith(prefix) ? upper.slice(prefix.length) : upper;
  if (!(column in table.fields)) {
    const spelled = canonicalName(table.name);
    throw new ColumnError(400, `Invalid field specified: ${asWritten} is not valid column for table: ${spelled}`);
  }
  return { column, asWritten };
}

function elementsOf(table: Table): Map<string, FiqlElement> {
  const elements = new Map<string, FiqlElement>();
  for (const [column, type] of Object.entries(table.fields)) {
    const element = { sql: column, type, label: canonicalName(column) };
    elements.set(column.toLowerCase(), element);
    elements.set(`${table.name}.${column}`.toLowerCase(), element);
  }
  return elements;
}

function filterOf(table: Table, q: string | null): FiqlWhere {
  return q === null || q === '' ? everything : fiqlToSql(q, elementsOf(table));
}

/** A filter's columns, in the data dictionary's spelling: the refusal of a filter does not echo the caller's. */
function filteredColumns(table: Table, q: string | null): NamedColumn[] {
  if (q === null || q === '') return [];
  return parseFiql(q, elementsOf(table)).map(({ element }) => ({
    column: element.sql,
    asWritten: canonicalName(element.sql),
  }));
}

function requireGrants(table: Table, columns: readonly NamedColumn[], plugin: InstalledPlugin): void {
  const missing = columns.filter(({ column }) => !plugin.grants.has(`${table.name}.${column}`));
  if (missing.length === 0) return;
  const resource = canonicalName(table.name);
  const fields = missing.map(({ asWritten }) => ({ code: 'NoAccess', field: asWritten, resource }));
  throw new ColumnError(403, 'At least one column lacks sufficient permission', fields);
}

/** Deleting needs FullAccess on every column (E21), and no table that is simulated may be written here at all. */
function refuseDelete(table: Table, plugin: InstalledPlugin): SandboxResponse {
  const missing = Object.keys(table.fields).filter(
    (column) => plugin.grants.get(`${table.name}.${column}`) !== 'FullAccess',
  );
  if (missing.length === 0) return refusal(405, 'DELETE is not allowed on table');
  const resource = canonicalName(table.name);
  const errors = missing.map((column) => ({ code: 'FullAccess required', field: canonicalName(column), resource }));
  return refusal(403, 'At least one column lacks sufficient permission', errors);
}

function describeColumns(table: Table, plugin: InstalledPlugin): SandboxResponse {
  const columns = Object.entries(table.fields).map(([column, type]) => ({
    name: canonicalName(column),
    type,
    access: plugin.grants.get(`${table.name}.${column}`) ?? 'NoAccess',
  }));
  return { status: 200, body: { name: table.name.toLowerCase(), columns } };
}

function listTables(): SandboxResponse {
  return { status: 200, body: { tables: tables.map(({ name }) => ({ name: name.toLowerCase() })) } };
}

function extensionsOf(table: Table): string {
  return table.name === 'STUDENTS' ? 'studentcorefields,u_students_extension' : '';
}
