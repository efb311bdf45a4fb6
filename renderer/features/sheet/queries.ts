import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../../../shared/ipc/client.ts';
import { dataKey } from '../../api/queries.ts';

export const sheetQuery = (client: Client, integrationId: string, classSourcedId: string, asOfRun: string | null) =>
  queryOptions({
    queryKey: [...dataKey, 'sheet', integrationId, classSourcedId, asOfRun],
    queryFn: () => client.call('browse.sheetData', { integrationId, classSourcedId, asOfRun }),
    // A sheet may hold tens of thousands of scores.
    gcTime: 60_000,
  });
