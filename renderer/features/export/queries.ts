import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import { dataKey } from '../../api/queries.ts';

export type ExportWanted = Input<'exports.measure'>['content'];

export const exportSizeQuery = (client: Client, integrationId: string, content: ExportWanted) =>
  queryOptions({
    queryKey: [...dataKey, 'exportSize', integrationId, content],
    queryFn: () => client.call('exports.measure', { integrationId, content }),
  });

export const logPage = 25;

export const accessLogKey = (integrationId: string) => [...dataKey, 'accessLog', integrationId] as const;

export const accessLogQuery = (client: Client, integrationId: string, offset: number) =>
  queryOptions({
    queryKey: [...accessLogKey(integrationId), offset],
    queryFn: () => client.call('exports.log', { integrationId, offset, limit: logPage }),
  });
