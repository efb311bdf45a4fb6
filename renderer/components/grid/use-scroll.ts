import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { barHeight, follow, placeAt, placeShowing, type ScrollPlace, type ScrollSpace } from './tall-scroll.ts';

/** The height of a row and the size of letters before anything was measured, in pixels. */
const rowHeightAtUsualSize = 36;
const usualLetters = 16;
const settleMs = 150;

interface Sizes {
  readonly width: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly letters: number;
}

export interface GridScroll {
  readonly place: ScrollPlace;
  readonly space: ScrollSpace;
  readonly width: number;
  readonly rowHeight: number;
  /** How much larger than usual the letters are. */
  readonly scale: number;
  /** How high the element that stands for all rows is. */
  readonly bodyHeight: number;
  readonly showRow: (row: number) => void;
  readonly goTo: (top: number) => void;
  readonly onScroll: () => void;
}

/**
 * Scrolling through any number of rows. `scroller` is the element that scrolls, `probe` one as high as a row, which each of the
 * `headRows` is, too.
 */
export function useGridScroll(
  scrollerRef: RefObject<HTMLElement | null>,
  probeRef: RefObject<HTMLElement | null>,
  count: number,
  headRows: number,
): GridScroll {
  const [sizes, setSizes] = useState<Sizes>({
    width: 0,
    height: 0,
    rowHeight: rowHeightAtUsualSize,
    letters: usualLetters,
  });
  const [place, setPlace] = useState<ScrollPlace>({ top: 0, bar: 0 });
  const current = useRef(place);
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { rowHeight } = sizes;
  const space: ScrollSpace = {
    rowsHeight: count * rowHeight,
    viewHeight: Math.max(0, sizes.height - headRows * rowHeight),
  };

  useLayoutEffect(() => {
    const measure = (): void => {
      const { clientWidth = 0, clientHeight = 0 } = scrollerRef.current ?? {};
      const letters = probeRef.current?.getBoundingClientRect().width ?? 0;
      const rowHeightNow = probeRef.current?.offsetHeight ?? 0;
      setSizes({
        width: clientWidth,
        height: clientHeight,
        rowHeight: rowHeightNow === 0 ? rowHeightAtUsualSize : rowHeightNow,
        letters: letters === 0 ? usualLetters : letters,
      });
    };
    const observer = new ResizeObserver(measure);
    for (const element of [scrollerRef.current, probeRef.current]) if (element !== null) observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [scrollerRef, probeRef]);

  const put = useCallback((next: ScrollPlace) => {
    current.current = next;
    setPlace(next);
  }, []);

  const move = useCallback(
    (next: ScrollPlace) => {
      const element = scrollerRef.current;
      if (element === null) return;
      element.scrollTop = next.bar;
      put({ top: next.top, bar: element.scrollTop });
    },
    [scrollerRef, put],
  );

  // Fewer rows, or a taller window, may leave nothing where one is.
  const { rowsHeight, viewHeight } = space;
  useLayoutEffect(() => {
    const fitting = placeAt({ rowsHeight, viewHeight }, current.current.top);
    if (fitting.top !== current.current.top) move(fitting);
  }, [rowsHeight, viewHeight, move]);
  useLayoutEffect(() => () => clearTimeout(settling.current), []);

  const onScroll = (): void => {
    const element = scrollerRef.current;
    if (element === null) return;
    if (element.scrollTop === current.current.bar) return;
    const next = follow(space, current.current, element.scrollTop);
    if (next.bar === element.scrollTop) put(next);
    else move(next);
    // The bar shows the share of the rows again once one has stopped; nothing that shows moves.
    clearTimeout(settling.current);
    settling.current = setTimeout(() => move(placeAt(space, current.current.top)), settleMs);
  };

  return {
    place,
    space,
    width: sizes.width,
    rowHeight,
    scale: sizes.letters / usualLetters,
    bodyHeight: barHeight(space),
    showRow: (row) => {
      const next = placeShowing(space, current.current, row, rowHeight);
      if (next !== current.current) move(next);
    },
    goTo: (top) => move(placeAt(space, top)),
    onScroll,
  };
}
