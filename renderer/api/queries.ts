import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { Client } from '../../shared/ipc/client.ts';

/** Everything that depends on the runs of integrations begins with this key. */
export const dataKey = ['data'] as const;
export const homeKey = [...dataKey, 'home'] as const;

/** Everything about integrations that are being set up. */
export const draftsKey = ['drafts'] as const;

export const homeQuery = (client: Client) =>
  queryOptions({ queryKey: homeKey, queryFn: () => client.call('home.list', {}) });

export const runsQuery = (client: Client, integrationId: string) =>
  queryOptions({
    queryKey: [...dataKey, 'runs', integrationId],
    queryFn: () => client.call('runs.list', { integrationId }),
    // A run that is still under way is in no event, but belongs in the list.
    refetchOnMount: 'always',
  });

export const runQuery = (client: Client, integrationId: string, runId: string) =>
  queryOptions({
    queryKey: [...dataKey, 'run', integrationId, runId],
    queryFn: () => client.call('runs.get', { integrationId, runId }),
  });

export const appInfoQuery = (client: Client) =>
  queryOptions({ queryKey: ['app'], queryFn: () => client.call('app.info', {}) });

/** Nothing is asked again until an event says that it has changed, and nothing depends on a network. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        networkMode: 'always',
        // What another process did to the same profile, a sync at night, sends no event.
        refetchOnWindowFocus: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
