import type { Call, Caller } from './caller.ts';
import { asObject, badAnswer, countOf, isErrorBody, listOf, wholeNumber } from './envelopes.ts';
import { eachPage } from './pages.ts';
import type { QueryArgs, QueryOptions, WirePage } from './powerschool-api.ts';

/** A server clamps what is too much for it (reference §4.1), so we may ask for what suits us. */
const usualPageSize = 1000;

/** All pages of `POST /ws/schema/query/{name}` (reference §6.2). */
export function queryPages(
  caller: Caller,
  name: string,
  args: QueryArgs,
  options: QueryOptions,
  pageSize: number,
  signal: AbortSignal,
): AsyncIterable<WirePage> {
  const asked = pageSize === 0 ? usualPageSize : pageSize;
  const body = { ...args, ...deltaArgs(options) };
  return eachPage(
    {
      asked,
      fetch: async (page, within) => {
        const params = { page: String(page), pagesize: String(asked), ...(page === 1 ? { count: 'true' } : {}) };
        return readPage(await caller.call(queryCall(name, '', params, body), within));
      },
    },
    signal,
  );
}

export async function queryCount(caller: Caller, name: string, args: QueryArgs, signal: AbortSignal): Promise<number> {
  return countOf(await caller.call(queryCall(name, '/count', {}, args), signal));
}

function queryCall(name: string, suffix: string, params: Readonly<Record<string, string>>, body: unknown): Call {
  return {
    asked: { surface: 'query', name },
    path: `/ws/schema/query/${encodeURIComponent(name)}${suffix}`,
    params,
    body,
  };
}

/** Only what changed since a data version (reference §5.6). */
function deltaArgs({ dataVersion }: QueryOptions): Readonly<Record<string, string>> {
  if (dataVersion === undefined) return {};
  return { $dataversion: dataVersion.version, $dataversion_applicationname: dataVersion.application };
}

function readPage(answer: unknown): WirePage {
  const outer = asObject(answer);
  // "record" may be absent when there is none (reference §6.2); an error must not pass for that.
  if (outer['record'] === undefined && isErrorBody(outer)) throw badAnswer('is an error without an error status');
  const version = outer['$dataversion'];
  return {
    records: listOf(outer['record']),
    count: wholeNumber(outer['count']),
    dataVersion: typeof version === 'string' || typeof version === 'number' ? String(version) : null,
  };
}
