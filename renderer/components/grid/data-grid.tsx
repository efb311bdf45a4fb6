import './grid.css';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { copyText, toTsv } from '../copy-text.ts';
import { isMac } from '../shortcuts/platform.ts';
import { shortcutOf, type ShortcutName } from '../shortcuts/shortcuts.ts';
import { BandRow, type Band } from './band-row.tsx';
import type { CellActs } from './grid-cell.tsx';
import { GridRow } from './grid-row.tsx';
import { placedColumns, useGridTable, type GridColumn, type GridLayout, type GridSort } from './grid-table.ts';
import { HeaderRow } from './header-row.tsx';
import { cellAfterKey, type CellPlace } from './keyboard.ts';
import { keyAt, overscanRows, placesOf, rowOffset, type RowSource } from './row-source.ts';
import { selectedCount, type Selection } from './selection.ts';
import { drawnRows } from './tall-scroll.ts';
import { useDrawnColumns } from './use-drawn-columns.ts';
import { useRowSelection } from './use-row-selection.ts';
import { useGridScroll } from './use-scroll.ts';

export interface DataGridProps<Row> {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  /** Headings over groups of columns, in a row of their own above the headers. */
  readonly bands?: readonly Band[];
  readonly layout: GridLayout;
  readonly onLayout: (layout: GridLayout) => void;
  readonly sort: readonly GridSort[];
  readonly onSort: (sort: readonly GridSort[]) => void;
  readonly rows: RowSource<Row>;
  readonly renderCell: (row: Row, columnId: string) => ReactNode;
  /** What a cell is in a copy. */
  readonly textOf: (row: Row, columnId: string) => string;
  readonly openKey: string | null;
  readonly onOpen: (row: Row, columnId: string) => void;
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
  const { rows, label, onOpen, rowsId, bands } = props;
  const headRows = bands === undefined ? 1 : 2;
  const scroller = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const id = useId();
  const table = useGridTable(props);
  // The table is the same object throughout: what it shows depends on these.
  // oxlint-disable-next-line react/exhaustive-deps
  const { all: columns, pinnedWidth } = useMemo(() => placedColumns(table), [props.columns, props.layout]);
  const scroll = useGridScroll(scroller, probe, rows.total, headRows);
  const { scale, rowHeight, space, place } = scroll;
  const [active, setActive] = useState<CellPlace>({ row: 0, column: 0 });
  const selected = useRowSelection(rows.total);
  const wantsFocus = useRef(false);
  const focus: CellPlace = {
    row: Math.min(active.row, rows.total - 1),
    column: Math.min(active.column, Math.max(0, columns.length - 1)),
  };
  const { drawn: drawnColumns, showColumn } = useDrawnColumns({
    scroller,
    columns,
    pinnedWidth,
    scale,
    focusColumn: focus.column,
  });

  const drawn = drawnRows(space, place, rowHeight, rows.total, overscanRows);
  const { want } = rows;
  useEffect(() => want({ first: drawn.first, last: drawn.last }), [want, drawn.first, drawn.last]);

