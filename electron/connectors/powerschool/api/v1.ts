import { AppError } from '../../../../shared/errors.ts';
import type { Call, Caller } from './caller.ts';
import { countOf, v1Record, v1Records } from './envelopes.ts';
import { eachPage } from './pages.ts';
import type { WirePage, WireRecord } from './powerschool-api.ts';

export interface V1List {
  readonly path: string;
  readonly plural: string;
  readonly singular: string;
  readonly params: Readonly<Record<string, string>>;
  /** Rows per page; null leaves it to the server, which then sends its greatest page (reference §4.1). */
  readonly pageSize: number | null;
}

/** All pages of a v1 list (reference §5.2), its count asked for first. */
export async function* v1Pages(
  caller: Caller,
  list: V1List,
  signal: AbortSignal,
): AsyncGenerator<WirePage, void, undefined> {
  const count = await countIfOffered(caller, list, signal);
  yield* eachPage(
    {
      asked: list.pageSize,
      fetch: async (page, within) => {
        const size = list.pageSize === null ? {} : { pagesize: String(list.pageSize) };
        const answer = await caller.call(v1Call(list.path, { ...list.params, page: String(page), ...size }), within);
        return { records: v1Records(answer, list.plural, list.singular), count, dataVersion: null };
      },
    },
    signal,
  );
}

export async function v1Single(
  caller: Caller,
  path: string,
  singular: string,
  signal: AbortSignal,
): Promise<WireRecord> {
  return v1Record(await caller.call(v1Call(path, {}), signal), singular);
}

function v1Call(path: string, params: Readonly<Record<string, string>>): Call {
  return { asked: { surface: 'v1', name: path }, path, params };
}

/** Not every list has a count beside it; one that is not there is no error. */
async function countIfOffered(caller: Caller, { path, params }: V1List, signal: AbortSignal): Promise<number | null> {
  const filter = params['q'] === undefined ? {} : { q: params['q'] };
  try {
    return countOf(await caller.call(v1Call(`${path}/count`, filter), signal));
  } catch (error) {
    if (error instanceof AppError && (error.code === 'remote.notFound' || error.code === 'remote.badRequest'))
      return null;
    throw error;
  }
}
