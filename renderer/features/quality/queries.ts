import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Client } from '../../../shared/ipc/client.ts';
import { dataKey } from '../../api/queries.ts';

export const qualityQuery = (client: Client, integrationId: string) =>
  queryOptions({
    queryKey: [...dataKey, 'quality', integrationId],
    queryFn: () => client.call('quality.list', { integrationId }),
  });

export interface WhichRecords {
  readonly integrationId: string;
  readonly rule: string;
  readonly schoolKey: number | null;
}

export const qualityRecordsQuery = (client: Client, which: WhichRecords) =>
  infiniteQueryOptions({
    queryKey: [...dataKey, 'quality-records', which],
    queryFn: ({ pageParam }) => client.call('quality.records', { ...which, after: pageParam }),
    // SAFETY: the first page has no cursor before it.
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
