import type { Sheet } from '../../../shared/gradebook/sheet.ts';
import type { GridSort } from '../../components/grid/grid-table.ts';
import type { SheetColumn } from './sheet-columns.ts';

/** Students by their place, in the order of a column: without one they come by name. Empty cells are first when ascending, last when descending. */
export function studentsInOrder(
  sheet: Sheet,
  columns: readonly SheetColumn[],
  [sort]: readonly GridSort[],
): readonly number[] {
  const places = sheet.data.students.map((_, place) => place);
  const column = columns.find(({ id }) => id === sort?.id);
  if (sort === undefined || column === undefined) return places;
  const values = places.map((place) => valueOf(sheet, column, place));
  const sign = sort.desc ? -1 : 1;
  return places.toSorted((a, b) => sign * compare(values[a] ?? null, values[b] ?? null) || a - b);
}

function valueOf(sheet: Sheet, column: SheetColumn, place: number): number | null {
  switch (column.kind) {
    case 'student':
      return place;
    case 'average':
      return sheet.averageOf(place, column.scope).percent;
    case 'item': {
      const score = sheet.scoreOf(place, column.item);
      return score?.score ?? score?.percent ?? null;
    }
  }
}

const compare = (a: number | null, b: number | null): number =>
  a === b ? 0 : a === null ? -1 : b === null ? 1 : a - b;
