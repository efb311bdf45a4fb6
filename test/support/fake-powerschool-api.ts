import { AppError } from '../../shared/errors.ts';
import type {
  Metadata,
  PowerSchoolApi,
  QueryArgs,
  QueryOptions,
  WirePage,
  WireRecord,
} from '../../electron/connectors/powerschool/api/powerschool-api.ts';
import { queries } from '../../electron/connectors/powerschool/queries/all-queries.ts';

type QueryKey = keyof typeof queries;
type Params = Readonly<Record<string, string>>;

/** An answer, or the error that the server gives instead. A function sees what was asked. */
type Answer<Asked extends unknown[], Given> = Given | AppError | ((...asked: Asked) => Given | AppError);

/** What the pretended server knows. What is not named here is refused as a real server would. */
export interface FakePowerSchool {
  metadata?: Partial<Metadata>;
  queries?: Partial<Record<QueryKey, Answer<[QueryArgs, QueryOptions | undefined], readonly WireRecord[]>>>;
  /** What is promised, where that is not what is delivered. */
  counts?: Partial<Record<QueryKey, Answer<[QueryArgs], number>>>;
  /** v1 lists and singles by path. Undefined as a whole: the plugin has no access to v1. */
  v1?: Readonly<Record<string, Answer<[Params], readonly WireRecord[] | WireRecord>>>;
  /** By path. */
  xte?: Readonly<Record<string, Answer<[Params], readonly WireRecord[]>>>;
  /** By table; the filter is what was asked as `q`. */
  tables?: Readonly<Record<string, Answer<[string], readonly WireRecord[]>>>;
  /** In every answer to a query that asks for changes. */
  dataVersion?: string;
  pageSize?: number;
}

/** `PowerSchoolApi` in memory. Change `server` between calls; `calls` tells what was asked, in order. */
export function openFakePowerSchoolApi(server: FakePowerSchool): PowerSchoolApi & { readonly calls: string[] } {
  const calls: string[] = [];
  const { pageSize = 100 } = server;

  function* pages(
    records: readonly WireRecord[],
    count: number | null,
    dataVersion: string | null,
  ): Iterable<WirePage> {
    for (let at = 0; at === 0 || at < records.length; at += pageSize) {
      if (at > 0) calls.push('page');
      yield { records: records.slice(at, at + pageSize), count, dataVersion };
    }
  }

  return {
    calls,
    async metadata() {
      calls.push('metadata');
      return { version: '25.2.0.0', timeZone: 'America/New_York', pluginId: 1, maxPageSize: {}, ...server.metadata };
    },
    async signIn() {
      calls.push('signIn');
    },
    async *query(name, args, signal, options) {
      signal.throwIfAborted();
      const key = keyOf(name);
      calls.push(options?.dataVersion === undefined ? key : `${key} after ${options.dataVersion.version}`);
      const records = settle(server.queries?.[key] ?? unknownQuery(name), args, options);
      const promised = server.counts?.[key];
      const count = promised === undefined ? records.length : settle(promised, args);
      yield* pages(records, count, options?.dataVersion === undefined ? null : (server.dataVersion ?? null));
    },
    async queryCount(name, args, signal) {
      signal.throwIfAborted();
      const key = keyOf(name);
      calls.push(`${key}/count`);
      const records = settle(server.queries?.[key] ?? unknownQuery(name), args, undefined);
      return settle(server.counts?.[key] ?? records.length, args);
    },
    async *table(table, { q = '' }, signal) {
      signal.throwIfAborted();
      calls.push(`table ${table} ${q}`);
      const records = settle(server.tables?.[table] ?? new AppError('table.unknown', 'stop', 'No such table.'), q);
      yield* pages(records, records.length, null);
    },
    async columnAccess(table, signal) {
      signal.throwIfAborted();
      calls.push(`table ${table} metadata`);
      return new Map();
    },
    async *v1List(path, _plural, _singular, params, signal) {
      signal.throwIfAborted();
      calls.push(`GET ${path}`);
      const records = settle(v1Answer(server, path), params);
      const list = Array.isArray(records) ? (records as readonly WireRecord[]) : [];
      yield* pages(list, list.length, null);
    },
    async v1One(path, _singular, signal) {
      signal.throwIfAborted();
      calls.push(`GET ${path}`);
      const record = settle(v1Answer(server, path), {});
      if (Array.isArray(record)) throw new Error('a list where a single belongs');
      // SAFETY: what is no list of records is a record.
      return record as WireRecord;
    },
    async xte(path, params, signal) {
      signal.throwIfAborted();
      calls.push(`GET ${path} ${Object.values(params).join(' ')}`.trim());
      return settle(server.xte?.[path] ?? new AppError('remote.notFound', 'stop', 'There is none.'), params);
    },
    async write() {
      throw new Error('Nothing is written to this server.');
    },
    get requests() {
      return calls.length;
    },
    async close() {
      calls.push('close');
    },
  };
}

/** What the server answers where the plugin lacks a query. */
export const unknownQuery = (name: string): AppError =>
  new AppError('query.unknown', 'ask', `There is no query ${name}.`);

/** What the server answers where the plugin lacks a grant. */
export const columnsMissing = (...fields: readonly string[]): AppError =>
  new AppError('rights.columnsMissing', 'ask', 'The plugin is not allowed to read a column.', { details: { fields } });

function keyOf(name: string): QueryKey {
  for (const [key, query] of Object.entries(queries)) {
    // SAFETY: the keys of `queries` are what QueryKey is.
    if (query.name === name) return key as QueryKey;
  }
  throw new Error(`no query of ours: ${name}`);
}

function v1Answer({ v1 }: FakePowerSchool, path: string): NonNullable<FakePowerSchool['v1']>[string] {
  if (v1 === undefined) return new AppError('auth.v1AccessMissing', 'ask', 'The plugin may not read v1.');
  return v1[path] ?? new AppError('remote.notFound', 'stop', 'There is none.');
}

function settle<Asked extends unknown[], Given>(answer: Answer<Asked, Given>, ...asked: Asked): Given {
  // SAFETY: what an answer holds is never itself a function.
  const given = typeof answer === 'function' ? (answer as (...all: Asked) => Given | AppError)(...asked) : answer;
  if (given instanceof AppError) throw given;
  return given;
}
