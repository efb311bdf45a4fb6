import { IconArrowDown, IconArrowUp, IconPinFilled } from '@tabler/icons-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { isMac } from '../shortcuts/platform.ts';
import { shortcutOf } from '../shortcuts/shortcuts.ts';
import { cellStyle } from './grid-cell.tsx';
import { narrowest, widest, type GridLayout, type GridTable, type PlacedColumn } from './grid-table.ts';

interface Props {
  readonly table: GridTable;
  /** From 1. */
  readonly rowIndex: number;
  readonly drawn: readonly PlacedColumn[];
  readonly scale: number;
  /** Null where the focus is in a row below. */
  readonly activeColumn: number | null;
  readonly onFocus: (column: number) => void;
  readonly layout: GridLayout;
  readonly onLayout: (layout: GridLayout) => void;
}

/** How far one press of a key moves the edge of a column, in pixels at letters of the usual size. */
const resizeStep = 16;

/** The headers: Enter or a click sorts, with Shift by one more column; Shift with an arrow makes a column wider or narrower. */
export function HeaderRow({ table, rowIndex, drawn, scale, activeColumn, onFocus, layout, onLayout }: Props) {
  const { sorting } = table.state;

  function resize({ id }: PlacedColumn, size: number): void {
    const width = Math.round(Math.min(Math.max(narrowest, size), widest));
    onLayout({ ...layout, widths: { ...layout.widths, [id]: width } });
  }

  function onKeyDown(event: KeyboardEvent, column: PlacedColumn): void {
    const shortcut = shortcutOf(event, 'header', isMac());
    if (shortcut === 'sort' || shortcut === 'sortMore') sortBy(column, shortcut === 'sortMore');
    else if (shortcut === 'wider') resize(column, column.size + resizeStep);
    else if (shortcut === 'narrower') resize(column, column.size - resizeStep);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function sortBy({ id, isSortable }: PlacedColumn, isFurther: boolean): void {
    if (isSortable) table.getColumn(id)?.toggleSorting(undefined, isFurther);
  }

  /** The edge follows the pointer until it is let go. */
  function startDrag(event: PointerEvent<HTMLElement>, column: PlacedColumn): void {
    event.preventDefault();
    const edge = event.currentTarget;
    const from = event.clientX;
    edge.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent): void => resize(column, column.size + (moved.clientX - from) / scale);
    edge.addEventListener('pointermove', move);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true });
  }

  return (
    <div role="row" className="gs-grid-row gs-grid-headers" aria-rowindex={rowIndex}>
      {drawn.map((column) => {
        const index = column.place;
        const place = sorting.findIndex(({ id }) => id === column.id);
        const sorted = sorting[place];
        const isActive = activeColumn === index;
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- The keys are those of the grid.
          <div
            key={column.id}
            role="columnheader"
            className="gs-grid-cell gs-grid-header"
            aria-colindex={index + 1}
            aria-sort={sorted === undefined ? 'none' : sorted.desc ? 'descending' : 'ascending'}
            data-column={column.id}
            data-align={column.align}
            data-pinned={column.isPinned || undefined}
            data-sortable={column.isSortable || undefined}
            data-active={isActive || undefined}
            tabIndex={isActive ? 0 : -1}
            style={cellStyle(column, scale)}
            onFocus={() => onFocus(index)}
            onKeyDown={(event) => onKeyDown(event, column)}
            onClick={(event) => sortBy(column, event.shiftKey)}
          >
            {column.isPinned ? <IconPinFilled size="0.8em" aria-hidden className="gs-grid-pin" /> : null}
            <span className="gs-grid-text">{column.label}</span>
            {sorted === undefined ? null : sorted.desc ? (
              <IconArrowDown size="1em" aria-hidden />
            ) : (
              <IconArrowUp size="1em" aria-hidden />
            )}
            {sorting.length > 1 && sorted !== undefined ? <small aria-hidden>{place + 1}</small> : null}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- Shift with an arrow on the header does the same. */}
            <span
              className="gs-grid-edge"
              aria-hidden
              onClick={(event) => event.stopPropagation()}
              onPointerDown={(event) => startDrag(event, column)}
            />
          </div>
        );
      })}
    </div>
  );
}
