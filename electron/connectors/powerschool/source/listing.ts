import { AppError } from '../../../../shared/errors.ts';
import type { EntityType } from '../../../../shared/oneroster/entity.ts';
import type { PullMessage, ScopeEnd } from '../../connector.ts';
import { openRowBuilder, type RowBuilder } from '../../row-builder.ts';
import type { WirePage, WireRecord } from '../api/powerschool-api.ts';
import { notTeacher, unreadable } from '../translate/issues.ts';
import type { Translated } from '../translate/translated.ts';

/** How many rows are gathered before they go on, where a list comes in many small parts. */
const rowsPerPage = 1000;

export interface ListingOptions {
  readonly entity: EntityType;
  readonly schoolKey: number;
  /** Requests made for this scope so far. */
  readonly requests: () => number;
  /** Every list that the listing consists of, each with what becomes of a record. Taken one by one, as the last was read. */
  readonly parts: Iterable<ListingPart> | AsyncIterable<ListingPart>;
  /** False if something that the parts rest on did not come whole: then the listing cannot be complete. */
  readonly sound?: boolean;
  /** Asked for once everything has been read. */
  readonly end: () => Pick<ScopeEnd, 'cursor' | 'incremental' | 'total'>;
}

export interface ListingPart {
  pages(): AsyncIterable<WirePage>;
  /** Forgets what an earlier reading of the part has gathered. */
  start?(): void;
  /** Adds what becomes of the record to the rows; false if it cannot be read. */
  add(record: WireRecord, rows: RowBuilder): boolean;
  /** Adds what only the whole list shows, once it has been read; `agrees` if it brought what was promised. */
  finish?(rows: RowBuilder, agrees: boolean): void;
  /** In whose name the part is read: if PowerSchool refuses that, the others go on. */
  readonly teacher?: number;
}

/**
 * Reads a listing part by part. A part that brings other than it promised is read once more (reference §4.1); if it still does, the
 * listing is not complete, and has no cursor to go on from.
 */
export async function* readListing(options: ListingOptions): AsyncIterable<PullMessage> {
  const { entity, schoolKey, requests, parts, sound = true, end } = options;
  const rows = openRowBuilder(entity);
  let complete = sound;
  for await (const part of parts) {
    try {
      if (!(yield* readPart(part))) complete = false;
    } catch (error) {
      if (part.teacher === undefined || !(error instanceof AppError) || error.recovery !== 'skip') throw error;
      rows.blame(notTeacher(part.teacher, schoolKey, entity));
      complete = false;
    }
  }
  const last = rows.take(requests(), null);
  if (last.count > 0 || last.issues.length > 0 || last.unreadable > 0) yield last;
  const { cursor, incremental, total } = end();
  yield { kind: 'end', complete, incremental, total, cursor: complete ? cursor : null, requests: requests() };

  async function* readPart(part: ListingPart): AsyncGenerator<PullMessage, boolean, undefined> {
    for (let attempt = 0; ; attempt++) {
      part.start?.();
      let received = 0;
      let promised: number | null = null;
      for await (const page of part.pages()) {
        promised = page.count;
        received += page.records.length;
        for (const record of page.records) {
          if (!part.add(record, rows)) rows.skip(unreadable(entity, schoolKey));
        }
        if (rows.count >= rowsPerPage) yield rows.take(requests(), promised);
      }
      const agrees = promised === null || promised === received;
      if (!agrees && attempt === 0) continue;
      part.finish?.(rows, agrees);
      return agrees;
    }
  }
}

/** For a part of which each record becomes one row, or none if it is of no interest (`'leaveOut'`). */
export function oneRow(translate: (record: WireRecord) => Translated | 'leaveOut' | undefined): ListingPart['add'] {
  return (record, rows) => {
    const row = translate(record);
    if (row === undefined) return false;
    if (row !== 'leaveOut') addRow(rows, row);
    return true;
  };
}

export const addRow = (rows: RowBuilder, { key, subkey, schoolKey, schoolYear, cells }: Translated): void =>
  rows.add(key, subkey, schoolKey, schoolYear, cells);

/** A list that was read already. */
export async function* onePage(records: readonly WireRecord[]): AsyncIterable<WirePage> {
  yield { records, count: null, dataVersion: null };
}
