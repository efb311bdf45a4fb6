import type { EntityType, Value } from '../../shared/oneroster/entity.ts';
import { storedColumns, transitColumns } from '../../shared/oneroster/shapes.ts';
import type { RecordIssue, RowPage } from './connector.ts';

/** Lays rows of one entity out for transit (`transitColumns`) and hashes them. One page at a time. */
export interface RowBuilder {
  /** `cells` in the order of `storedColumns(entity)`. */
  add(key: number, subkey: number, schoolKey: number, schoolYear: number, cells: readonly Value[]): void;
  blame(issue: RecordIssue): void;
  /** A record that could not be read at all. */
  skip(issue: RecordIssue): void;
  /** The page so far; the builder then starts the next one. */
  take(requests: number, expected: number | null): RowPage;
  readonly count: number;
}

export function openRowBuilder(entity: EntityType): RowBuilder {
  const width = transitColumns(entity).length;
  const cellCount = storedColumns(entity).length;
  let values: Value[] = [];
  let issues: RecordIssue[] = [];
  let count = 0;
  let unreadable = 0;
  return {
    add(key, subkey, schoolKey, schoolYear, cells) {
      const at = values.length;
      values.push(key, subkey, schoolKey, schoolYear);
      for (let cell = 0; cell < cellCount; cell++) values.push(cells[cell] ?? null);
      values.push(hashCells(values, at + 2, at + width - 1));
      count++;
    },
    blame: (issue) => void issues.push(issue),
    skip(issue) {
      issues.push(issue);
      unreadable++;
    },
    take(requests, expected) {
      const page: RowPage = { kind: 'rows', count, values, issues, unreadable, requests, expected };
      values = [];
      issues = [];
      count = 0;
      unreadable = 0;
      return page;
    },
    get count() {
      return count;
    },
  };
}

const bits = new DataView(new ArrayBuffer(8));

/**
 * A hash of some cells as a safe integer of 53 bits. Tells null, "", 0 and "0" apart, and where one cell ends from where the next
 * begins. Two multiplicative mixes run side by side; each character is one step of both.
 */
export function hashCells(values: readonly Value[], from: number, to: number): number {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let at = from; at < to; at++) {
    const cell = values[at];
    if (typeof cell === 'string') {
      const { length } = cell;
      a = Math.imul(a ^ (length + 3), 0x9e3779b1);
      b = Math.imul(b ^ (length + 3), 0x5f356495);
      for (let i = 0; i < length; i++) {
        const code = cell.charCodeAt(i);
        a = Math.imul(a ^ code, 0x9e3779b1);
        b = Math.imul(b ^ code, 0x5f356495);
        b ^= b >>> 15;
      }
    } else if (typeof cell === 'number') {
      const whole = cell | 0;
      const high = whole === cell ? 1 : highBits(cell);
      a = Math.imul(a ^ whole, 0x9e3779b1) ^ high;
      b = Math.imul(b ^ whole ^ Math.imul(high, 0x27d4eb2f), 0x5f356495);
    } else {
      a = Math.imul(a ^ 2, 0x9e3779b1);
      b = Math.imul(b ^ 2, 0x5f356495);
    }
    a ^= a >>> 13;
    b ^= b >>> 16;
  }
  a = Math.imul(a ^ (b >>> 16), 0x2c1b3c6d);
  b = Math.imul(b ^ (a >>> 13), 0x297a2d39);
  a ^= a >>> 16;
  b ^= b >>> 15;
  return (b & 0x1fffff) * 4_294_967_296 + (a >>> 0);
}

function highBits(number: number): number {
  bits.setFloat64(0, number);
  return bits.getInt32(0) ^ Math.imul(bits.getInt32(4), 0x165667b1);
}
