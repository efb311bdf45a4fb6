import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toTsv } from '../../../../renderer/components/copy-text.ts';
import {
  isSelected,
  rangeBetween,
  selectedCount,
  toggled,
  type Selection,
} from '../../../../renderer/components/grid/selection.ts';

describe('selection', () => {
  it('holds exactly the rows that were taken in an odd number of times', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (rows) => {
        const selection = rows.reduce<Selection>((chosen, row) => toggled(chosen, row), []);
        const wanted = new Set<number>();
        for (const row of rows) if (!wanted.delete(row)) wanted.add(row);
        expect(selectedCount(selection)).toBe(wanted.size);
        for (let row = 0; row <= 20; row++) expect(isSelected(selection, row)).toBe(wanted.has(row));
      }),
    );
  });

  it('reaches from one row to another, in either direction', () => {
    expect(rangeBetween(9, 4)).toEqual([[4, 9]]);
  });
});

describe('copy', () => {
  it('keeps a tab, a line break and quotation marks inside their cell', () => {
    expect(
      toTsv([
        ['a\tb', 'say "x"'],
        ['c\nd', 'e'],
      ]),
    ).toBe('"a\tb"\t"say ""x"""\n"c\nd"\te');
  });
});
