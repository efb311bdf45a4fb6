import {
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type Column,
  type Updater,
} from '@tanstack/react-table';
import { useMemo } from 'react';

/** A column of a grid. `width` is in pixels at letters of the usual size. */
export interface GridColumn {
  readonly id: string;
  readonly label: string;
  readonly width: number;
  readonly align: 'start' | 'end';
  readonly isSortable: boolean;
}

/** How a person has arranged the columns. Columns that it does not know are shown last, as wide as they come. */
export interface GridLayout {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly pinned: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
}

export interface GridSort {
  readonly id: string;
  readonly desc: boolean;
}

const features = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  rowSortingFeature,
  columnMeta: metaHelper<GridColumn>(),
});
type Nothing = Readonly<Record<string, never>>;
const helper = createColumnHelper<typeof features, Nothing>();
/** Rows come window by window from the backend: the table knows the columns only. */
const noRows: Nothing[] = [];

type GridTableColumn = Column<typeof features, Nothing>;

interface Options {
  readonly columns: readonly GridColumn[];
  readonly layout: GridLayout;
  readonly onLayout: (layout: GridLayout) => void;
  readonly sort: readonly GridSort[];
  readonly onSort: (sort: readonly GridSort[]) => void;
}

export const narrowest = 60;
export const widest = 900;

/** The columns of a grid as TanStack Table keeps them, steered by a layout and a sort from outside. */
export function useGridTable({ columns, layout, onLayout, sort, onSort }: Options) {
  const defs = useMemo(
    () =>
      columns.map((column) =>
        helper.accessor((): unknown => null, {
          id: column.id,
          header: column.label,
          size: column.width,
          minSize: narrowest,
          maxSize: widest,
          enableSorting: column.isSortable,
          sortDescFirst: false,
          meta: column,
        }),
      ),
    [columns],
  );
  // The table works out its columns anew for every new object: with hundreds of them that is too much for each step of scrolling.
  const state = useMemo(
    () => ({
      columnOrder: [...layout.order],
      columnVisibility: Object.fromEntries(layout.hidden.map((id) => [id, false])),
      columnPinning: { start: [...layout.pinned], end: [] },
      columnSizing: { ...layout.widths },
    }),
    [layout],
  );
  const sorting = useMemo(() => sort.map(({ id, desc }) => ({ id, desc })), [sort]);
  const table = useTable({
    features,
    columns: defs,
    data: noRows,
    manualSorting: true,
    enableMultiSort: true,
    state: { ...state, sorting },
    onColumnOrderChange: (change) => onLayout({ ...layout, order: valueOf(change, state.columnOrder) }),
    onColumnVisibilityChange: (change) => {
      const shown = valueOf(change, state.columnVisibility);
      onLayout({ ...layout, hidden: Object.keys(shown).filter((id) => shown[id] === false) });
    },
    onColumnPinningChange: (change) => onLayout({ ...layout, pinned: valueOf(change, state.columnPinning).start }),
    onColumnSizingChange: (change) => onLayout({ ...layout, widths: valueOf(change, state.columnSizing) }),
    onSortingChange: (change) => onSort(valueOf(change, [...sort])),
  });
  return table;
}

export type GridTable = ReturnType<typeof useGridTable>;

const valueOf = <T>(change: Updater<T>, old: T): T =>
  typeof change === 'function' ? (change as (old: T) => T)(old) : change;

/** Where a column stands, in pixels at letters of the usual size: pinned ones first, the others after them. */
export interface PlacedColumn extends GridColumn {
  readonly size: number;
  /** From the left edge of the row. */
  readonly start: number;
  readonly isPinned: boolean;
  /** Which column of the row it is, from 0. */
  readonly place: number;
}

/** The columns that are shown, in their order; `pinned` says how many of them stay in sight. */
export function placedColumns(table: GridTable): {
  readonly all: readonly PlacedColumn[];
  readonly pinnedWidth: number;
} {
  const pinned = table.getStartVisibleLeafColumns();
  const pinnedWidth = pinned.reduce((sum, column) => sum + column.getSize(), 0);
  const place = (column: GridTableColumn, isPinned: boolean, start: number) => {
    const { meta } = column.columnDef;
    return meta === undefined ? [] : [{ ...meta, size: column.getSize(), start, isPinned }];
  };
  const all = [
    ...pinned.flatMap((column) => place(column, true, column.getStart('start'))),
    ...table
      .getCenterVisibleLeafColumns()
      .flatMap((column) => place(column, false, pinnedWidth + column.getStart('center'))),
  ];
  return { all: all.map((column, at) => ({ ...column, place: at })), pinnedWidth };
}
