import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WhichProposals } from '../../../shared/ipc/contract/remap.ts';
import { useClient } from '../../api/client-context.ts';
import { remapKey } from './queries.ts';

/** Everything that can be done with proposals. */
export function useRemapActions(integrationId: string) {
  const client = useClient();
  const queries = useQueryClient();
  const onSuccess = (): Promise<void> => queries.invalidateQueries({ queryKey: remapKey(integrationId) });
  const decide = useMutation({
    mutationFn: (what: { readonly which: WhichProposals; readonly verdict: 'accepted' | 'refused' }) =>
      client.call('remap.decide', { integrationId, ...what }),
    onSuccess,
  });
  const undo = useMutation({
    mutationFn: (batch: number) => client.call('remap.undo', { integrationId, batch }),
    onSuccess,
  });
  const preview = useMutation({
    mutationFn: (which: WhichProposals) => client.call('remap.preview', { integrationId, which }),
  });
  return { decide, undo, preview };
}
export type RemapActions = ReturnType<typeof useRemapActions>;
