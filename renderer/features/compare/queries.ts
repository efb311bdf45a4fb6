import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Difference } from '../../../shared/ipc/contract/compare.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { dataKey } from '../../api/queries.ts';

/** Two syncs, and what of their differences is looked at. */
export interface Compared {
  readonly integrationId: string;
  readonly from: string;
  readonly to: string;
  readonly schoolKey: number | null;
  readonly text: string;
}

export const comparedRunsQuery = (client: Client, { integrationId, from, to }: Compared) =>
  queryOptions({
    queryKey: [...dataKey, 'compare', 'runs', integrationId, from, to],
    queryFn: () => client.call('compare.open', { integrationId, from, to }),
  });

// SAFETY: the first part has no cursor before it.
const noCursor = null as string | null;

export const differenceCountQuery = (client: Client, compared: Compared, entity: EntityType) =>
  infiniteQueryOptions({
    queryKey: [...dataKey, 'compare', 'count', compared, entity],
    queryFn: ({ pageParam }) => client.call('compare.count', { ...compared, entity, after: pageParam }),
    initialPageParam: noCursor,
    getNextPageParam: ({ next }) => next,
  });

export const pageSize = 50;

export const differencesQuery = (
  client: Client,
  compared: Compared,
  list: { readonly entity: EntityType; readonly difference: Difference },
) =>
  infiniteQueryOptions({
    queryKey: [...dataKey, 'compare', 'list', compared, list],
    queryFn: ({ pageParam }) =>
      client.call('compare.page', { ...compared, ...list, after: pageParam, limit: pageSize }),
    initialPageParam: noCursor,
    getNextPageParam: ({ next }) => next,
  });