  const [shownId, setShownId] = useState(rowsId);
  if (shownId !== rowsId) {
    setShownId(rowsId);
    selected.clear();
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

  // Where something opens beside the grid, or the window gets smaller, the cell of the focus stays in sight.
  const room = `${scroll.width} ${space.viewHeight}`;
  const lastRoom = useRef(room);
  useLayoutEffect(() => {
    if (lastRoom.current === room) return;
    lastRoom.current = room;
    if (scroller.current?.contains(document.activeElement) !== true) return;
    if (focus.row >= 0) scroll.showRow(focus.row);
    showColumn(focus.column);
  });

  function onKeyDown(event: KeyboardEvent): void {
    if (
      event.target instanceof HTMLElement &&
      event.target.closest('[role="gridcell"], [role="columnheader"]') === null
    )
      return;
    const shortcut = shortcutOf(event, 'list', isMac());
    if (focus.row >= 0 && (openBy(shortcut) || selected.act(shortcut, focus.row))) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (focus.row < 0 && event.shiftKey) return;
    const pageRows = Math.floor(space.viewHeight / rowHeight);
    const next = cellAfterKey(focus, { rows: rows.total, columns: columns.length, pageRows }, shortcut);
    if (next === undefined) return;
    event.preventDefault();
    selected.follow(focus.row, next.row, event.shiftKey);
    moveTo(next);
  }

  function openBy(shortcut: ShortcutName | undefined): boolean {
    if (shortcut !== 'open') return false;
    const link = document.activeElement?.querySelector('a');
    if (link !== null && link !== undefined) link.click();
    else open(focus);
    return true;
  }

  function open({ row: at, column }: CellPlace): void {
    const row = rows.at(at);
    const cell = columns[column];
    if (row !== undefined && cell !== undefined) onOpen(row, cell.id);
  }

  function onRowClick(event: React.MouseEvent, row: number, column: number): void {
    setActive({ row, column });
    const isOnLink = event.target instanceof Element && event.target.closest('a') !== null;
    if (selected.onClick(event, row) && !isOnLink) open({ row, column });
  }

  function onFocusCell(row: number, column: number): void {
    if (row !== focus.row || column !== focus.column) setActive({ row, column });
    scroll.showRow(row);
  }

  const latest = useRef<CellActs>({ onClick: onRowClick, onFocus: onFocusCell });
  useLayoutEffect(() => {
    latest.current = { onClick: onRowClick, onFocus: onFocusCell };
  });
  const [acts] = useState<CellActs>(() => ({
    onClick: (event, row, column) => latest.current.onClick(event, row, column),
    onFocus: (row, column) => latest.current.onFocus(row, column),
  }));

  const tsvOf = (records: readonly Row[], withHeader: boolean): string =>
    toTsv([
      ...(withHeader ? [columns.map((column) => column.label)] : []),
      ...records.map((row) => columns.map((column) => props.textOf(row, column.id))),
    ]);

  async function copy(): Promise<void> {
    const chosen: Selection = selected.count === 0 && focus.row >= 0 ? [[focus.row, focus.row]] : selected.selection;
    if (selectedCount(chosen) === 0 || selectedCount(chosen) > copyLimit) return;
    const parts: Row[] = [];
    for (const [first, last] of chosen) parts.push(...(await rows.load({ first, last })));
    copyText(tsvOf(parts, selectedCount(chosen) > 1));
  }

  const totalWidth = columns.reduce((sum, { size }) => sum + size, 0) * scale;
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
        aria-rowcount={rows.total + headRows}
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
        <div role="rowgroup" className="gs-grid-head" data-rows={headRows} style={{ minWidth: totalWidth }}>
          {bands === undefined ? null : (
            <BandRow bands={bands} columns={columns} pinnedWidth={pinnedWidth} scale={scale} />
          )}
          <HeaderRow
            table={table}
            rowIndex={headRows}
            drawn={drawnColumns}
            scale={scale}
            activeColumn={focus.row < 0 ? focus.column : null}
            onFocus={(column) => setActive({ row: -1, column })}
            onLayout={props.onLayout}
            layout={props.layout}
          />
        </div>
        <div role="rowgroup" className="gs-grid-body" style={{ height: scroll.bodyHeight, minWidth: totalWidth }}>
          {placesOf(drawn, focus.row).map((at) => (
            <GridRow
              key={at}
              at={at}
              rowIndex={at + headRows + 1}
              offset={rowOffset(at * rowHeight + shift, place.bar, space.viewHeight, rowHeight)}
              row={rows.at(at)}
              renderCell={props.renderCell}
              columns={drawnColumns}
              scale={scale}
              totalWidth={totalWidth}
              isOpen={props.openKey !== null && keyAt(rows, at) === props.openKey}
              isSelected={selected.has(at)}
              activeColumn={at === focus.row ? focus.column : null}
              acts={acts}
            />
          ))}
        </div>
      </div>
      {/* oxlint-disable-next-line react/refs -- What moves the focus is called by a press, never while drawing. */}
      {props.renderFooter({
        first,
        last,
        selected: selected.count,
        goToRow: (row) => moveTo({ row: Math.min(Math.max(0, row), rows.total - 1), column: focus.column }),
        copy,
      })}
    </>
  );
}
