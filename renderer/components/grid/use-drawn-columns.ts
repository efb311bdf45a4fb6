import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, type RefObject } from 'react';
import type { PlacedColumn } from './grid-table.ts';

interface Options {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly columns: readonly PlacedColumn[];
  readonly pinnedWidth: number;
  readonly scale: number;
  readonly focusColumn: number;
}

interface DrawnColumns {
  /** The pinned ones, those that show and that of the focus. */
  readonly drawn: readonly PlacedColumn[];
  /** Scrolls no further than it takes to have the whole column beside the pinned ones. */
  readonly showColumn: (at: number) => void;
}

export function useDrawnColumns({ scroller, columns, pinnedWidth, scale, focusColumn }: Options): DrawnColumns {
  'use no memo';
  const pinnedCount = columns.findIndex((column) => !column.isPinned);
  const firstFree = pinnedCount === -1 ? columns.length : pinnedCount;
  // oxlint-disable-next-line react/incompatible-library -- Nothing of it is handed to what is memoized.
  const virtual = useVirtualizer({
    horizontal: true,
    count: columns.length - firstFree,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (columns[firstFree + at]?.size ?? 0) * scale,
    getItemKey: (at) => columns[firstFree + at]?.id ?? at,
    scrollPaddingStart: pinnedWidth * scale,
    overscan: 2,
    rangeExtractor: (range: Range) => {
      const drawn = defaultRangeExtractor(range);
      const own = focusColumn - firstFree;
      return own < 0 || own >= range.count || drawn.includes(own) ? drawn : [...drawn, own].sort((a, b) => a - b);
    },
  });
  useLayoutEffect(() => virtual.measure(), [virtual, columns, scale, firstFree]);

  function showColumn(at: number): void {
    const column = columns[at];
    const element = scroller.current;
    if (column === undefined || element === null || column.isPinned) return;
    const start = column.start * scale;
    const end = start + column.size * scale;
    if (start < element.scrollLeft + pinnedWidth * scale) element.scrollLeft = start - pinnedWidth * scale;
    else if (end > element.scrollLeft + element.clientWidth) element.scrollLeft = end - element.clientWidth;
  }

  // The same columns are the same list: rows are drawn anew for others only.
  const shown = virtual
    .getVirtualItems()
    .map(({ index }) => index)
    .join();
  const drawn = useMemo(() => {
    const places = shown === '' ? [] : shown.split(',').map(Number);
    return [...columns.slice(0, firstFree), ...places.flatMap((at) => columns[firstFree + at] ?? [])];
  }, [columns, firstFree, shown]);
  return { drawn, showColumn };
}
