import { memo, type MouseEvent, type ReactNode } from 'react';
import type { PlacedColumn } from './grid-table.ts';

/** What the cells of a grid do. One object for all of them and for good, so that a cell is drawn anew for its own sake only. */
export interface CellActs {
  onClick(event: MouseEvent, row: number, column: number): void;
  onFocus(row: number, column: number): void;
}

interface Props<Row> {
  readonly at: number;
  readonly row: Row | undefined;
  readonly column: PlacedColumn;
  readonly scale: number;
  readonly isActive: boolean;
  readonly renderCell: (row: Row, columnId: string) => ReactNode;
  readonly acts: CellActs;
}

function Cell<Row>({ at, row, column, scale, isActive, renderCell, acts }: Props<Row>) {
  return (
    // The grid takes the keys for its cells.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="gridcell"
      className="gs-grid-cell"
      aria-colindex={column.place + 1}
      data-column={column.id}
      data-align={column.align}
      data-pinned={column.isPinned || undefined}
      data-active={isActive || undefined}
      tabIndex={isActive ? 0 : -1}
      style={cellStyle(column, scale)}
      onFocus={() => acts.onFocus(at, column.place)}
      onMouseDown={(event) => {
        if (event.shiftKey) event.preventDefault();
      }}
      onClick={(event) => acts.onClick(event, at, column.place)}
    >
      {row === undefined ? <span className="gs-grid-coming" aria-hidden /> : renderCell(row, column.id)}
    </div>
  );
}
export const GridCell = memo(Cell) as typeof Cell;

/** Pinned cells stay at their place while the others move under them. */
export const cellStyle = ({ isPinned, start, size }: PlacedColumn, scale: number) => ({
  width: size * scale,
  ...(isPinned
    ? { insetInlineStart: start * scale }
    : { insetInlineStart: start * scale, position: 'absolute' as const }),
});
