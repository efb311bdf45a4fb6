import { queryOptions } from '@tanstack/react-query';
import type { ColumnType } from '../../../shared/browse/columns.ts';
import type { BrowseView } from '../../../shared/browse/views.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import { dataKey } from '../../api/queries.ts';
import type { GridSort } from '../../components/grid/grid-table.ts';
import type { OpenRecord } from './address.ts';
import { toFilterGroup, type FilterSet } from './filter.ts';

const browseKey = [...dataKey, 'browse'] as const;

/** Which rows a list shows, and in which order. */
export interface ListWanted {
  readonly integrationId: string;
  readonly view: BrowseView;
  readonly sort: readonly GridSort[];
  readonly filter: FilterSet;
  readonly asOf: string | null;
}

export const columnsQuery = (client: Client, integrationId: string, view: BrowseView) =>
  queryOptions({
    queryKey: [...browseKey, 'columns', integrationId, view],
    queryFn: () => client.call('browse.columns', { integrationId, view }),
  });

/** How lists are kept does not depend on runs. */
export const viewsKey = (integrationId: string, view: BrowseView) => ['views', integrationId, view] as const;

export const viewsQuery = (client: Client, integrationId: string, view: BrowseView) =>
  queryOptions({
    queryKey: viewsKey(integrationId, view),
    queryFn: () => client.call('views.list', { integrationId, view }),
  });

/** What the backend is asked for a list. */
export const gridQueryOf = (
  { integrationId, view, sort, filter, asOf }: ListWanted,
  typeOf: (column: string) => ColumnType,
) =>
  ({
    integrationId,
    view,
    filter: toFilterGroup(filter, typeOf),
    sort: sort
      .map(({ id, desc }) => ({ column: id, direction: desc ? ('desc' as const) : ('asc' as const) }))
      .slice(0, 3),
    asOfRun: asOf,
  }) satisfies Input<'browse.count'>;
export type GridQuery = ReturnType<typeof gridQueryOf>;

export const rowsKey = (query: GridQuery) => [...browseKey, 'rows', query] as const;

export const countQuery = (client: Client, query: GridQuery) =>
  queryOptions({
    queryKey: [...browseKey, 'count', query],
    queryFn: () => client.call('browse.count', { ...query, ticket: 'grid-count' }),
  });

export const groupsKey = (integrationId: string, asOf: string | null) =>
  [...browseKey, 'groups', integrationId, asOf] as const;

export const recordQuery = (
  client: Client,
  integrationId: string,
  { entity, sourcedId }: OpenRecord,
  asOfRun: string | null,
) =>
  queryOptions({
    queryKey: [...browseKey, 'record', integrationId, entity, sourcedId, asOfRun],
    queryFn: () => client.call('browse.record', { integrationId, entity, sourcedId, asOfRun }),
  });

export interface Relation {
  readonly integrationId: string;
  readonly entity: EntityType;
  readonly sourcedId: string;
  readonly relation: string;
  readonly asOfRun: string | null;
  readonly limit: number;
}

export const relatedQuery = (client: Client, relation: Relation) =>
  queryOptions({
    queryKey: [...browseKey, 'related', relation],
    queryFn: () => client.call('browse.related', { ...relation, offset: 0 }),
  });

export const searchQuery = (client: Client, integrationId: string, text: string) =>
  queryOptions({
    queryKey: [...browseKey, 'search', integrationId, text],
    queryFn: () => client.call('browse.search', { integrationId, text, limit: 20 }),
    gcTime: 60_000,
  });
