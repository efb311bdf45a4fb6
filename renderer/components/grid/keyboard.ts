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

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Where a key leads from a cell (ARIA Authoring Practices, grid pattern); undefined for a key that leads nowhere. */
export function cellAfterKey(
  from: CellPlace,
  { rows, columns, pageRows }: GridExtent,
  key: Key,
): CellPlace | undefined {
  const toEnd = key.ctrlKey || key.metaKey;
  const to = (row: number, column: number): CellPlace => ({
    row: Math.min(Math.max(-1, row), rows - 1),
    column: Math.min(Math.max(0, column), columns - 1),
  });
  const page = Math.max(1, pageRows - 1);
  switch (key.key) {
    case 'ArrowUp':
      return toEnd ? to(0, from.column) : to(from.row - 1, from.column);
    case 'ArrowDown':
      return toEnd ? to(rows - 1, from.column) : to(from.row + 1, from.column);
    case 'ArrowLeft':
      return to(from.row, toEnd ? 0 : from.column - 1);
    case 'ArrowRight':
      return to(from.row, toEnd ? columns - 1 : from.column + 1);
    case 'Home':
      return toEnd ? to(0, 0) : to(from.row, 0);
    case 'End':
      return toEnd ? to(rows - 1, columns - 1) : to(from.row, columns - 1);
    case 'PageUp':
      return to(Math.max(from.row - page, Math.min(from.row, 0)), from.column);
    case 'PageDown':
      return to(from.row + page, from.column);
    default:
      return undefined;
  }
}
