import type { ShortcutName } from '../shortcuts/shortcuts.ts';

/** A cell by its place; row -1 is that of the headers. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
  /** Whole rows that show at a time. */
  readonly pageRows: number;
}

/** Where a shortcut leads from a cell (ARIA Authoring Practices, grid pattern); undefined for one that leads nowhere. */
export function cellAfterKey(
  from: CellPlace,
  { rows, columns, pageRows }: GridExtent,
  shortcut: ShortcutName | undefined,
): CellPlace | undefined {
  const to = (row: number, column: number): CellPlace => ({
    row: Math.min(Math.max(-1, row), rows - 1),
    column: Math.min(Math.max(0, column), columns - 1),
  });
  const page = Math.max(1, pageRows - 1);
  switch (shortcut) {
    case 'up':
      return to(from.row - 1, from.column);
    case 'down':
      return to(from.row + 1, from.column);
    case 'left':
      return to(from.row, from.column - 1);
    case 'right':
      return to(from.row, from.column + 1);
    case 'firstRow':
      return to(0, from.column);
    case 'lastRow':
      return to(rows - 1, from.column);
    case 'firstColumn':
      return to(from.row, 0);
    case 'lastColumn':
      return to(from.row, columns - 1);
    case 'firstCell':
      return to(0, 0);
    case 'lastCell':
      return to(rows - 1, columns - 1);
    case 'pageUp':
      return to(Math.max(from.row - page, Math.min(from.row, 0)), from.column);
    case 'pageDown':
      return to(from.row + page, from.column);
    default:
      return undefined;
  }
}
