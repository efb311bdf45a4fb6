import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Client } from '../../../shared/ipc/client.ts';
import type { ItemFilter } from '../../../shared/ipc/contract/plans.ts';
import { dataKey } from '../../api/queries.ts';

const plansKey = [...dataKey, 'plans'] as const;

export const plansQuery = (client: Client, integrationId: string) =>
  queryOptions({
    queryKey: [...plansKey, 'list', integrationId],
    queryFn: () => client.call('plans.list', { integrationId }),
  });

export interface WhichPlan {
  readonly integrationId: string;
  readonly planId: string;
}

/** Everything about one plan; asked anew when something of it was changed. */
export const planKey = ({ planId }: WhichPlan) => [...plansKey, planId] as const;

export const totalsQuery = (client: Client, which: WhichPlan) =>
  queryOptions({ queryKey: [...planKey(which), 'totals'], queryFn: () => client.call('plans.totals', { ...which }) });

/** Which groups of writes are looked at: of some kinds, in classes of some names. */
export interface Looked {
  readonly filter: Omit<ItemFilter, 'schoolKey' | 'classKey'>;
  readonly search: string;
}
export const everything: Looked = { filter: {}, search: '' };

export const schoolsQuery = (client: Client, which: WhichPlan, looked: Looked) =>
  queryOptions({
    queryKey: [...planKey(which), 'schools', looked],
    queryFn: () => client.call('plans.schools', { ...which, ...looked }),
    placeholderData: keepPreviousData,
  });

/** As many groups as are drawn at once. */
export const groupPageSize = 30;

export const groupsQuery = (client: Client, which: WhichPlan, { filter, search }: Looked, schoolKey: number) =>
  infiniteQueryOptions({
    queryKey: [...planKey(which), 'groups', schoolKey, { filter, search }],
    queryFn: ({ pageParam }) =>
      client.call('plans.groups', {
        ...which,
        filter: { ...filter, schoolKey },
        search,
        after: pageParam,
        limit: groupPageSize,
      }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.length < groupPageSize ? null : pages.length * groupPageSize),
  });

export const pageSize = 25;

export const itemsQuery = (client: Client, which: WhichPlan, filter: ItemFilter) =>
  infiniteQueryOptions({
    queryKey: [...planKey(which), 'items', filter],
    queryFn: ({ pageParam }) => client.call('plans.items', { ...which, filter, after: pageParam, limit: pageSize }),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.length < pageSize ? null : (last.at(-1)?.item ?? null)),
  });

export const requestQuery = (client: Client, which: WhichPlan, item: number) =>
  queryOptions({
    queryKey: [...planKey(which), 'request', item],
    queryFn: () => client.call('plans.request', { ...which, item }),
  });

export const conflictsQuery = (client: Client, which: WhichPlan) =>
  infiniteQueryOptions({
    queryKey: [...planKey(which), 'conflicts'],
    queryFn: ({ pageParam }) => client.call('plans.conflicts', { ...which, after: pageParam, limit: pageSize }),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.length < pageSize ? null : (last.at(-1)?.conflict ?? null)),
  });

export const receiptPlacesQuery = (client: Client, integrationId: string, runId: string) =>
  queryOptions({
    queryKey: [...dataKey, 'receiptPlaces', integrationId, runId],
    queryFn: () => client.call('receipts.places', { integrationId, runId }),
  });

export const receiptsQuery = (client: Client, integrationId: string, runId: string) =>
  infiniteQueryOptions({
    queryKey: [...dataKey, 'receipts', integrationId, runId],
    queryFn: ({ pageParam }) =>
      client.call('receipts.list', { integrationId, runId, after: pageParam, limit: pageSize }),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.length < pageSize ? null : (last.at(-1)?.number ?? null)),
  });
