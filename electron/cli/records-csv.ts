import type { OneRosterRecord } from '../store/reader-api.ts';
import { csvLines, disarm } from '../store/export/csv-text.ts';
import { flatValue } from '../store/export/flat-record.ts';

/** One line of CSV: the record's values of these columns, or without a record the columns' names. */
export const csvRow = (columns: readonly string[], record?: OneRosterRecord): string =>
  csvLines([columns.map((column) => (record === undefined ? column : disarm(flatValue(column, record))))]);
