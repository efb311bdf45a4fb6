import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../../../shared/ipc/client.ts';
import { draftsKey } from '../../api/queries.ts';

export const draftKey = (draftId: string) => [...draftsKey, draftId] as const;

export const draftQuery = (client: Client, draftId: string) =>
  queryOptions({ queryKey: draftKey(draftId), queryFn: () => client.call('drafts.get', { draftId }) });
