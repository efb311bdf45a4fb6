import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Schedule } from '../../../shared/integration/schedule.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import { dataKey } from '../../api/queries.ts';

export const integrationQuery = (client: Client, integrationId: string) =>
  queryOptions({
    queryKey: [...dataKey, 'integration', integrationId],
    queryFn: () => client.call('integrations.get', { integrationId }),
  });

/** When a schedule would sync next. It is asked anew for every change and each time it is looked at. */
export const previewQuery = (client: Client, schedule: Schedule, isValid: boolean) =>
  queryOptions({
    queryKey: [...dataKey, 'schedule-preview', schedule],
    queryFn: () => client.call('schedule.preview', { schedule }),
    enabled: isValid,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });

export const commandsQuery = (client: Client, integrationId: string) =>
  queryOptions({
    queryKey: [...dataKey, 'schedule-commands', integrationId],
    queryFn: () => client.call('schedule.commands', { integrationId }),
  });
