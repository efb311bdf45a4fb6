import type { Average } from '../../../shared/gradebook/averages.ts';
import type { CategoryScope, Scope, Sheet } from '../../../shared/gradebook/sheet.ts';
import type { Band } from '../../components/grid/band-row.tsx';
import type { GridColumn, GridLayout } from '../../components/grid/grid-table.ts';
import { texts } from './texts.ts';

/** What a column of the sheet shows. Line items are named by their place. */
export type SheetColumn = GridColumn &
  (
    | { readonly kind: 'student' }
    | { readonly kind: 'average'; readonly scope: Scope }
    | { readonly kind: 'item'; readonly item: number }
  );

const overallId = 'overall';
const studentId = 'student';

export const scopeName = (scope: Scope): string =>
  scope.kind === 'overall' ? texts.overall : scope.category === null ? texts.noCategory : scope.title;

/**
 * The student, who stays in sight, and the overall average, then each category with its average first. No more stays in sight, so that a cell fits
 * beside it even where the details take half of a small window (WCAG 2.4.11).
 */
export function sheetColumns({ data, scopes }: Sheet): readonly SheetColumn[] {
  const [overall, ...categories] = scopes;
  const base = { align: 'end', isSortable: true } as const;
  return [
    { ...base, kind: 'student', id: studentId, label: texts.student, width: 190, align: 'start' },
    { ...base, kind: 'average', id: overallId, label: texts.overall, width: 100, scope: overall },
    ...categories.flatMap((scope): SheetColumn[] => [
      {
        ...base,
        kind: 'average',
        id: categoryId(data, scope),
        label: categories.length === 1 ? texts.average : texts.averageIn(scopeName(scope)),
        width: 160,
        scope,
      },
      ...scope.items.map((item): SheetColumn => ({
        ...base,
        kind: 'item',
        id: data.lineItems[item]?.sourcedId ?? '',
        label: data.lineItems[item]?.title ?? '',
        width: 140,
        item,
      })),
    ]),
  ];
}

const categoryId = (data: Sheet['data'], { category }: CategoryScope): string =>
  category === null ? 'none' : (data.categories[category]?.sourcedId ?? 'none');

export const sheetLayout = (columns: readonly SheetColumn[], widths: GridLayout['widths']): GridLayout => ({
  order: columns.map(({ id }) => id),
  hidden: [],
  pinned: [studentId],
  widths,
});

export const sheetBands = ({ data, scopes: [, ...categories] }: Sheet): readonly Band[] =>
  categories.map((scope) => ({
    id: categoryId(data, scope),
    label: scope.isCounted ? scopeName(scope) : texts.notInOverall(scopeName(scope)),
    columns: [categoryId(data, scope), ...scope.items.map((item) => data.lineItems[item]?.sourcedId ?? '')],
  }));

const percents = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** One decimal; empty where nothing counts. */
export const percentText = ({ percent }: Pick<Average, 'percent'>): string =>
  percent === null ? '' : `${percents.format(percent)}\u00a0%`;
