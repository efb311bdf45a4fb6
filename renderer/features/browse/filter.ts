import { filterOperators, type ColumnType, type FilterOperator } from '../../../shared/browse/columns.ts';
import type { Input } from '../../../shared/ipc/contract.ts';

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

/** All filters of a list. `or`: a record is shown where one of them holds. */
export interface FilterSet {
  readonly join: 'and' | 'or';
  readonly chips: readonly FilterChip[];
}

export const noFilter: FilterSet = { join: 'and', chips: [] };

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

/** The filters as the backend takes them; null where there are none. */
export function toFilterGroup(
  { join, chips }: FilterSet,
  typeOf: (column: string) => ColumnType,
): NonNullable<Input<'browse.count'>['filter']> | null {
  if (chips.length === 0) return null;
  return {
    join,
    items: chips.map(({ column, key, operator, values }) => ({
      column,
      operator,
      values: values.map((value) => toValue(value, typeOf(column))),
      ...(key === undefined ? {} : { key: key.trim() }),
    })),
  };
}

function toValue(value: string, type: ColumnType): string | number | boolean {
  if (type === 'number') return Number(value);
  return type === 'boolean' ? value === 'true' : value;
}

export const withChip = (filter: FilterSet, at: number, chip: FilterChip): FilterSet => ({
  ...filter,
  chips: filter.chips.with(at, chip),
});

export const withoutChip = (filter: FilterSet, at: number): FilterSet => ({
  ...filter,
  chips: filter.chips.toSpliced(at, 1),
});

export const withNewChip = (filter: FilterSet, chip: FilterChip): FilterSet => ({
  ...filter,
  chips: [...filter.chips, chip],
});
