import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ItemFilter } from '../../../shared/ipc/contract/plans.ts';
import { useClient } from '../../api/client-context.ts';
import { dataKey } from '../../api/queries.ts';
import { planKey, type WhichPlan } from './queries.ts';

export interface Approval {
  readonly by: string;
  readonly note: string;
  readonly typed: number | null;
}

/** Everything that can be done with a plan. */
export function usePlanActions(which: WhichPlan) {
  const client = useClient();
  const queries = useQueryClient();
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: planKey(which) });
  const leaveOut = useMutation({
    mutationFn: (what: { readonly filter: ItemFilter; readonly item?: number; readonly leftOut: boolean }) =>
      client.call('plans.leaveOut', { ...which, ...what }),
    onSuccess: refresh,
  });
  const write = useMutation({
    mutationFn: async (approval: Approval) => {
      await client.call('plans.approve', { ...which, ...approval });
      await client.call('sync.start', { integrationId: which.integrationId, planId: which.planId });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: dataKey }),
  });
  const decide = useMutation({
    mutationFn: (what: { readonly conflict: number; readonly value: string | number | null }) =>
      client.call('plans.decide', { ...which, ...what }),
  });
  return { leaveOut, write, decide };
}
