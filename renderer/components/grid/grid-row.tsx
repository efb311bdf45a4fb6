import type { MouseEvent, ReactNode } from 'react';
import type { PlacedColumn } from './grid-table.ts';

interface Props<Row> {
  readonly at: number;
  /** Counted with the rows of the head, from 1. */
  readonly rowIndex: number;
  /** From the upper edge of the element that stands for all rows. */
  readonly offset: number;
  readonly row: Row | undefined;
  readonly renderCell: (row: Row, columnId: string) => ReactNode;
  readonly columns: readonly PlacedColumn[];
  readonly allColumns: readonly PlacedColumn[];
  readonly scale: number;
  readonly totalWidth: number;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  /** Null where the focus is in another row. */
  readonly activeColumn: number | null;
  readonly onClick: (event: MouseEvent, at: number, column: number) => void;
  readonly onFocusCell: (column: number) => void;
}

export function GridRow<Row>({ at, row, columns, allColumns, scale, activeColumn, ...props }: Props<Row>) {
  return (
    <div
      role="row"
      className="gs-grid-row"
      aria-rowindex={props.rowIndex}
      aria-selected={props.isSelected}
      aria-busy={row === undefined || undefined}
      data-open={props.isOpen || undefined}
      data-odd={at % 2 === 1 || undefined}
      style={{ transform: `translateY(${props.offset}px)`, minWidth: props.totalWidth }}
    >
      {columns.map((column) => {
        const index = allColumns.indexOf(column);
        const isActive = activeColumn === index;
        return (
          // The grid takes the keys for its cells.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={column.id}
            role="gridcell"
            className="gs-grid-cell"
            aria-colindex={index + 1}
            data-column={column.id}
            data-align={column.align}
            data-pinned={column.isPinned || undefined}
            data-active={isActive || undefined}
            tabIndex={isActive ? 0 : -1}
            style={cellStyle(column, scale)}
            onFocus={() => props.onFocusCell(index)}
            onMouseDown={(event) => {
              if (event.shiftKey) event.preventDefault();
            }}
            onClick={(event) => props.onClick(event, at, index)}
          >
            {row === undefined ? <span className="gs-grid-coming" aria-hidden /> : props.renderCell(row, column.id)}
          </div>
        );
      })}
    </div>
  );
}

/** Pinned cells stay at their place while the others move under them. */
export const cellStyle = ({ isPinned, start, size }: PlacedColumn, scale: number) => ({
  width: size * scale,
  ...(isPinned
    ? { insetInlineStart: start * scale }
    : { insetInlineStart: start * scale, position: 'absolute' as const }),
});
