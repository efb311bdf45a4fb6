import './grid.css';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { copyText, toTsv } from '../copy-text.ts';
import { GridRow } from './grid-row.tsx';
import { placedColumns, useGridTable, type GridColumn, type GridLayout, type GridSort } from './grid-table.ts';
import { HeaderRow } from './header-row.tsx';
import { cellAfterKey, type CellPlace } from './keyboard.ts';
import { isSelected, rangeBetween, selectedCount, toggled, type Selection } from './selection.ts';
import { drawnRows, type RowRange } from './tall-scroll.ts';
import { useGridScroll } from './use-scroll.ts';

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

export interface DataGridProps<Row> {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly layout: GridLayout;
  readonly onLayout: (layout: GridLayout) => void;
  readonly sort: readonly GridSort[];
  readonly onSort: (sort: readonly GridSort[]) => void;
  readonly rows: RowSource<Row>;
  readonly renderCell: (row: Row, columnId: string) => ReactNode;
  /** What a cell is in a copy. */
  readonly textOf: (row: Row, columnId: string) => string;
  readonly openKey: string | null;
  readonly onOpen: (row: Row) => void;
  /** A new value puts the selection away and goes back to the first row: these are other rows. */
  readonly rowsId: string;
  readonly renderFooter: (state: GridState) => ReactNode;
}

/** What stands below a grid may show and do. */
export interface GridState {
  readonly first: number;
  readonly last: number;
  readonly selected: number;
  readonly goToRow: (row: number) => void;
  readonly copy: () => Promise<void>;
}

/** So many rows at most go onto the clipboard; more is what an export is for. */
export const copyLimit = 5000;

