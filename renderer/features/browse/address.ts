import { z } from 'zod';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { GridSort } from '../../components/grid/grid-table.ts';
import { deepest, depthOf, isOperator, noFilter, type FilterSet, type Operator } from './filter.ts';

/** A record that is open beside the list. */
export interface OpenRecord {
  readonly entity: EntityType;
  readonly sourcedId: string;
}

export const panelTabs = ['overview', 'history', 'identifiers', 'related'] as const;
export type PanelTab = (typeof panelTabs)[number];

/** What a list keeps in its address, so that it can be reloaded, shared and gone back to. */
export interface BrowseState {
  /** Null: as the list comes. */
  readonly sort: readonly GridSort[];
  readonly filter: FilterSet;
  readonly open: OpenRecord | null;
  readonly tab: PanelTab;
  /** The run after which the copy is shown as it was; null for now. */
  readonly asOf: string | null;
  readonly isGrouped: boolean;
}

export const emptyState: BrowseState = {
  sort: [],
  filter: noFilter,
  open: null,
  tab: 'overview',
  asOf: null,
  isGrouped: false,
};

const chipSchema = z.object({
  column: z.string(),
  key: z.string().exactOptional(),
  operator: z.custom<Operator>(isOperator),
  values: z.array(z.string()),
});
const anyDepthSchema: z.ZodType<FilterSet> = z.object({
  join: z.enum(['and', 'or']),
  items: z.array(z.union([chipSchema, z.lazy(() => anyDepthSchema)])),
});
const filterSetSchema = anyDepthSchema.refine((filter) => depthOf(filter) <= deepest);

/** What of an address cannot be read is as if it were not there: an old link shows more, never nothing. */
export function readState(query: Readonly<Record<string, string>> = {}): BrowseState {
  return {
    sort: (query['sort'] ?? '')
      .split(',')
      .filter((part) => part !== '' && part !== '-')
      .map((part) => (part.startsWith('-') ? { id: part.slice(1), desc: true } : { id: part, desc: false })),
    filter: readFilter(query['filter']),
    open: readOpen(query['record']),
    tab: panelTabs.find((tab) => tab === query['tab']) ?? 'overview',
    asOf: query['asOf'] ?? null,
    isGrouped: query['group'] === 'category',
  };
}

export function writeState({
  sort,
  filter,
  open,
  tab,
  asOf,
  isGrouped,
}: BrowseState): Readonly<Record<string, string>> {
  return {
    ...(asOf === null ? {} : { asOf }),
    ...(isGrouped ? { group: 'category' } : {}),
    ...(sort.length === 0 ? {} : { sort: sort.map(({ id, desc }) => (desc ? `-${id}` : id)).join(',') }),
    ...(filter.items.length === 0 ? {} : { filter: JSON.stringify(filter) }),
    ...(open === null ? {} : { record: open.sourcedId }),
    ...(open === null || tab === 'overview' ? {} : { tab }),
  };
}

function readFilter(text: string | undefined): FilterSet {
  if (text === undefined) return noFilter;
  try {
    const read = filterSetSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : noFilter;
  } catch {
    return noFilter;
  }
}

function readOpen(sourcedId: string | undefined): OpenRecord | null {
  const read = sourcedId === undefined ? undefined : parseSourcedId(sourcedId);
  return sourcedId === undefined || read === undefined ? null : { entity: read.entity, sourcedId };
}
