import { stringify } from 'csv-stringify/sync';
import { flatText, looksLikeFormula } from './flat-record.ts';

/** By this mark some spreadsheets know UTF-8; it stands once, at the beginning of a file. */
export const byteOrderMark = '\u{FEFF}';

/** Lines of CSV (RFC 4180, CRLF). Texts stand as they are: what people wrote goes through `disarm` first. */
export const csvLines = (rows: readonly (readonly string[])[]): string =>
  // A bare CR or LF does not count as a record's end for the library, but it does for many readers.
  stringify([...rows], { record_delimiter: 'windows', quoted_match: /[\r\n]/ });

/** A spreadsheet would run a text that begins like a formula. Numbers are numbers, below zero too. */
export function disarm(value: unknown): string {
  const text = flatText(value);
  return typeof value !== 'number' && looksLikeFormula(text) ? `'${text}` : text;
}
