import { AppError } from '../../../../shared/errors.ts';
import type { PowerSchoolApi, QueryArgs, WirePage } from '../api/powerschool-api.ts';
import { queries } from '../queries/all-queries.ts';
import { bothRefused, isRefusal } from './refusal.ts';
import { openV1Roster, type V1Roster } from './v1-roster.ts';

export type QueryKey = keyof typeof queries;

/** Reads the roster by our named queries, and by v1 where the plugin has none of them or lacks a column. */
export interface RosterReader {
  /**
   * `byV1` delivers the same records under the query's own column names. Throws AppError `rights.rosterMissing` (ask) where both
   * ways are closed.
   */
  read(query: QueryKey, args: QueryArgs, byV1: (v1: V1Roster) => AsyncIterable<WirePage>): AsyncIterable<WirePage>;
}

/** Opens readers that share what one run has learned: a query that was refused is not asked for again. */
export function openRoster(api: PowerSchoolApi): (signal: AbortSignal) => RosterReader {
  const refusals = new Map<QueryKey, AppError>();
  return (signal) => {
    const v1 = openV1Roster(api, signal);
    return {
      async *read(query, args, byV1) {
        const known = refusals.get(query);
        if (known !== undefined) {
          yield* otherwise(known, byV1(v1));
          return;
        }
        let begun = false;
        try {
          for await (const page of api.query(queries[query].name, args, signal)) {
            begun = true;
            yield page;
          }
        } catch (error) {
          if (begun || !isRefusal(error)) throw error;
          refusals.set(query, error);
          yield* otherwise(error, byV1(v1));
        }
      },
    };
  };
}

async function* otherwise(refusal: AppError, pages: AsyncIterable<WirePage>): AsyncIterable<WirePage> {
  try {
    yield* pages;
  } catch (error) {
    if (error instanceof AppError && /^(auth|rights)\./.test(error.code)) throw bothRefused(refusal, error);
    throw error;
  }
}
