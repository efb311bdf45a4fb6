import type { GridSort } from '../../components/grid/grid-table.ts';
import { hrefOf } from '../../route.ts';
import { panelTabs, type PanelTab } from '../browse/address.ts';

/** A cell whose details are open: a student and a column, both by an id that outlasts a sync. */
export interface OpenCell {
  readonly student: string;
  readonly column: string;
}

/** What a sheet keeps in its address. */
export interface SheetState {
  readonly open: OpenCell | null;
  readonly tab: PanelTab;
  /** Charts stand beside the sheet as long as no cell is open. */
  readonly hasCharts: boolean;
  readonly sort: readonly GridSort[];
  /** The run after which the copy is shown as it was; null for now. */
  readonly asOf: string | null;
}

export function readSheetState(query: Readonly<Record<string, string>> = {}): SheetState {
  const { student, column, sort, asOf } = query;
  return {
    open: student === undefined || column === undefined ? null : { student, column },
    tab: panelTabs.find((tab) => tab === query['tab']) ?? 'overview',
    hasCharts: query['charts'] !== undefined,
    sort:
      sort === undefined || sort === '' || sort === '~'
        ? []
        : [sort.startsWith('~') ? { id: sort.slice(1), desc: true } : { id: sort, desc: false }],
    asOf: asOf ?? null,
  };
}

export function writeSheetState({
  open,
  tab,
  hasCharts,
  sort: [sort],
  asOf,
}: SheetState): Readonly<Record<string, string>> {
  return {
    ...(asOf === null ? {} : { asOf }),
    ...(sort === undefined ? {} : { sort: sort.desc ? `~${sort.id}` : sort.id }),
    ...(hasCharts ? { charts: 'open' } : {}),
    ...(open === null ? {} : { student: open.student, column: open.column }),
    ...(open === null || tab === 'overview' ? {} : { tab }),
  };
}

export const sheetHref = (integrationId: string, classSourcedId: string, asOf: string | null): string =>
  hrefOf({ screen: 'sheet', integrationId, classSourcedId, query: asOf === null ? {} : { asOf } });
