import { filterOperators, type ColumnType, type FilterOperator } from '../../../shared/browse/columns.ts';
import { isGroup, type FilterCondition, type FilterGroup as SharedGroup } from '../../../shared/browse/filter.ts';
import type { Parsed } from '../../../shared/ipc/contract.ts';

export type Operator = FilterOperator;
export const isOperator = (text: unknown): text is Operator => (filterOperators as readonly unknown[]).includes(text);

/** One filter: as many values as its operator wants, as they were entered. */
export interface FilterChip {
  readonly column: string;
  /** Of a metadata filter: which key. */
  readonly key?: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

/** Filters and groups of filters. `or`: a record is shown where one of them holds. */
export interface FilterSet {
  readonly join: 'and' | 'or';
  readonly items: readonly FilterItem[];
}
export type FilterItem = FilterChip | FilterSet;

/** Groups within groups, the outermost counted, as the backend takes them. */
export const deepest = 4;

export const noFilter: FilterSet = { join: 'and', items: [] };

export const isFilterSet = (item: FilterItem): item is FilterSet => 'join' in item;

export const depthOf = ({ items }: FilterSet): number =>
  1 + Math.max(0, ...items.map((item) => (isFilterSet(item) ? depthOf(item) : 0)));

/** How many values an operator wants. */
export function valueCount(operator: Operator): 0 | 1 | 2 | 'many' {
  switch (operator) {
    case 'empty':
    case 'notEmpty':
      return 0;
    case 'between':
      return 2;
    case 'in':
    case 'notIn':
      return 'many';
    default:
      return 1;
  }
}

/** Whether a filter says enough to be applied. */
export function isComplete({ column, key, operator, values }: FilterChip, type: ColumnType): boolean {
  if (column === '' || (type === 'metadata' && (key ?? '').trim() === '')) return false;
  const wanted = valueCount(operator);
  if (wanted === 'many') return values.length > 0;
  return values.length === wanted && values.every((value) => isValue(value, type));
}

function isValue(value: string, type: ColumnType): boolean {
  if (type === 'number') return value.trim() !== '' && Number.isFinite(Number(value));
  if (type === 'date' || type === 'moment') return /^\d{4}-\d{2}-\d{2}$/.test(value);
  return value !== '';
}

type FilterGroup = NonNullable<Parsed<'browse.count'>['filter']>;

/** The filters as the backend takes them; null where there are none. */
export const toFilterGroup = (filter: FilterSet, typeOf: (column: string) => ColumnType): FilterGroup | null =>
  // SAFETY: nothing makes or reads a filter deeper than `deepest`, which is what the schema spells out level by level.
  filter.items.length === 0 ? null : (groupOf(filter, typeOf) as FilterGroup);

const groupOf = ({ join, items }: FilterSet, typeOf: (column: string) => ColumnType): SharedGroup => ({
  join,
  items: items.map((item) => (isFilterSet(item) ? groupOf(item, typeOf) : conditionOf(item, typeOf(item.column)))),
});

const conditionOf = ({ column, key, operator, values }: FilterChip, type: ColumnType): FilterCondition => ({
  column,
  operator,
  values: values.map((value) => toValue(value, type)),
  ...(key === undefined ? {} : { key: key.trim() }),
});

function toValue(value: string, type: ColumnType): string | number | boolean {
  if (type === 'number') return Number(value);
  return type === 'boolean' ? value === 'true' : value;
}

/** What `toFilterGroup` was given. */
export const fromFilterGroup = (group: SharedGroup | null): FilterSet =>
  group === null
    ? noFilter
    : {
        join: group.join,
        items: group.items.map((item) => {
          if (isGroup(item)) return fromFilterGroup(item);
          const { column, operator, values, key } = item;
          return { column, operator, values: values.map(String), ...(key === undefined ? {} : { key }) };
        }),
      };

/** Another item in the place of one; a group that has none left goes, too. */
export const withItem = (filter: FilterSet, at: number, item: FilterItem): FilterSet =>
  isFilterSet(item) && item.items.length === 0
    ? withoutItem(filter, at)
    : { ...filter, items: filter.items.with(at, item) };

export const withoutItem = (filter: FilterSet, at: number): FilterSet => ({
  ...filter,
  items: filter.items.toSpliced(at, 1),
});

export const withNewItem = (filter: FilterSet, item: FilterItem): FilterSet => ({
  ...filter,
  items: [...filter.items, item],
});
