import type { Database } from 'better-sqlite3';

type Cell = string | number | bigint | Uint8Array | null;

/** Functions of Oracle that named queries use and SQLite lacks, so that queries written for PowerSchool run here unchanged. */
export function registerOracleFunctions(db: Database): void {
  const pure = { deterministic: true } as const;
  db.function('nvl', pure, (value: Cell, otherwise: Cell) => value ?? otherwise);
  db.function('nvl2', pure, (value: Cell, present: Cell, absent: Cell) => (value === null ? absent : present));
  db.function('decode', { ...pure, varargs: true }, decode);
  db.function('to_number', pure, (value: Cell) => (value === null ? null : Number(value)));
  db.function('to_char', { ...pure, varargs: true }, (value: Cell, format: Cell) => toChar(value, format));
  db.function('to_date', { ...pure, varargs: true }, (value: Cell) => value);
  db.function('trunc', { ...pure, varargs: true }, (value: Cell) => trunc(value));
  db.function('greatest', { ...pure, varargs: true }, (...values: Cell[]) => extreme(values, 1));
  db.function('least', { ...pure, varargs: true }, (...values: Cell[]) => extreme(values, -1));
}

/** `decode(x, a, b, c, d, otherwise)`: pairs of value and answer. Two nulls are equal here, unlike in SQL. */
function decode(subject: Cell, ...rest: Cell[]): Cell {
  for (let at = 0; at + 1 < rest.length; at += 2) if (rest[at] === subject) return rest[at + 1] ?? null;
  return rest.length % 2 === 1 ? (rest.at(-1) ?? null) : null;
}

/** Dates are kept as text in the order of year, month, day; the formats that re-arrange these parts are carried out. */
function toChar(value: Cell, format: Cell | undefined): Cell {
  if (value === null) return null;
  const text = String(value);
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}):(\d{2}))?/.exec(text);
  if (typeof format !== 'string' || match === null) return text;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00'] = match;
  const parts: Readonly<Record<string, string>> = {
    YYYY: year,
    MM: month,
    DD: day,
    HH24: hour,
    MI: minute,
    SS: second,
  };
  return format.replaceAll(/YYYY|HH24|MM|DD|MI|SS/gi, (part) => parts[part.toUpperCase()] ?? part);
}

function trunc(value: Cell): Cell {
  if (typeof value === 'string')
    return /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : Math.trunc(Number(value));
  return typeof value === 'number' ? Math.trunc(value) : value;
}

function extreme(values: readonly Cell[], direction: 1 | -1): Cell {
  let best: Cell = values[0] ?? null;
  for (const value of values) {
    if (value === null || best === null) return null;
    if (direction === 1 ? value > best : value < best) best = value;
  }
  return best;
}
