import type { ColumnType } from '../../../shared/browse/columns.ts';
import type { ViewSettings } from '../../../shared/ipc/contract/views.ts';
import type { GridColumn, GridLayout, GridSort } from '../../components/grid/grid-table.ts';
import { fromFilterGroup, toFilterGroup, type FilterSet } from './filter.ts';
import { orderedColumns } from './layout.ts';

/** How a list is shown. */
export interface ListView {
  readonly layout: GridLayout;
  readonly sort: readonly GridSort[];
  readonly filter: FilterSet;
}

/** A list as it is kept. */
export const toSettings = (
  { layout, sort, filter }: ListView,
  columns: readonly GridColumn[],
  typeOf: (column: string) => ColumnType,
): ViewSettings => ({
  columns: orderedColumns(columns, layout)
    .map(({ id }) => id)
    .filter((id) => !layout.hidden.includes(id)),
  widths: layout.widths,
  pinnedLeft: [...layout.pinned],
  sort: sort
    .map(({ id, desc }) => ({ column: id, direction: desc ? ('desc' as const) : ('asc' as const) }))
    .slice(0, 3),
  filter: toFilterGroup(filter, typeOf),
});

/** A list as it was kept. Columns that there were not at that time are hidden. */
export const fromSettings = (settings: ViewSettings, columns: readonly GridColumn[]): ListView => ({
  layout: {
    order: settings.columns,
    hidden: columns.map(({ id }) => id).filter((id) => !settings.columns.includes(id)),
    pinned: settings.pinnedLeft,
    widths: settings.widths,
  },
  sort: settings.sort.map(({ column, direction }) => ({ id: column, desc: direction === 'desc' })),
  filter: fromFilterGroup(settings.filter),
});
