import { describe, expect, it } from 'vitest';
import {
  barHeight,
  drawnRows,
  follow,
  placeAt,
  placeShowing,
} from '../../../../renderer/components/grid/tall-scroll.ts';

const rowHeight = 36;
const millions = { rowsHeight: 10_000_000 * rowHeight, viewHeight: 540 };

describe('scrolling through ten million rows', () => {
  it('keeps the element that stands for them within what a browser draws', () => {
    expect(barHeight(millions)).toBeLessThan(16_000_000);
  });

  it('moves by as much as the wheel does, wherever one is', () => {
    const from = placeAt(millions, 5_000_000 * rowHeight);
    expect(follow(millions, from, from.bar + 100).top).toBe(from.top + 100);
  });

  it('goes to the share of the rows to which the bar was dragged', () => {
    const { top } = follow(millions, placeAt(millions, 0), (barHeight(millions) - millions.viewHeight) / 2);
    expect(Math.abs(top / rowHeight - 5_000_000)).toBeLessThan(20);
  });

  it('has a way left where the bar has none', () => {
    const next = follow(millions, { top: 50_000, bar: 40 }, 0);
    expect(next.top).toBe(49_960);
    expect(next.bar).toBeGreaterThan(0);
  });

  it('shows the last row whole, and draws no more than shows and the overscan', () => {
    const place = placeShowing(millions, placeAt(millions, 0), 9_999_999, rowHeight);
    const { first, last } = drawnRows(millions, place, rowHeight, 10_000_000, 8);
    expect(last).toBe(9_999_999);
    expect(last - first + 1).toBeLessThanOrEqual(15 + 8 + 1);
  });

  it('does not move for a row that shows already', () => {
    const from = placeAt(millions, 720);
    expect(placeShowing(millions, from, 25, rowHeight)).toBe(from);
  });
});
