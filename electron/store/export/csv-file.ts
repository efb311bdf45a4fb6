import { open } from 'node:fs/promises';
import { byteOrderMark, csvLines } from './csv-text.ts';

/** A CSV file being written (RFC 4180, UTF-8, CRLF), a batch of rows at a time. */
export interface CsvFile {
  readonly rows: number;
  /** True when enough rows wait that `flush` is due. */
  readonly isFull: boolean;
  add(cells: readonly string[]): void;
  flush(): Promise<void>;
  /** Writes what is left and closes. */
  finish(): Promise<void>;
  /** Closes without writing what is left; for files that will be deleted. */
  abandon(): Promise<void>;
}

const batchSize = 500;

/** Creates or empties the file and begins it with a header. `bom`: with the mark by which some spreadsheets know UTF-8. */
export async function createCsvFile(path: string, header: readonly string[], bom = false): Promise<CsvFile> {
  const file = await open(path, 'w');
  if (bom) await file.write(byteOrderMark);
  let waiting: (readonly string[])[] = [header];
  let rows = 0;

  async function flush(): Promise<void> {
    if (waiting.length === 0) return;
    const text = csvLines(waiting);
    waiting = [];
    await file.write(text);
  }

  return {
    get rows() {
      return rows;
    },
    get isFull() {
      return waiting.length >= batchSize;
    },
    add(cells) {
      waiting.push(cells);
      rows += 1;
    },
    flush,
    async finish() {
      try {
        await flush();
      } finally {
        await file.close();
      }
    },
    abandon: () => file.close(),
  };
}
