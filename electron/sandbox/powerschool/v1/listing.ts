import { FiqlError, fiqlToSql } from '../fiql.ts';
import type { FiqlWhere } from '../fiql.ts';
import { readPage } from '../paging.ts';
import type { SandboxContext, SandboxResponse } from '../route.ts';
import { looseList } from './json-values.ts';
import type { Json } from './json-values.ts';
import { notFound, refuse } from './refusals.ts';
import type { Resource, Row } from './resource.ts';

const fallbackPageSize = 100;

/** The rows that a path is about, before `q`. */
export interface Scope {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** A page of a resource in its envelope, with the quirks of reference §5.2. */
export function list(
  resource: Resource,
  scope: Scope,
  params: URLSearchParams,
  context: SandboxContext,
): SandboxResponse {
  const where = conditions(resource, scope, params, context);
  if ('status' in where) return where;
  const max = context.switches.maxPageSize[resource.name] ?? fallbackPageSize;
  const page = readPage(params, { defaultSize: max, maxSize: max, zeroMeansAll: false });
  if (page === undefined) return refuse(400, 'Invalid page or pagesize');
  const rows = context.db
    .prepare<unknown[], Row>(
      `SELECT ${resource.columns} FROM ${resource.from} WHERE ${where.sql} ORDER BY ${resource.order} LIMIT ? OFFSET ?`,
    )
    .all(...where.values, page.size, (page.page - 1) * page.size);
  const asked = askedExpansions(params);
  const objects = rows.map((row) => ({
    ...resource.toJson(row, asked, context),
    ...extensionData(resource, params, context),
  }));
  const inner = objects.length === 0 ? {} : { [resource.name]: looseList(objects, context.switches) };
  return { status: 200, body: { [`${resource.name}s`]: { ...attributes(resource), ...inner } } };
}

/** `{"resource":{"count":n}}`, whatever the model says (reference §11.3). */
export function count(
  resource: Resource,
  scope: Scope,
  params: URLSearchParams,
  context: SandboxContext,
): SandboxResponse {
  const where = conditions(resource, scope, params, context);
  if ('status' in where) return where;
  const rows = context.db
    .prepare<unknown[], number>(`SELECT count(*) FROM ${resource.from} WHERE ${where.sql}`)
    .pluck();
  return { status: 200, body: { resource: { count: rows.get(...where.values) } } };
}

/** One object by its DCID; the attributes stand inside it. */
export function one(resource: Resource, id: string, params: URLSearchParams, context: SandboxContext): SandboxResponse {
  const row = context.db
    .prepare<[number], Row>(`SELECT ${resource.columns} FROM ${resource.from} WHERE ${resource.key} = ?`)
    .get(Number(id));
  if (row === undefined) return notFound();
  const object = resource.toJson(row, askedExpansions(params), context);
  return {
    status: 200,
    body: { [resource.name]: { ...attributes(resource), ...object, ...extensionData(resource, params, context) } },
  };
}

function conditions(
  resource: Resource,
  scope: Scope,
  params: URLSearchParams,
  context: SandboxContext,
): FiqlWhere | SandboxResponse {
  const q = params.get('q') ?? '';
  const byDefault = resource.byDefault?.(q, context);
  let filter: FiqlWhere = { sql: '1', values: [] };
  try {
    if (q !== '') filter = fiqlToSql(q, resource.elements);
  } catch (error) {
    if (error instanceof FiqlError) return refuse(400, error.message);
    throw error;
  }
  const parts = [scope.sql, ...(byDefault === undefined ? [] : [byDefault]), filter.sql];
  return { sql: parts.join(' AND '), values: [...scope.values, ...filter.values] };
}

/** Expansions are separated by comma and space, extensions by a comma alone (reference §5.2). */
const attributes = ({ expansions, extensions }: Resource): Readonly<Record<string, string>> => ({
  ...(expansions === undefined ? {} : { '@expansions': expansions.join(', ') }),
  '@extensions': extensions.join(','),
});

const askedExpansions = (params: URLSearchParams): ReadonlySet<string> => new Set(namesIn(params.get('expansions')));

const namesIn = (text: string | null): readonly string[] => (text ?? '').split(',').map((name) => name.trim());

/** Extensions that were asked for and exist; the district has no rows in any. Unknown names are ignored (reference §5.4). */
function extensionData(
  { extensions }: Resource,
  params: URLSearchParams,
  { switches }: SandboxContext,
): { readonly _extension_data?: Json } {
  const asked = namesIn(params.get('extensions')).filter((name) => extensions.includes(name));
  if (asked.length === 0) return {};
  const tables = asked.map((name) => ({ name, recordFound: false }));
  return { _extension_data: { _table_extension: looseList(tables, switches) } };
}
