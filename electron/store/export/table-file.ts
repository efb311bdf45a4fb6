import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { writeXlsxStream } from 'hucre/xlsx';
import { AppError } from '../../../shared/errors.ts';
import { createCsvFile } from './csv-file.ts';

export type TableValue = string | number | boolean | null;

/** One table on its way into one file. */
export interface TableFile {
  readonly path: string;
  readonly header: readonly string[];
  readonly onProgress: (rows: number) => void;
  readonly signal: AbortSignal;
}

/** After so many rows the progress is told, and a cancel heard. */
const between = 500;
/** More characters a cell of a workbook cannot hold (Excel specifications and limits). */
const longestText = 32_767;

/** Gives the number of rows. Throws the signal's reason, and what the file system says. */
export async function writeCsvRows(
  { path, header, onProgress, signal }: TableFile,
  rows: Iterable<readonly TableValue[]>,
  bom: boolean,
): Promise<number> {
  const file = await createCsvFile(path, header, bom);
  try {
    for (const row of rows) {
      file.add(row.map((value) => (value === null ? '' : String(value))));
      if (!file.isFull) continue;
      await file.flush();
      onProgress(file.rows);
      await setImmediate();
      signal.throwIfAborted();
    }
    signal.throwIfAborted();
  } catch (error) {
    await file.abandon();
    throw error;
  }
  await file.finish();
  onProgress(file.rows);
  return file.rows;
}

/**
 * As `writeCsvRows`, as a workbook in constant memory. Beyond the 1,048,576 rows that a sheet can hold it goes on in a further sheet with
 * the same header. Throws AppError `export.textTooLong` (stop), too.
 */
export async function writeXlsxRows(
  { path, header, onProgress, signal }: TableFile,
  rows: Iterable<readonly TableValue[]>,
): Promise<number> {
  let count = 0;
  async function* told(): AsyncIterable<TableValue[]> {
    for (const row of rows) {
      yield row.map((value) => (typeof value === 'string' ? workbookText(value) : value));
      count += 1;
      if (count % between !== 0) continue;
      onProgress(count);
      await setImmediate();
      signal.throwIfAborted();
    }
    signal.throwIfAborted();
  }
  const workbook = writeXlsxStream(told(), {
    name: 'Grade Sync',
    columns: header.map((label) => ({ header: workbookText(label) })),
    freezePane: { rows: 1 },
    zip64: true,
  });
  await pipeline(Readable.fromWeb(workbook), createWriteStream(path));
  onProgress(count);
  return count;
}

/**
 * A workbook writes characters that XML cannot hold as `_xHHHH_`. The library does so for control characters; what looks like such a
 * mark by itself and the two noncharacters are ours to mark (ECMA-376 part 1, 22.9.2.19).
 */
function workbookText(text: string): string {
  if (text.length > longestText) throw textTooLong();
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('\u{FFFE}', '_xFFFE_')
    .replaceAll('\u{FFFF}', '_xFFFF_');
}

const textTooLong = (): AppError =>
  new AppError('export.textTooLong', 'stop', 'A text is longer than a cell of a workbook can be.', {
    fix: 'Export as CSV, or leave out the column with long texts.',
  });
