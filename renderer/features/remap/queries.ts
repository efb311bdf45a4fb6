import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Client } from '../../../shared/ipc/client.ts';
import type { RemapFilter } from '../../../shared/ipc/contract/remap.ts';
import { dataKey } from '../../api/queries.ts';

export const remapKey = (integrationId: string) => [...dataKey, 'remap', integrationId] as const;

export const summaryQuery = (client: Client, integrationId: string) =>
  queryOptions({
    queryKey: [...remapKey(integrationId), 'summary'],
    queryFn: () => client.call('remap.summary', { integrationId }),
  });

export const formerIdsQuery = (client: Client, integrationId: string) =>
  queryOptions({
    queryKey: [...remapKey(integrationId), 'former'],
    queryFn: () => client.call('remap.former', { integrationId }),
  });

const pageSize = 50;

export const proposalsQuery = (client: Client, integrationId: string, filter: RemapFilter) =>
  infiniteQueryOptions({
    queryKey: [...remapKey(integrationId), 'proposals', filter],
    queryFn: ({ pageParam }) =>
      client.call('remap.proposals', { integrationId, filter, after: pageParam, limit: pageSize }),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.length < pageSize ? null : (last.at(-1)?.number ?? null)),
  });

export const unmatchedQuery = (client: Client, integrationId: string) =>
  infiniteQueryOptions({
    queryKey: [...remapKey(integrationId), 'unmatched'],
    queryFn: ({ pageParam }) => client.call('remap.unmatched', { integrationId, after: pageParam, limit: pageSize }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.length < pageSize ? null : pages.length * pageSize),
  });
