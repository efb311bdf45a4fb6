import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../../../shared/ipc/client.ts';
import type { SetupTarget } from '../../../shared/ipc/contract/inputs.ts';
import { draftsKey } from '../../api/queries.ts';

export const draftKey = (draftId: string) => [...draftsKey, draftId] as const;

export const draftQuery = (client: Client, draftId: string) =>
  queryOptions({ queryKey: draftKey(draftId), queryFn: () => client.call('drafts.get', { draftId }) });

/** What PowerSchool has, asked live: schools and years. Not again whenever somebody comes back to the window. */
export const describeQuery = (client: Client, target: SetupTarget) =>
  queryOptions({
    queryKey: ['describe', target],
    queryFn: () => client.call('setup.describe', { target }),
    refetchOnWindowFocus: false,
  });

export const draftsQuery = (client: Client) =>
  queryOptions({ queryKey: [...draftsKey, 'list'], queryFn: () => client.call('drafts.list', {}) });
