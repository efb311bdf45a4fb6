import { AppError } from '../../../../shared/errors.ts';
import type { PowerSchoolApi, QueryArgs, QueryOptions, WirePage } from '../api/powerschool-api.ts';
import { queries } from '../queries/all-queries.ts';

export type QueryKey = keyof typeof queries;

/** Reads the roster by our named queries, and by v1 where the plugin has none of them or lacks a column. */
export interface RosterReader {
  /** `byV1` delivers the same records under the query's own column names. */
  read(
    query: QueryKey,
    args: QueryArgs,
    byV1: () => AsyncIterable<WirePage>,
    signal: AbortSignal,
    options?: QueryOptions,
  ): AsyncIterable<WirePage>;
  /** True once a query had to be read by v1 in this run. */
  usesV1(query: QueryKey): boolean;
}

const fallbackCodes: ReadonlySet<string> = new Set(['query.unknown', 'rights.columnsMissing', 'rights.refused']);

export function openRosterReader(api: PowerSchoolApi): RosterReader {
  const refusals = new Map<QueryKey, AppError>();

  async function* byQuery(
    query: QueryKey,
    args: QueryArgs,
    signal: AbortSignal,
    options: QueryOptions | undefined,
  ): AsyncIterable<WirePage> {
    yield* api.query(queries[query].name, args, signal, options);
  }

  async function* byFallback(refusal: AppError, byV1: () => AsyncIterable<WirePage>): AsyncIterable<WirePage> {
    try {
      yield* byV1();
    } catch (error) {
      if (error instanceof AppError && error.code.startsWith('auth.')) throw neitherWay(refusal, error);
      throw error;
    }
  }

  return {
    async *read(query, args, byV1, signal, options) {
      const known = refusals.get(query);
      if (known !== undefined) {
        yield* byFallback(known, byV1);
        return;
      }
      let begun = false;
      try {
        for await (const page of byQuery(query, args, signal, options)) {
          begun = true;
          yield page;
        }
      } catch (error) {
        if (begun || !(error instanceof AppError) || !fallbackCodes.has(error.code)) throw error;
        refusals.set(query, error);
        yield* byFallback(error, byV1);
      }
    },
    usesV1: (query) => refusals.has(query),
  };
}

/** Both ways are closed: says what either would need. */
function neitherWay(byQuery: AppError, byV1: AppError): AppError {
  return new AppError('rights.rosterMissing', 'ask', `${byQuery.message} ${byV1.message}`, {
    fix: 'Build the plugin again with this application, install the new version in PowerSchool and enable it.',
    details: byQuery.details,
    cause: byQuery,
  });
}
