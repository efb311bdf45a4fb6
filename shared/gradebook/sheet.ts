import type { SheetData } from '../ipc/contract/browse.ts';
import {
  averageOf,
  countedItemsOf,
  isCategoryCounted,
  partOf,
  type Average,
  type GivenScore,
  type Part,
} from './averages.ts';

/** A group of line items under one heading. `category` is a place among the categories, null for the items without one. */
export interface CategoryScope {
  readonly kind: 'category';
  readonly category: number | null;
  readonly title: string;
  /** Places of line items, by due date. */
  readonly items: readonly number[];
  /** False where the category has no part in the overall average. */
  readonly isCounted: boolean;
}

/** All line items of the class that have a part in its overall average. */
export interface OverallScope {
  readonly kind: 'overall';
  readonly items: readonly number[];
}
export type Scope = OverallScope | CategoryScope;

export interface SheetScore extends GivenScore {
  readonly sourcedId: string;
  readonly letterGrade: string | null;
}

/** The sheet of a class, ready to be looked up by place of student and line item. */
export interface Sheet {
  readonly data: SheetData;
  /** Overall first, then the categories that have line items, those without a category last. */
  readonly scopes: readonly [OverallScope, ...CategoryScope[]];
  scoreOf(student: number, item: number): SheetScore | undefined;
  partOf(student: number, item: number): Part;
  averageOf(student: number, scope: Scope): Average;
}

export function openSheet(data: SheetData): Sheet {
  const { students, lineItems, results } = data;
  const width = lineItems.length;
  const counted = countedItemsOf(data);
  const places = new Int32Array(students.length * width).fill(-1);
  for (const [at, student] of results.student.entries()) places[student * width + (results.lineItem[at] ?? 0)] = at;
  const groups = categoriesOf(data);
  /** Those that were asked for, by student: each is worked out once, however often it is drawn. */
  const averages = new Map<Scope, Average[]>();

  function scoreOf(student: number, item: number): SheetScore | undefined {
    const at = places[student * width + item] ?? -1;
    if (at < 0) return undefined;
    return {
      sourcedId: results.sourcedId[at] ?? '',
      score: results.score[at] ?? null,
      textScore: results.textScore[at] ?? null,
      percent: results.percent[at] ?? null,
      letterGrade: results.letterGrade[at] ?? null,
      flags: results.flags[at] ?? 0,
    };
  }

  function part(student: number, item: number): Part {
    const one = counted[item];
    return one === undefined ? { kind: 'leftOut', reason: 'blank' } : partOf(one, scoreOf(student, item));
  }

  const overall: OverallScope = {
    kind: 'overall',
    items: groups.flatMap(({ items, isCounted }) => (isCounted ? items : [])),
  };
  return {
    data,
    scopes: [overall, ...groups],
    scoreOf,
    partOf: part,
    averageOf(student, scope) {
      const known = averages.get(scope) ?? [];
      averages.set(scope, known);
      return (known[student] ??= averageOf(scope.items.map((item) => part(student, item))));
    },
  };
}

function categoriesOf(data: SheetData): readonly CategoryScope[] {
  const of = (category: number | null): readonly number[] =>
    data.lineItems.flatMap((item, place) => (item.category === category ? [place] : []));
  const scope = (category: number | null, title: string): CategoryScope => ({
    kind: 'category',
    category,
    title,
    items: of(category),
    isCounted: isCategoryCounted(data, category),
  });
  return [...data.categories.map(({ title }, place) => scope(place, title)), scope(null, '')].filter(
    ({ items }) => items.length > 0,
  );
}
