/** Browsers draw no element of more than some 16 to 33 million pixels; ten million rows are 360 million. */
const tallestPx = 8_000_000;

/** All in pixels. */
export interface ScrollSpace {
  readonly rowsHeight: number;
  /** The part of the window that shows rows. */
  readonly viewHeight: number;
}

/** Where one is: `top` is the place among the rows at the upper edge, `bar` the scroll position of the element that stands for them. */
export interface ScrollPlace {
  readonly top: number;
  readonly bar: number;
}

export const barHeight = ({ rowsHeight }: ScrollSpace): number => Math.min(rowsHeight, tallestPx);
const lastTop = ({ rowsHeight, viewHeight }: ScrollSpace): number => Math.max(0, rowsHeight - viewHeight);
const lastBar = (space: ScrollSpace): number => Math.max(0, barHeight(space) - space.viewHeight);

/** The place whose upper edge is `top`, as near to it as the rows allow. */
export function placeAt(space: ScrollSpace, top: number): ScrollPlace {
  const inside = Math.min(Math.max(0, top), lastTop(space));
  const share = lastTop(space) === 0 ? 0 : inside / lastTop(space);
  return { top: inside, bar: share * lastBar(space) };
}

/**
 * Where one is after the element was scrolled to `bar`. A short way (wheel, touch) moves the rows as far as the bar, however many there are; a
 * long one (the bar was dragged) goes to the share of the rows that the bar shows. Where that leaves the two apart and the bar has no way left,
 * the answer's `bar` differs from the one given: the element is to be moved there.
 */
export function follow(space: ScrollSpace, from: ScrollPlace, bar: number): ScrollPlace {
  if (space.rowsHeight <= tallestPx) return { top: bar, bar };
  const step = bar - from.bar;
  if (Math.abs(step) > space.viewHeight) return { ...placeAt(space, (bar / lastBar(space)) * lastTop(space)), bar };
  const top = Math.min(Math.max(0, from.top + step), lastTop(space));
  const isStuck = (bar <= 0 && top > 0) || (bar >= lastBar(space) && top < lastTop(space));
  return isStuck ? placeAt(space, top) : { top, bar };
}

/** The least move that shows the row whole. */
export function placeShowing(space: ScrollSpace, from: ScrollPlace, row: number, rowHeight: number): ScrollPlace {
  const start = row * rowHeight;
  if (start < from.top) return placeAt(space, start);
  const end = start + rowHeight;
  return end > from.top + space.viewHeight ? placeAt(space, end - space.viewHeight) : from;
}

export interface RowRange {
  readonly first: number;
  /** The last one shown; before `first` where there is none. */
  readonly last: number;
}

/** The rows that are to be drawn: those that show, and `overscan` more on either side. */
export function drawnRows(
  space: ScrollSpace,
  { top }: ScrollPlace,
  rowHeight: number,
  count: number,
  overscan: number,
): RowRange {
  return {
    first: Math.max(0, Math.floor(top / rowHeight) - overscan),
    last: Math.min(count - 1, Math.ceil((top + space.viewHeight) / rowHeight) - 1 + overscan),
  };
}
