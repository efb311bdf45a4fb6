import { firstDataVersion } from './change-log.ts';
import type { ChangeLog } from './change-log.ts';
import { FiqlError, fiqlToSql } from './fiql.ts';
import type { InstalledQuery } from './installed-query.ts';
import { readPage } from './paging.ts';
import { ArgumentError, bindArguments, executableSql } from './query-arguments.ts';
import { envelope, recordWriter } from './query-answer.ts';
import { askedVersion, elementsOf, OptionError, orderOf, shownColumns } from './query-options.ts';
import { refusal } from './refusal.ts';
import type { FieldRefusal } from './refusal.ts';
import type { Result, ResultCache } from './result-cache.ts';
import type { InstalledPlugin, SandboxHandler, SandboxRequest, SandboxResponse, SandboxSwitches } from './route.ts';

/** The queries that enabled plugins brought along. `plugin` is the caller: of two queries of one name it gets its own. */
export interface QuerySource {
  find(name: string, plugin: InstalledPlugin): InstalledQuery | undefined;
  list(): readonly InstalledQuery[];
}

type Body = Readonly<Record<string, unknown>>;

const rowsPerPiece = 2000;
const defaultPageSize = 100;

/**
 * `/ws/schema/query/{name}`, its `/count`, the list of queries, and `/ws/powerqueryaccesslist/{name}` (reference §6.2). Refusals come
 * in the order: unknown (404), columns without a grant (403), arguments and options (400).
 */
export function powerQueryHandler(queries: QuerySource, results: ResultCache, changes: ChangeLog): SandboxHandler {
  return (request, context) => {
    const { plugin } = request;
    if (plugin === undefined) return undefined;
    const accessList = /^\/ws\/powerqueryaccesslist\/([^/]+)$/.exec(request.path);
    if (accessList !== null) return describeAccess(queries.find(accessList[1] ?? '', plugin));
    const match = /^\/ws\/schema\/query\/([^/]+?)(\/count)?$/.exec(request.path);
    if (match === null) return undefined;
    const [, name = '', count] = match;
    if (name === 'api' && request.method === 'GET') return listQueries(queries);
    const query = queries.find(name, plugin);
    if (query === undefined) return refusal(404, `Unable to find query: ${name}`);
    if (request.method !== 'POST') return refusal(405, 'Method not allowed');
    const missing = missingGrants(query, plugin, context.switches);
    if (missing.length > 0) return refusal(403, 'Validation Failed', missing);
    const body = request.body ?? {};
    if (!isObject(body)) return refusal(400, 'The request body must be a JSON object');
    try {
      const run = narrowed(query, request, body, context.switches, results, changes);
      if (count !== undefined) return { status: 200, body: { count: run.result.count } };
      return answer(query, request, body, context.switches, run);
    } catch (error) {
      if (error instanceof ArgumentError) {
        return refusal(400, 'Validation Failed', [{ resource: name, field: error.argument, code: error.message }]);
      }
      if (error instanceof FiqlError || error instanceof OptionError) return refusal(400, error.message);
      throw error;
    }
  };
}

interface Run {
  readonly result: Result;
  /** To be sent with the answer; undefined where the caller did not ask for changes. */
  readonly dataVersion: string | undefined;
}

function narrowed(
  query: InstalledQuery,
  { params }: SandboxRequest,
  body: Body,
  switches: SandboxSwitches,
  results: ResultCache,
  changes: ChangeLog,
): Run {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const filter = body['$q'] ?? params.get('$q') ?? params.get('q') ?? '';
  if (typeof filter !== 'string') throw new OptionError('Invalid query expression');
  if (filter !== '') {
    const where = fiqlToSql(filter, elementsOf(query));
    conditions.push(where.sql);
    values.push(...where.values);
  }
  const since = switches.dataVersion ? askedVersion(body) : undefined;
  if (since !== undefined && since >= firstDataVersion) {
    const changed = changedRows(query, changes.changedSince(since));
    conditions.push(changed.sql);
    values.push(...changed.values);
  }
  const order = orderOf(query, params.get('order') ?? '');
  const dataVersion = since === undefined ? undefined : String(changes.version());
  const all = results.select(executableSql(query), bindArguments(query, body), query.columns.length);
  if (conditions.length === 0 && order === '') return { result: all, dataVersion };
  return { result: all.narrow(conditions.length === 0 ? '1' : conditions.join(' AND '), values, order), dataVersion };
}

function answer(
  query: InstalledQuery,
  { params }: SandboxRequest,
  body: Body,
  switches: SandboxSwitches,
  { result, dataVersion }: Run,
): SandboxResponse {
  const page = readPage(params, {
    defaultSize: defaultPageSize,
    maxSize: switches.maxPageSize['power_query'],
    zeroMeansAll: true,
  });
  if (page === undefined) throw new OptionError('Invalid page or pagesize');
  const write = recordWriter(query, shownColumns(query, body['projection'] ?? params.get('projection')));
  const { head, tail } = envelope(query, {
    count: params.get('count') === 'true' ? result.count : undefined,
    dataVersion,
  });
  if (page.size === 0) return { status: 200, stream: pieces(result, write, head, tail) };
  const rows = result.rows((page.page - 1) * page.size, page.size);
  return { status: 200, body: head + rows.map(write).join(',') + tail };
}

function* pieces(
  result: Result,
  write: (row: readonly unknown[]) => string,
  head: string,
  tail: string,
): Generator<string> {
  yield head;
  for (let offset = 0; offset < result.count; offset += rowsPerPiece) {
    const text = result.rows(offset, rowsPerPiece).map(write).join(',');
    yield offset === 0 ? text : `,${text}`;
  }
  yield tail;
}

function missingGrants(query: InstalledQuery, plugin: InstalledPlugin, switches: SandboxSwitches): FieldRefusal[] {
  const named = query.columns.map(({ table, field }) => `${table}.${field}`);
  const read = new Set(switches.grantsForWholeQuery ? [...named, ...query.alsoReads] : named);
  return [...read]
    .filter((column) => !plugin.grants.has(column))
    .map((column) => ({ resource: query.name, field: column.toLowerCase(), code: 'No access to the field' }));
}

function changedRows(query: InstalledQuery, changed: ReadonlyMap<string, readonly number[]>) {
  const keys = query.columns.flatMap(({ table, isPrimaryKey }, index) =>
    isPrimaryKey ? [{ column: `c${index}`, ids: changed.get(table) ?? [] }] : [],
  );
  const named = keys.filter(({ ids }) => ids.length > 0);
  if (named.length === 0) return { sql: '0', values: [] };
  return {
    sql: `(${named.map(({ column }) => `${column} IN (SELECT value FROM json_each(?))`).join(' OR ')})`,
    values: named.map(({ ids }) => JSON.stringify(ids)),
  };
}

function listQueries(queries: QuerySource): SandboxResponse {
  const list = queries.list().map(({ name, description, args }) => ({
    name,
    description,
    args: args.map((argument) => ({ name: argument.name, required: argument.required })),
  }));
  return { status: 200, body: { queries: list } };
}

function describeAccess(query: InstalledQuery | undefined): SandboxResponse {
  if (query === undefined) return refusal(404, 'Unable to find query');
  const columns = new Set([...query.columns.map(({ table, field }) => `${table}.${field}`), ...query.alsoReads]);
  const fields = [...columns].map((column) => {
    const [table, field] = column.split('.');
    return { table, field, access: 'ViewOnly' };
  });
  return { status: 200, body: { name: query.name, fields } };
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
