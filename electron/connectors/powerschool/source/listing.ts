import type { EntityType } from '../../../../shared/oneroster/entity.ts';
import type { PullMessage, RowPage, ScopeEnd } from '../../connector.ts';
import { openRowBuilder, type RowBuilder } from '../../row-builder.ts';
import type { PowerSchoolApi, WirePage, WireRecord } from '../api/powerschool-api.ts';
import { unreadable } from '../translate/issues.ts';
import type { Translated } from '../translate/translated.ts';
import { openTally } from './pages.ts';

/** How many rows are gathered before they go on, where a list comes in many small parts. */
export const usualRowsPerPage = 1000;

export interface ListingOptions {
  readonly api: PowerSchoolApi;
  readonly rowsPerPage: number;
  readonly entity: EntityType;
  readonly schoolKey: number;
  /** Every list that the listing consists of, each with what becomes of a record. */
  readonly parts: readonly ListingPart[];
  /** False if something that the parts rest on did not come whole. */
  readonly isWhole: boolean;
  /** Requests that the server had seen before this listing. */
  readonly before: number;
  readonly end: Pick<ScopeEnd, 'cursor' | 'incremental' | 'total'>;
}

export interface ListingPart {
  pages(): AsyncIterable<WirePage>;
  /** Forgets what an earlier reading of the part has gathered. */
  start?(): void;
  /** Adds what becomes of the record to the rows; false if it cannot be read. */
  add(record: WireRecord, rows: RowBuilder): boolean;
  /** Adds what only the whole list shows, once it has been read for the last time. */
  finish?(rows: RowBuilder): void;
  /** Asked once the part has been read: false if it lacks records whatever the counts say. */
  isWhole?(): boolean;
}

/**
 * Reads a listing part by part. A part that delivers other than it promised is read once more (reference §4.1). If it still does,
 * if it lacks something, or if a record cannot be read, the listing is not complete, and there is no cursor to go on from.
 */
export async function* readListing(options: ListingOptions): AsyncIterable<PullMessage> {
  const { api, rowsPerPage, entity, schoolKey, parts, before, end } = options;
  const rows = openRowBuilder(entity);
  let complete = options.isWhole;

  function take(expected: number | null): RowPage {
    const page = rows.take(api.requests - before, expected);
    if (page.unreadable > 0) complete = false;
    return page;
  }

  async function* readOnce(part: ListingPart): AsyncGenerator<PullMessage, boolean, undefined> {
    part.start?.();
    const tally = openTally();
    for await (const page of part.pages()) {
      tally.add(page);
      for (const record of page.records) {
        if (!part.add(record, rows)) rows.skip(unreadable(entity, schoolKey));
      }
      if (rows.count >= rowsPerPage) yield take(tally.promised);
    }
    return tally.agrees();
  }

  for (const part of parts) {
    const agrees = (yield* readOnce(part)) || (yield* readOnce(part));
    part.finish?.(rows);
    if (!agrees || part.isWhole?.() === false) complete = false;
  }
  const last = take(null);
  if (last.count > 0 || last.issues.length > 0 || last.unreadable > 0) yield last;
  yield { kind: 'end', complete, requests: api.requests - before, ...end, cursor: complete ? end.cursor : null };
}

/** For a part of which each record becomes one row, or none if it is of no interest (`'leaveOut'`). */
export function oneRow(translate: (record: WireRecord) => Translated | 'leaveOut' | undefined): ListingPart['add'] {
  return (record, rows) => {
    const row = translate(record);
    if (row === undefined) return false;
    if (row !== 'leaveOut') rows.add(row.key, row.subkey, row.schoolKey, row.schoolYear, row.cells);
    return true;
  };
}
