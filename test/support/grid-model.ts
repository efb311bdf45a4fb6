import type { GridColumn } from '../../shared/browse/columns.ts';
import { isGroup, type FilterCondition, type FilterGroup } from '../../shared/browse/filter.ts';
import type { Cell, GridRow, NamedReference } from '../../shared/ipc/contract/browse.ts';
import { foldText } from '../../electron/store/browse/fold.ts';

/** Filtering and sorting as a person would do it with the rows on paper: over what the cells show. */
export function modelOf(rows: readonly GridRow[], columns: readonly GridColumn[]) {
  const columnOf = (id: string): GridColumn => {
    const found = columns.find((column) => column.id === id);
    if (found === undefined) throw new Error(`no column ${id}`);
    return found;
  };
  const arrival = new Map(rows.map(({ sourcedId }, at) => [sourcedId, at]));

  function holds(row: GridRow, item: FilterGroup | FilterCondition): boolean {
    if (!isGroup(item)) return passes(row.cells[item.column] ?? null, columnOf(item.column), item);
    if (item.items.length === 0) return true;
    return item.join === 'and' ? item.items.every((one) => holds(row, one)) : item.items.some((one) => holds(row, one));
  }

  return {
    filtered: (filter: FilterGroup) => rows.filter((row) => holds(row, filter)),
    sorted(list: readonly GridRow[], sort: readonly { column: string; direction: 'asc' | 'desc' }[]): GridRow[] {
      const sign = (direction: 'asc' | 'desc' | undefined) => (direction === 'desc' ? -1 : 1);
      return list.toSorted((a, b) => {
        for (const { column, direction } of sort) {
          const [x, y] = [a, b].map((row) => sortKey(row, columnOf(column)));
          const order = compareKeys(x ?? [], y ?? []);
          if (order !== 0) return order * sign(direction);
        }
        return ((arrival.get(a.sourcedId) ?? 0) - (arrival.get(b.sourcedId) ?? 0)) * sign(sort[0]?.direction);
      });
    },
  };
}

const isReference = (cell: unknown): cell is NamedReference =>
  typeof cell === 'object' && cell !== null && 'sourcedId' in cell;
/** What a cell reads like. */
export const textOf = (cell: unknown): string =>
  isReference(cell) ? cell.name : typeof cell === 'string' ? cell : JSON.stringify(cell);

const listOf = (cell: Cell): readonly unknown[] => (Array.isArray(cell) ? cell : []);
const numbersOf = (id: string): number[] =>
  id
    .split(/\D+/)
    .filter((part) => part !== '')
    .map(Number);

function sortKey(row: GridRow, { id, type }: GridColumn): unknown[] {
  if (id === 'powerSchoolId' || id === 'sourcedId') return numbersOf(row.sourcedId);
  const cell = row.cells[id] ?? null;
  if (type === 'list' || type === 'references') {
    const [first] = listOf(cell);
    return [first === undefined ? null : foldText(textOf(first))];
  }
  if (isReference(cell)) return [foldText(cell.name), numbersOf(cell.sourcedId)[0]];
  if (type === 'reference') return [null, null];
  return [typeof cell === 'string' && type !== 'date' ? foldText(cell) : cell];
}

function compareKeys(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [at, x] of a.entries()) {
    const y = b[at] ?? null;
    if (x === y) continue;
    if (x === null) return -1;
    if (y === null) return 1;
    const order =
      typeof x === 'string' ? Buffer.compare(Buffer.from(x), Buffer.from(y as string)) : Number(x) - Number(y);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function passes(cell: Cell, column: GridColumn, condition: FilterCondition): boolean {
  const { operator, values } = condition;
  switch (operator) {
    case 'notEmpty':
      return !isEmpty(cell, condition);
    case 'empty':
      return isEmpty(cell, condition);
    case 'notContains':
      return !passes(cell, column, { ...condition, operator: 'contains' });
    case 'notEquals':
      return !passes(cell, column, { ...condition, operator: 'equals' });
    case 'notIn':
      return !passes(cell, column, { ...condition, operator: 'in' });
    case 'in':
      return values.some((value) =>
        column.type === 'reference' || column.type === 'references'
          ? [cell].flat().some((one) => isReference(one) && one.sourcedId === value)
          : column.type === 'text' && column.operators.length > 2
            ? typeof cell === 'string' && foldText(cell) === foldText(String(value))
            : [cell].flat().some((one) => one === value),
      );
    default:
      return compared(column.type === 'metadata' ? metadataText(cell, condition) : cell, column, condition);
  }
}

function metadataText(cell: Cell, { key = '' }: FilterCondition): string | null {
  const value = (cell as Record<string, unknown> | null)?.[key];
  return value === undefined || value === null ? null : textOf(value);
}

const isEmpty = (cell: Cell, condition: FilterCondition): boolean => {
  const value = condition.key === undefined ? cell : metadataText(cell, condition);
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
};

function compared(cell: Cell, { type }: GridColumn, { operator, values }: FilterCondition): boolean {
  if (cell === null) return false;
  const [value = '', second = ''] = values;
  if (type === 'boolean') return cell === value;
  if (type === 'number' || type === 'date') {
    const [x, y, z] = [cell as number | string, value as number | string, second as number | string];
    const tests: Partial<Record<FilterCondition['operator'], boolean>> = {
      equals: x === y,
      less: x < y,
      atMost: x <= y,
      greater: x > y,
      atLeast: x >= y,
      between: x >= y && x <= z,
    };
    return tests[operator] === true;
  }
  const wanted = foldText(String(value));
  const texts = [cell].flat().map((one) => foldText(textOf(one)));
  return texts.some((text) =>
    operator === 'equals'
      ? text === wanted
      : operator === 'startsWith'
        ? text.startsWith(wanted)
        : text.includes(wanted),
  );
}
