import { CsvError, parse } from 'csv-parse';
import type { ListShape } from '../../../shared/ipc/contract/roster.ts';
import { brokenQuotes, emptyList, notAList, tooMany } from './directory-errors.ts';
import { cellText } from './plain-text.ts';

/** Takes a list piece by piece and keeps one column of it. Nothing else of it is kept anywhere. */
export interface NameReader {
  /** Throws AppError `directory.notAList` or `directory.tooMany` (ask). */
  add(piece: Uint8Array): Promise<void>;
  /** The names, in their order. Throws as `add`, and AppError `directory.empty` (ask). */
  finish(): Promise<readonly string[]>;
}

const mostNames = 5_000_000;
/** No line of a directory is longer; a quotation mark that is never closed would make one of all that follow. */
const longestLine = 100_000;

export function openNameReader({ encoding, delimiter, column, hasTitles }: ListShape): NameReader {
  const names: string[] = [];
  let isTitle = hasTitles;
  let isFirst = true;
  // Anything but UTF-16 is split as it is, and read cell by cell.
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be' ? new TextDecoder(encoding) : null;
  const parser = parse({
    delimiter,
    encoding: null,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestLine,
  });
  let failure: unknown;
  parser.on('error', (error) => (failure ??= error));
  parser.on('data', (cells: readonly Uint8Array[]) => {
    if (isTitle) {
      isTitle = false;
      return;
    }
    const cell = cells[column];
    const name = cell === undefined ? '' : cellText(cell).trim();
    if (name !== '') names.push(name);
  });

  function check(): void {
    if (failure !== undefined) throw inWords(failure);
    if (names.length > mostNames) throw tooMany(mostNames);
  }

  return {
    async add(piece) {
      check();
      const bytes = wide === null ? withoutMark(piece, isFirst) : Buffer.from(wide.decode(piece, { stream: true }));
      isFirst = false;
      if (bytes.includes(0)) throw notAList('it is not a text file');
      await new Promise<void>((resolve) => parser.write(bytes, () => resolve()));
      check();
    },
    async finish() {
      check();
      await new Promise<void>((resolve) => {
        parser.once('end', resolve).once('close', resolve);
        parser.end();
      });
      check();
      if (names.length === 0) throw emptyList();
      return names;
    },
  };
}

const withoutMark = (piece: Uint8Array, isFirst: boolean): Uint8Array =>
  isFirst && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? piece.subarray(3) : piece;

function inWords(error: unknown): Error {
  const line = error instanceof CsvError && typeof error['lines'] === 'number' ? error['lines'] : 1;
  return brokenQuotes(line);
}
