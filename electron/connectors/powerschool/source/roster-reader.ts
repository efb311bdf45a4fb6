import { AppError } from '../../../../shared/errors.ts';
import type { PowerSchoolApi, QueryArgs, WirePage } from '../api/powerschool-api.ts';
import { queries } from '../queries/all-queries.ts';

export type QueryKey = keyof typeof queries;

/** Reads the roster by our named queries, and by v1 where the plugin has none of them or lacks a column. */
export interface RosterReader {
  /**
   * `byV1` delivers the same records under the query's own column names. Throws AppError `rights.rosterMissing` (ask) where both
   * ways are closed.
   */
  read(
    query: QueryKey,
    args: QueryArgs,
    byV1: () => AsyncIterable<WirePage>,
    signal: AbortSignal,
  ): AsyncIterable<WirePage>;
  /** True once a query had to be read by v1 in this run. */
  usesV1(query: QueryKey): boolean;
}

export function openRosterReader(api: PowerSchoolApi): RosterReader {
  const refusals = new Map<QueryKey, AppError>();
  return {
    async *read(query, args, byV1, signal) {
      const known = refusals.get(query);
      if (known !== undefined) {
        yield* otherwise(known, byV1);
        return;
      }
      let begun = false;
      try {
        for await (const page of api.query(queries[query].name, args, signal)) {
          begun = true;
          yield page;
        }
      } catch (error) {
        if (begun || !isMissingQuery(error)) throw error;
        refusals.set(query, error);
        yield* otherwise(error, byV1);
      }
    },
    usesV1: (query) => refusals.has(query),
  };
}

async function* otherwise(refusal: AppError, byV1: () => AsyncIterable<WirePage>): AsyncIterable<WirePage> {
  try {
    yield* byV1();
  } catch (error) {
    if (error instanceof AppError && /^(auth|rights)\./.test(error.code)) throw neitherWay(refusal, error);
    throw error;
  }
}

const missingCodes: ReadonlySet<string> = new Set(['query.unknown', 'rights.columnsMissing', 'rights.refused']);

/** True for what a server answers where our plugin lacks a query or a grant: there may be another way to the same records. */
export const isMissingQuery = (error: unknown): error is AppError =>
  error instanceof AppError && missingCodes.has(error.code);

/** Both ways are closed: says what either would need. */
function neitherWay(byQuery: AppError, byV1: AppError): AppError {
  const fixes = [byQuery.fix, byV1.fix].filter((fix) => fix !== undefined);
  return new AppError('rights.rosterMissing', 'ask', `${byQuery.message} ${byV1.message}`, {
    fix:
      fixes.length > 0
        ? fixes.join(' Or: ')
        : 'Build the plugin again with this application, install the new version in PowerSchool and enable it.',
    details: byQuery.details,
    cause: byQuery,
  });
}
