/** A calendar date; nothing about time or zone. */
interface CalendarDate {
  readonly Y: string;
  readonly M: string;
  readonly D: string;
}

const part = /YYYY|MM?|DD?/g;
const shapes: Readonly<Record<string, string>> = {
  YYYY: String.raw`(?<Y>\d{4})`,
  MM: String.raw`(?<M>\d{2})`,
  M: String.raw`(?<M>\d{1,2})`,
  DD: String.raw`(?<D>\d{2})`,
  D: String.raw`(?<D>\d{1,2})`,
};

/** A date from one pattern into another; undefined where it does not fit the pattern or is no day of the calendar. */
export function reformatDate(text: string, from: string, to: string): string | undefined {
  const date = readDate(text.trim(), from);
  return date === undefined ? undefined : writeDate(date, to);
}

export const isCalendarDate = (text: string): boolean => readDate(text, 'YYYY-MM-DD') !== undefined;

function readDate(text: string, pattern: string): CalendarDate | undefined {
  const source = pattern
    .split(/(YYYY|MM?|DD?)/)
    .map((piece) => shapes[piece] ?? piece.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`))
    .join('');
  const groups = new RegExp(`^${source}$`).exec(text)?.groups;
  const { Y = '', M = '', D = '' } = groups ?? {};
  const iso = `${Y}-${M.padStart(2, '0')}-${D.padStart(2, '0')}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return groups === undefined || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(iso)
    ? undefined
    : { Y, M, D };
}

const writeDate = ({ Y, M, D }: CalendarDate, pattern: string): string =>
  pattern.replaceAll(part, (piece) => {
    const value = piece.startsWith('Y') ? Y : String(Number(piece.startsWith('M') ? M : D));
    return piece.length === 2 ? value.padStart(2, '0') : value;
  });
