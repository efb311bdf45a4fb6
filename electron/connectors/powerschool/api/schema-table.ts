import { AppError } from '../../../../shared/errors.ts';
import type { Call, Caller } from './caller.ts';
import { asObject, badAnswer, countOf, isErrorBody, isRecord, listOf } from './envelopes.ts';
import { eachPage } from './pages.ts';
import type { TableOptions, WirePage, WireRecord } from './powerschool-api.ts';

/** All pages of `GET /ws/schema/table/{table}`, the records flat (reference §6.1). The count is asked for first. */
export async function* tablePages(
  caller: Caller,
  table: string,
  options: TableOptions,
  pageSize: number,
  signal: AbortSignal,
): AsyncGenerator<WirePage, void, undefined> {
  const filter = options.q === undefined ? {} : { q: options.q };
  const count = await countIfGranted(caller, tableCall(table, '/count', filter), signal);
  yield* eachPage(
    {
      asked: pageSize,
      fetch: async (page, within) => {
        const params = {
          projection: options.projection.join(','),
          ...filter,
          page: String(page),
          pagesize: String(pageSize),
        };
        const answer = asObject(await caller.call(tableCall(table, '', params), within));
        if (answer['record'] === undefined && isErrorBody(answer))
          throw badAnswer('is an error without an error status');
        return { records: flat(recordsOf(answer), table.toLowerCase()), count, dataVersion: null };
      },
    },
    signal,
  );
}

/** Columns whose access the server does not tell are left out. */
export async function columnAccess(
  caller: Caller,
  table: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const answer = asObject(await caller.call(tableCall(table, '/metadata', { expansions: 'access' }), signal));
  const columns = listOf(answer['columns'] ?? answer['column']).flatMap(({ name, access }): [string, string][] =>
    typeof name === 'string' && typeof access === 'string' ? [[name.toUpperCase(), access]] : [],
  );
  return new Map(columns);
}

function tableCall(table: string, suffix: string, params: Readonly<Record<string, string>>): Call {
  return {
    asked: { surface: 'table', name: table },
    path: `/ws/schema/table/${encodeURIComponent(table)}${suffix}`,
    params,
  };
}

/** A count is welcome but not worth a failure: the rows themselves tell soon enough what is missing. */
async function countIfGranted(caller: Caller, call: Call, signal: AbortSignal): Promise<number | null> {
  try {
    return countOf(await caller.call(call, signal));
  } catch (error) {
    if (error instanceof AppError && optional.has(error.code)) return null;
    throw error;
  }
}

const optional = new Set([
  'rights.columnsMissing',
  'rights.refused',
  'table.unknown',
  'table.notExposed',
  'remote.badRequest',
]);

/** A list, or the single-row form `{"id":…,"tables":{…}}`. */
function recordsOf(answer: WireRecord): readonly WireRecord[] {
  return answer['record'] === undefined && isRecord(answer['tables']) ? [answer] : listOf(answer['record']);
}

/** `{"tables":{"students":{…}}}` to what is inside. Column names come in lower case; a server that does otherwise is helped. */
function flat(records: readonly WireRecord[], table: string): readonly WireRecord[] {
  return records.map((record) => {
    const tables = record['tables'];
    if (!isRecord(tables)) return record;
    const columns = tables[table] ?? Object.values(tables)[0];
    return isRecord(columns) ? lowerCased(columns) : {};
  });
}

function lowerCased(record: WireRecord): WireRecord {
  const keys = Object.keys(record);
  if (keys.every((key) => key === key.toLowerCase())) return record;
  return Object.fromEntries(keys.map((key) => [key.toLowerCase(), record[key]]));
}
