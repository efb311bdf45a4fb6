import type { RowRange } from './tall-scroll.ts';

/** Rows that are drawn, and asked for, above and below those that show. */
export const overscanRows = 8;

/** Rows by their place. `at` is undefined while a row has not come yet. */
export interface RowSource<Row> {
  readonly total: number;
  readonly at: (place: number) => Row | undefined;
  readonly keyOf: (row: Row) => string;
  /** Says which rows are drawn; only these are fetched. */
  readonly want: (range: RowRange) => void;
  /** Rows that need not be drawn, for copying. */
  readonly load: (range: RowRange) => Promise<readonly Row[]>;
}

export const keyAt = <Row>(rows: RowSource<Row>, at: number): string | null => {
  const row = rows.at(at);
  return row === undefined ? null : rows.keyOf(row);
};

/** The rows that show, and that of the focus. */
export function placesOf({ first, last }: RowRange, focusRow: number): readonly number[] {
  const places = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  if (focusRow < 0 || (focusRow >= first && focusRow <= last)) return places;
  return focusRow < first ? [focusRow, ...places] : [...places, focusRow];
}

/** A row that is drawn out of sight, for its focus alone, stands right beyond the edge, however far away it is. */
export const rowOffset = (offset: number, bar: number, viewHeight: number, rowHeight: number): number => {
  const margin = (overscanRows + 1) * rowHeight;
  return Math.min(Math.max(offset, bar - margin), bar + viewHeight + margin);
};
