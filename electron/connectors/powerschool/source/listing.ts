import type { EntityType } from '../../../../shared/oneroster/entity.ts';
import type { PullMessage, ScopeEnd } from '../../connector.ts';
import { openRowBuilder, type RowBuilder } from '../../row-builder.ts';
import type { PowerSchoolApi, WirePage, WireRecord } from '../api/powerschool-api.ts';
import type { Translated } from '../translate/roster.ts';
import { unreadable } from '../translate/issues.ts';

/** One reading of a list: what was promised and what came. */
export interface Tally {
  received: number;
  /** Null where the server promised nothing. */
  promised: number | null;
}

/** How many rows are gathered before they go on, where a list comes in many small parts. */
const rowsPerPage = 1000;

export interface ListingOptions {
  readonly api: PowerSchoolApi;
  readonly entity: EntityType;
  readonly schoolKey: number;
  /** Every list that the listing consists of, each with what becomes of a record. */
  readonly parts: readonly ListingPart[];
  readonly end: Pick<ScopeEnd, 'cursor' | 'incremental' | 'total'>;
}

export interface ListingPart {
  pages(): AsyncIterable<WirePage>;
  /** Adds what becomes of the record to the rows; false if it cannot be read. */
  add(record: WireRecord, rows: RowBuilder): boolean;
  /** Adds what only the whole list shows, once it has been read. */
  finish?(rows: RowBuilder): void;
}

/** Reads a listing part by part. A part that delivers other than it promised is read once more (reference §4.1). */
export async function* readListing(options: ListingOptions): AsyncIterable<PullMessage> {
  const { api, entity, schoolKey, parts, end } = options;
  const rows = openRowBuilder(entity);
  const before = api.requests;
  let complete = true;
  for (const part of parts) {
    let agrees = false;
    for (let attempt = 0; attempt < 2 && !agrees; attempt++) {
      const tally: Tally = { received: 0, promised: null };
      for await (const page of part.pages()) {
        tally.promised ??= page.count;
        tally.received += page.records.length;
        for (const record of page.records) {
          if (!part.add(record, rows)) rows.skip(unreadable(entity, schoolKey));
        }
        if (rows.count >= rowsPerPage) yield rows.take(api.requests - before, tally.promised);
      }
      part.finish?.(rows);
      agrees = tally.promised === null || tally.promised === tally.received;
    }
    complete &&= agrees;
  }
  const last = rows.take(api.requests - before, null);
  if (last.count > 0 || last.issues.length > 0 || last.unreadable > 0) yield last;
  yield { kind: 'end', complete, requests: api.requests - before, ...end };
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
