import { useMutation } from '@tanstack/react-query';
import type { StopWhen } from '../../../shared/integration/run.ts';
import { useClient } from '../../api/client-context.ts';
import type { HomeCard } from '../../../shared/ipc/contract/home.ts';

/** Everything that can be done on an integration's card. */
export function useSyncActions({ integrationId, sandbox }: Pick<HomeCard, 'integrationId' | 'sandbox'>) {
  const client = useClient();
  const start = useMutation({ mutationFn: () => client.call('sync.start', { integrationId }) });
  const cancel = useMutation({ mutationFn: (when: StopWhen) => client.call('sync.cancel', { integrationId, when }) });
  const wake = useMutation({
    mutationFn: () =>
      client.call('sandbox.create', sandbox === null ? {} : { seed: sandbox.seed, students: sandbox.students }),
  });
  return { start, cancel, wake };
}