/**
 * A table of any number of rows and columns of which only what shows is drawn (ARIA grid pattern). The focus is on a cell, which stays drawn
 * when it is scrolled out of sight.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  'use no memo';
  const { rows, label, onOpen, rowsId } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const id = useId();
  const table = useGridTable(props);
  const { all: columns, pinnedWidth } = placedColumns(table);
  const scroll = useGridScroll(scroller, probe, rows.total);
  const { scale, rowHeight, space, place } = scroll;
  const [active, setActive] = useState<CellPlace>({ row: 0, column: 0 });
  const [selection, setSelection] = useState<Selection>([]);
  const anchor = useRef(0);
  const wantsFocus = useRef(false);
  const pinnedCount = columns.findIndex((column) => !column.isPinned);
  const firstFree = pinnedCount === -1 ? columns.length : pinnedCount;
  const focus: CellPlace = {
    row: Math.min(active.row, rows.total - 1),
    column: Math.min(active.column, Math.max(0, columns.length - 1)),
  };

  // oxlint-disable-next-line react/incompatible-library -- Nothing of it is handed to what is memoized.
  const virtual = useVirtualizer({
    horizontal: true,
    count: columns.length - firstFree,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (columns[firstFree + at]?.size ?? 0) * scale,
    getItemKey: (at) => columns[firstFree + at]?.id ?? at,
    scrollPaddingStart: pinnedWidth * scale,
    overscan: 2,
    // The column of the focus stays drawn.
    rangeExtractor: (range: Range) => {
      const drawn = defaultRangeExtractor(range);
      const own = focus.column - firstFree;
      return own < 0 || own >= range.count || drawn.includes(own) ? drawn : [...drawn, own].sort((a, b) => a - b);
    },
  });
  const sizes = columns.map(({ id: column, size }) => `${column}:${size}`).join();
  useLayoutEffect(() => virtual.measure(), [virtual, sizes, scale, firstFree]);
  const drawnColumns = [
    ...columns.slice(0, firstFree),
    ...virtual.getVirtualItems().flatMap(({ index }) => columns[firstFree + index] ?? []),
  ];

  const drawn = drawnRows(space, place, rowHeight, rows.total, overscanRows);
  const { want } = rows;
  useEffect(() => want({ first: drawn.first, last: drawn.last }), [want, drawn.first, drawn.last]);

  const [shownId, setShownId] = useState(rowsId);
  if (shownId !== rowsId) {
    setShownId(rowsId);
    setSelection([]);
    setActive(({ row, column }) => ({ row: Math.min(row, 0), column }));
  }
  const { goTo } = scroll;
  const lastId = useRef(rowsId);
  useLayoutEffect(() => {
    if (lastId.current === rowsId) return;
    lastId.current = rowsId;
    goTo(0);
  });

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    scroller.current?.querySelector<HTMLElement>('[data-active]')?.focus({ preventScroll: true });
  });

  function moveTo(next: CellPlace): void {
    wantsFocus.current = true;
    setActive(next);
    if (next.row >= 0) scroll.showRow(next.row);
    showColumn(next.column);
  }

  function showColumn(at: number): void {
    const column = columns[at];
    const element = scroller.current;
    if (column === undefined || element === null || column.isPinned) return;
    const start = column.start * scale;
    const end = start + column.size * scale;
    if (start < element.scrollLeft + pinnedWidth * scale) element.scrollLeft = start - pinnedWidth * scale;
    else if (end > element.scrollLeft + element.clientWidth) element.scrollLeft = end - element.clientWidth;
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (
      event.target instanceof HTMLElement &&
      event.target.closest('[role="gridcell"], [role="columnheader"]') === null
    )
      return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (focus.row >= 0 && !event.altKey && actOnRow(event, isCommand)) {
      event.preventDefault();
      return;
    }
    if (event.altKey || (focus.row < 0 && event.shiftKey)) return;
    const pageRows = Math.floor(space.viewHeight / rowHeight);
    const next = cellAfterKey(focus, { rows: rows.total, columns: columns.length, pageRows }, event);
    if (next === undefined) return;
    event.preventDefault();
    if (event.shiftKey && next.row >= 0) setSelection(rangeBetween(anchor.current, next.row));
    else if (next.row !== focus.row) anchor.current = Math.max(0, next.row);
    moveTo(next);
  }

  /** What a key does to the row of the focus; false for keys that do nothing to it. */
  function actOnRow(event: KeyboardEvent, isCommand: boolean): boolean {
    switch (event.key) {
      case 'Enter': {
        const link = document.activeElement?.querySelector('a');
        const row = rows.at(focus.row);
        if (link !== null && link !== undefined) link.click();
        else if (row !== undefined) onOpen(row);
        return true;
      }
      case ' ':
        if (event.shiftKey) setSelection(rangeBetween(anchor.current, focus.row));
        else {
          anchor.current = focus.row;
          setSelection(toggled(selection, focus.row));
        }
        return true;
      case 'a':
        if (isCommand && rows.total > 0) setSelection([[0, rows.total - 1]]);
        return isCommand;
      case 'Escape':
        if (selection.length === 0) return false;
        event.stopPropagation();
        setSelection([]);
        return true;
      default:
        return false;
    }
  }

  function onRowClick(event: React.MouseEvent, at: number, column: number): void {
    setActive({ row: at, column });
    if (event.shiftKey) setSelection(rangeBetween(anchor.current, at));
    else {
      anchor.current = at;
      if (event.ctrlKey || event.metaKey) setSelection(toggled(selection, at));
      else {
        setSelection([]);
        const row = rows.at(at);
        if (row !== undefined && !(event.target instanceof Element && event.target.closest('a') !== null)) onOpen(row);
      }
    }
  }

  const tsvOf = (records: readonly Row[], withHeader: boolean): string =>
    toTsv([
      ...(withHeader ? [columns.map((column) => column.label)] : []),
      ...records.map((row) => columns.map((column) => props.textOf(row, column.id))),
    ]);

  async function copy(): Promise<void> {
    const chosen: Selection = selection.length === 0 && focus.row >= 0 ? [[focus.row, focus.row]] : selection;
    if (selectedCount(chosen) === 0 || selectedCount(chosen) > copyLimit) return;
    const parts: Row[] = [];
    for (const [first, last] of chosen) parts.push(...(await rows.load({ first, last })));
    copyText(tsvOf(parts, selectedCount(chosen) > 1));
  }

  const totalWidth = columns.reduce((sum, { size }) => sum + size, 0) * scale;
  const drawnPlaces = placesOf(drawn, focus.row);
  const shift = place.bar - place.top;
  const first = Math.min(rows.total, Math.floor(place.top / rowHeight) + 1);
  const last = Math.min(rows.total, Math.floor((place.top + space.viewHeight) / rowHeight));
  return (
    <>
      <div
        ref={scroller}
        id={id}
        className="gs-grid"
        role="grid"
        aria-label={label}
        aria-rowcount={rows.total + 1}
        aria-colcount={columns.length}
        aria-multiselectable
        tabIndex={-1}
        onScroll={scroll.onScroll}
        onKeyDown={onKeyDown}
        onCopy={(event) => {
          if (String(getSelection()) !== '') return;
          event.preventDefault();
          void copy();
        }}
      >
        <div ref={probe} className="gs-grid-probe" aria-hidden />
        <div role="rowgroup" className="gs-grid-head" style={{ minWidth: totalWidth }}>
          <HeaderRow
            table={table}
            columns={columns}
            drawn={drawnColumns}
            scale={scale}
            activeColumn={focus.row < 0 ? focus.column : null}
            onFocus={(column) => setActive({ row: -1, column })}
            onLayout={props.onLayout}
            layout={props.layout}
          />
        </div>
        <div role="rowgroup" className="gs-grid-body" style={{ height: scroll.bodyHeight, minWidth: totalWidth }}>
          {drawnPlaces.map((at) => (
            <GridRow
              key={at}
              at={at}
              offset={rowOffset(at * rowHeight + shift, place.bar, space.viewHeight, rowHeight)}
              row={rows.at(at)}
              renderCell={props.renderCell}
              columns={drawnColumns}
              allColumns={columns}
              scale={scale}
              totalWidth={totalWidth}
              isOpen={props.openKey !== null && keyAt(rows, at) === props.openKey}
              isSelected={isSelected(selection, at)}
              activeColumn={at === focus.row ? focus.column : null}
              onClick={onRowClick}
              onFocusCell={(column) => {
                if (at !== focus.row || column !== focus.column) setActive({ row: at, column });
                scroll.showRow(at);
              }}
            />
          ))}
        </div>
      </div>
      {props.renderFooter({
        first,
        last,
        selected: selectedCount(selection),
        goToRow: (row) => moveTo({ row: Math.min(Math.max(0, row), rows.total - 1), column: focus.column }),
        copy,
      })}
    </>
  );
}

const keyAt = <Row,>(rows: RowSource<Row>, at: number): string | null => {
  const row = rows.at(at);
  return row === undefined ? null : rows.keyOf(row);
};

/** The rows that show, and that of the focus. */
function placesOf({ first, last }: RowRange, focusRow: number): readonly number[] {
  const places = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  if (focusRow < 0 || (focusRow >= first && focusRow <= last)) return places;
  return focusRow < first ? [focusRow, ...places] : [...places, focusRow];
}

/** A row that is drawn out of sight, for its focus alone, stands right beyond the edge, however far away it is. */
const rowOffset = (offset: number, bar: number, viewHeight: number, rowHeight: number): number => {
  const margin = (overscanRows + 1) * rowHeight;
  return Math.min(Math.max(offset, bar - margin), bar + viewHeight + margin);
};
