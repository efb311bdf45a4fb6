import { memo, type ReactNode } from 'react';
import { GridCell, type CellActs } from './grid-cell.tsx';
import type { PlacedColumn } from './grid-table.ts';

interface Props<Row> {
  readonly at: number;
  /** Counted with the rows of the head, from 1. */
  readonly rowIndex: number;
  /** From the upper edge of the element that stands for all rows. */
  readonly offset: number;
  readonly row: Row | undefined;
  readonly renderCell: (row: Row, columnId: string) => ReactNode;
  /** Those that are drawn. */
  readonly columns: readonly PlacedColumn[];
  readonly scale: number;
  readonly totalWidth: number;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  /** Null where the focus is in another row. */
  readonly activeColumn: number | null;
  readonly acts: CellActs;
}

function Row<Record>({ at, row, columns, scale, activeColumn, renderCell, acts, ...props }: Props<Record>) {
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
      {columns.map((column) => (
        <GridCell
          key={column.id}
          at={at}
          row={row}
          column={column}
          scale={scale}
          isActive={activeColumn === column.place}
          renderCell={renderCell}
          acts={acts}
        />
      ))}
    </div>
  );
}
export const GridRow = memo(Row) as typeof Row;
