import { describe, expect, it } from 'vitest';
import { emptyState, readState, writeState, type BrowseState } from '../../../../renderer/features/browse/address.ts';
import {
  fromFilterGroup,
  isComplete,
  noFilter,
  toFilterGroup,
  withItem,
  withNewItem,
  withoutItem,
  type FilterSet,
} from '../../../../renderer/features/browse/filter.ts';
import { inOrder } from '../../../../renderer/features/finder/finder-groups.ts';

const state: BrowseState = {
  sort: [
    { id: 'familyName', desc: true },
    { id: 'givenName', desc: false },
  ],
  filter: {
    join: 'or',
    items: [
      { column: 'metadata', key: 'categoryId', operator: 'equals', values: ['a&b=c', 'ø"'] },
      { join: 'and', items: [{ column: 'score', operator: 'empty', values: [] }] },
    ],
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
    const deep = (depth: number): FilterSet => ({ join: 'or', items: depth === 1 ? [] : [deep(depth - 1)] });
    expect(readState({ filter: JSON.stringify(deep(4)) }).filter).toEqual(deep(4));
    expect(readState({ filter: JSON.stringify(deep(5)) }).filter).toEqual(emptyState.filter);
  });
});

describe('filter', () => {
  it('is sent with values of the type of its column', () => {
    const items = [
      { column: 'score', operator: 'between', values: ['1', '2.5'] },
      { column: 'late', operator: 'equals', values: ['true'] },
    ] as const;
    const group = toFilterGroup({ join: 'and', items }, (id) => (id === 'score' ? 'number' : 'boolean'));
    expect(group).toEqual({
      join: 'and',
      items: [
        { column: 'score', operator: 'between', values: [1, 2.5] },
        { column: 'late', operator: 'equals', values: [true] },
      ],
    });
    expect(toFilterGroup({ join: 'and', items: [] }, () => 'text')).toBeNull();
  });

  it('comes back from what is kept of it, groups in groups as they were', () => {
    const filter: FilterSet = {
      join: 'and',
      items: [
        { column: 'score', operator: 'between', values: ['1', '2.5'] },
        {
          join: 'or',
          items: [
            { column: 'metadata', key: 'k', operator: 'equals', values: ['7'] },
            { join: 'and', items: [] },
          ],
        },
      ],
    };
    expect(fromFilterGroup(toFilterGroup(filter, (id) => (id === 'score' ? 'number' : 'text')))).toEqual(filter);
    expect(fromFilterGroup(null)).toEqual(noFilter);
  });

  it('loses a group with the last filter in it', () => {
    const chip = { column: 'late', operator: 'equals', values: ['true'] } as const;
    const group: FilterSet = { join: 'or', items: [chip] };
    const filter = withNewItem(withNewItem(noFilter, chip), group);
    expect(withItem(filter, 1, withoutItem(group, 0)).items).toEqual([chip]);
    expect(withItem(filter, 1, withNewItem(group, chip)).items).toEqual([chip, { join: 'or', items: [chip, chip] }]);
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
