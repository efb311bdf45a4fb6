import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import type { ProjectPlan } from '../../../shared/reports/project-plan.ts';
import type { Worksheet } from '../../../shared/reports/worksheet.ts';
import { useClient } from '../../api/client-context.ts';
import { dataKey } from '../../api/queries.ts';

const reportKey = (integrationId: string, report: string) => [...dataKey, 'reports', integrationId, report] as const;

export const worksheetQuery = (client: Client, integrationId: string) =>
  queryOptions({
    queryKey: reportKey(integrationId, 'worksheet'),
    queryFn: () => client.call('reports.worksheet', { integrationId }),
  });

export const projectQuery = (client: Client, integrationId: string) =>
  queryOptions({
    queryKey: reportKey(integrationId, 'project'),
    queryFn: () => client.call('reports.project', { integrationId }),
  });

export const weekQuery = (client: Client, integrationId: string, week: string | null) =>
  queryOptions({
    queryKey: [...reportKey(integrationId, 'week'), week],
    queryFn: () => client.call('reports.week', { integrationId, week }),
  });

/** Keeps something on the worksheet, which then is as it was answered. */
export function useWorksheetChange<I>(
  integrationId: string,
  send: (client: Client, input: I) => Promise<Worksheet>,
  onKept?: () => void,
) {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: I) => send(client, input),
    onSuccess: (worksheet) => {
      queries.setQueryData(worksheetQuery(client, integrationId).queryKey, worksheet);
      onKept?.();
    },
  });
}

export function useProjectChange(integrationId: string) {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Input<'reports.keepProject'>['change']): Promise<ProjectPlan> =>
      client.call('reports.keepProject', { integrationId, change }),
    onSuccess: (plan) => queries.setQueryData(projectQuery(client, integrationId).queryKey, plan),
  });
}
