import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowPage } from '../../../electron/connectors/connector.ts';
import { buffersOf, packMessage, unpackMessage } from '../../../electron/workers/packed-page.ts';
import type { Value } from '../../../shared/oneroster/entity.ts';

const page = (values: Value[]): RowPage => ({
  kind: 'rows',
  count: 1,
  values,
  issues: [],
  unreadable: 2,
  requests: 3,
  expected: 4,
});

describe('a page that crosses the border between threads', () => {
  it('arrives as it was sent, whatever is in it', () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
      fc.double({ noNaN: true }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '0', 'null', '\u0000'),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 60 }), (values) => {
        const packed = packMessage(page([...values]));
        const arrived = structuredClone(packed, { transfer: [...buffersOf(packed)] });
        expect(unpackMessage(arrived)).toEqual(page(values));
      }),
    );
  });

  it('carries each text once', () => {
    const packed = packMessage(page(['a', 'b', 'a', null, 'a']));
    expect(packed).toMatchObject({ texts: ['a', 'b'] });
  });

  it('leaves the end of a listing as it is', () => {
    const end = { kind: 'end', complete: true, cursor: null, incremental: false, requests: 1, total: null } as const;
    expect(unpackMessage(packMessage(end))).toEqual(end);
    expect(buffersOf(packMessage(end))).toEqual([]);
  });
});
