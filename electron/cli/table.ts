import { flatText } from '../store/export/flat-record.ts';

const widest = 60;

/** Columns of text under a header, for people. What is too wide is cut; figures stand to the right. */
export function formatTable(header: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = rows.map((row) => header.map((_name, column) => cell(row[column])));
  const widths = header.map((name, column) => Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const isFigure = header.map(
    (_name, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, column) => (isFigure[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n') + '\n';
}

/** Text from outside as one line: control characters could take over the terminal, bidirectional ones turn a line around. */
export const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069]/gu, ' ');

function cell(value: unknown): string {
  const text = printable(flatText(value));
  return text.length > widest ? `${text.slice(0, widest - 1)}…` : text;
}
