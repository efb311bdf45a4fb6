import { describe, expect, it } from 'vitest';
import { emptyState, readState, writeState, type BrowseState } from '../../../../renderer/features/browse/address.ts';
import { isComplete, toFilterGroup } from '../../../../renderer/features/browse/filter.ts';
import { inOrder } from '../../../../renderer/features/finder/finder-groups.ts';

const state: BrowseState = {
  sort: [
    { id: 'familyName', desc: true },
    { id: 'givenName', desc: false },
  ],
  filter: {
    join: 'or',
    chips: [{ column: 'metadata', key: 'categoryId', operator: 'equals', values: ['a&b=c', 'ø"'] }],
  },
  open: { entity: 'user', sourcedId: 'user-7-1' },
  tab: 'history',
  asOf: 'run-1',
  isGrouped: true,
};

describe('address of a list', () => {
  it('brings back everything that it was made of', () => {
    const query = Object.fromEntries(new URLSearchParams(new URLSearchParams(writeState(state)).toString()));
    expect(readState(query)).toEqual(state);
  });

  it('is empty for a list as it comes, and shows such a list where it cannot be read', () => {
    expect(writeState(emptyState)).toEqual({});
    expect(readState({ filter: '{"join":"xor"}', record: 'nothing-1', tab: 'x', sort: '-,,' })).toEqual(emptyState);
    expect(readState({ filter: '{' })).toEqual(emptyState);
  });
});

describe('filter', () => {
  it('is sent with values of the type of its column', () => {
    const chips = [
      { column: 'score', operator: 'between', values: ['1', '2.5'] },
      { column: 'late', operator: 'equals', values: ['true'] },
    ] as const;
    const group = toFilterGroup({ join: 'and', chips }, (id) => (id === 'score' ? 'number' : 'boolean'));
    expect(group).toEqual({
      join: 'and',
      items: [
        { column: 'score', operator: 'between', values: [1, 2.5] },
        { column: 'late', operator: 'equals', values: [true] },
      ],
    });
    expect(toFilterGroup({ join: 'and', chips: [] }, () => 'text')).toBeNull();
  });

  it.each([
    ['number', 'equals', ['x'], false],
    ['number', 'equals', ['-1.5'], true],
    ['date', 'between', ['2026-01-01'], false],
    ['date', 'less', ['2026-01-01'], true],
    ['enum', 'in', [], false],
    ['text', 'empty', [], true],
    ['text', 'contains', [''], false],
    ['metadata', 'equals', ['x'], false],
  ] as const)('of a %s that %s %j is complete: %s', (type, operator, values, complete) => {
    expect(isComplete({ column: 'a', operator, values }, type)).toBe(complete);
  });
});

describe('results of the box to find anything', () => {
  const group = (label: string, name: string) => ({
    label,
    items: [{ id: name, name, note: null, Icon: (() => null) as never, go: () => undefined }],
  });
  it('begin with an action only where its name is being written', () => {
    const own = [group('Actions', 'Sync now')];
    const records = [group('People', 'Synnøve')];
    expect(inOrder(own, records, 'syn').map(({ label }) => label)).toEqual(['Actions', 'People']);
    expect(inOrder(own, records, 'sy').map(({ label }) => label)).toEqual(['People', 'Actions']);
  });
});
