import { parse } from 'csv-parse/sync';
import type { DirectoryLook, ListEncoding } from '../../../shared/ipc/contract/roster.ts';
import { notAList } from './directory-errors.ts';
import { plainText } from './plain-text.ts';

const delimiters = [',', ';', '\t', '|'] as const;
const linesLookedAt = 20;
const linesShown = 4;

/** Titles under which directories export what people sign in with, the likeliest first. */
const likelyTitles = [
  /^sam ?account ?name$/i,
  /^(user ?name|login ?id|login|uid|account)$/i,
  /^user ?principal ?name$/i,
  /user ?name|login|account/i,
  /mail/i,
];

/**
 * What a list looks like by its first bytes: how its letters are written, what stands between its columns, and which column may be the
 * usernames. Throws AppError `directory.notAList` (ask) for what is no such list.
 */
export function lookAtList(bytes: Uint8Array, isWhole: boolean): DirectoryLook {
  refuseOtherKinds(bytes);
  const encoding = encodingOf(bytes);
  const text = plainText(bytes, encoding);
  refuseOtherText(text);
  const lines = firstLines(text, isWhole);
  if (lines.trim() === '') throw notAList('there is nothing in it');
  const { delimiter, rows } = bestSplit(lines);
  const [first = []] = rows;
  const likely = likelyTitles
    .map((title) => first.findIndex((cell) => title.test(cell.trim())))
    .find((column) => column >= 0);
  const hasTitles = rows.length > 1 && likely !== undefined && !first.some((cell) => cell.includes('@'));
  return {
    encoding,
    delimiter,
    hasTitles,
    column: hasTitles ? (likely ?? 0) : 0,
    rows: rows.slice(0, linesShown).map((row) => row.map((cell) => cell.slice(0, 100)).slice(0, 50)),
  };
}

const beginsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);

function refuseOtherKinds(bytes: Uint8Array): void {
  if (beginsWith(bytes, 0x50, 0x4b)) throw notAList('it is a workbook or a zip file');
  if (beginsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw notAList('it is a workbook or another Office file');
  if (beginsWith(bytes, 0x25, 0x50, 0x44, 0x46)) throw notAList('it is a PDF file');
}

function refuseOtherText(text: string): void {
  // oxlint-disable-next-line no-control-regex -- which no text file has.
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) throw notAList('it is not a text file');
  const start = text.trimStart();
  if (start.startsWith('<')) throw notAList('it is a web page or XML');
  if (/^[{[]\s*["{[]/.test(start)) throw notAList('it is JSON');
}

function encodingOf(bytes: Uint8Array): ListEncoding {
  if (beginsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (beginsWith(bytes, 0xfe, 0xff)) return 'utf-16be';
  // Without a mark: Latin letters leave every second byte empty.
  const start = bytes.subarray(0, 1000);
  const empty = (parity: number): number => start.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  if (empty(1) > start.length / 4 && empty(0) === 0) return 'utf-16le';
  if (empty(0) > start.length / 4 && empty(1) === 0) return 'utf-16be';
  try {
    // `stream`: the last letter may be cut off.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The last line of a part may be half a line. */
function firstLines(text: string, isWhole: boolean): string {
  const lines = text.split(/\r\n|[\r\n]/);
  const complete = isWhole || lines.length === 1 ? lines : lines.slice(0, -1);
  return complete.slice(0, linesLookedAt).join('\n');
}

function bestSplit(lines: string): { readonly delimiter: DirectoryLook['delimiter']; readonly rows: string[][] } {
  const splits = delimiters.map((delimiter) => ({ delimiter, rows: split(lines, delimiter) }));
  const columnsOf = ({ rows }: (typeof splits)[number]): number => rows[0]?.length ?? 0;
  const isEven = (one: (typeof splits)[number]): boolean => one.rows.every((row) => row.length === columnsOf(one));
  const best = splits
    .filter((one) => columnsOf(one) > 1)
    .toSorted((a, b) => Number(isEven(b)) - Number(isEven(a)) || columnsOf(b) - columnsOf(a))[0];
  return best ?? { delimiter: ',', rows: split(lines, ',') };
}

function split(lines: string, delimiter: string): string[][] {
  const options = { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
  try {
    return parse(lines, options);
  } catch {
    // The lines may end within a quoted cell.
    return parse(lines, { ...options, quote: null });
  }
}
