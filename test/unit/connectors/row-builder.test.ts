import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashCells, openRowBuilder } from '../../../electron/connectors/row-builder.ts';
import type { Value } from '../../../shared/oneroster/entity.ts';
import { transitColumns } from '../../../shared/oneroster/shapes.ts';

const hash = (...cells: Value[]): number => hashCells(cells, 0, cells.length);
const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.double({ noNaN: true }), fc.constant(null));

describe('row builder', () => {
  it('lays out keys, cells and hash in the order in which rows travel', () => {
    const rows = openRowBuilder('course');
    rows.add(7, 0, 10, 2027, ['Algebra', 'MA1', null]);
    const page = rows.take(3, 12);
    expect(page).toMatchObject({ kind: 'rows', count: 1, requests: 3, expected: 12, unreadable: 0, issues: [] });
    expect(page.values.slice(0, -1)).toEqual([7, 0, 10, 2027, 'Algebra', 'MA1', null]);
    expect(page.values).toHaveLength(transitColumns('course').length);
  });

  it('starts an empty page after one was taken', () => {
    const rows = openRowBuilder('course');
    rows.add(7, 0, 10, 2027, ['Algebra', 'MA1', null]);
    const first = rows.take(1, null);
    expect(rows.count).toBe(0);
    expect(rows.take(1, null)).toMatchObject({ count: 0, values: [] });
    expect(first.count).toBe(1);
  });

  it('hashes school and year with the cells, and not the key', () => {
    const rows = openRowBuilder('course');
    rows.add(1, 0, 10, 2027, ['A', 'B', null]);
    rows.add(2, 5, 10, 2027, ['A', 'B', null]);
    rows.add(1, 0, 11, 2027, ['A', 'B', null]);
    rows.add(1, 0, 10, 2028, ['A', 'B', null]);
    const width = transitColumns('course').length;
    const { values } = rows.take(1, null);
    const [first, otherKey, otherSchool, otherYear] = [1, 2, 3, 4].map((row) => values[row * width - 1]);
    expect(otherKey).toBe(first);
    expect(new Set([first, otherSchool, otherYear]).size).toBe(3);
  });

  it('tells null, nothing, zero and the digit apart: a blank is no zero (S2)', () => {
    expect(new Set([hash(null), hash(''), hash(0), hash('0'), hash('null'), hash(-0.5)]).size).toBe(6);
    expect(hash('ab', 'c')).not.toBe(hash('a', 'bc'));
    expect(hash(1, null)).not.toBe(hash(null, 1));
  });

  it('makes safe integers, the same for the same cells', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), (cells) => {
        const made = hash(...cells);
        expect(Number.isSafeInteger(made) && made >= 0).toBe(true);
        expect(hash(...cells)).toBe(made);
      }),
    );
  });

  it('makes the same hash in every release: a new one would change every row of every local copy', () => {
    expect(hash('Algebra', null, 0, 12.5, '', 'é🧪', -3)).toBe(4_224_378_776_131_732);
  });

  it('seldom makes one hash of two rows that differ', () => {
    const made = new Set<number>();
    for (let score = 0; score < 40_000; score++)
      made.add(hash(900_001, 'fully graded', score / 4, String(score / 4), 0));
    for (let bits = 0; bits < 1 << 12; bits++) {
      made.add(hash(...Array.from({ length: 12 }, (_, bit) => (bits >> bit) & 1)));
    }
    expect(made.size).toBe(40_000 + (1 << 12));
  });
});
