import { stringify } from 'csv-stringify/sync';
import type { OneRosterRecord } from '../store/reader-api.ts';
import { flatText, flatValue, looksLikeFormula } from '../store/export/flat-record.ts';

/** One line of CSV (RFC 4180): the record's values of these columns, or without a record the columns' names. */
export function csvRow(columns: readonly string[], record?: OneRosterRecord): string {
  const cells = columns.map((column) => (record === undefined ? column : disarm(flatValue(column, record))));
  // A bare CR or LF does not count as a record's end for the library, but it does for many readers.
  return stringify([cells], { record_delimiter: 'windows', quoted_match: /[\r\n]/ });
}

/** A spreadsheet would run a text that begins like a formula. Numbers are numbers, below zero too. */
export function disarm(value: unknown): string {
  const text = flatText(value);
  return typeof value !== 'number' && looksLikeFormula(text) ? `'${text}` : text;
}
