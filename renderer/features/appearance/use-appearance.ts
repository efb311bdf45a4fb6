import { useMutation, useQuery, useQueryClient, queryOptions } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Client } from '../../../shared/ipc/client.ts';
import { appearanceSchema, type Appearance } from '../../../shared/ipc/contract/appearance.ts';
import { useClient } from '../../api/client-context.ts';

const appearanceKey = ['appearance'] as const;
const usual = appearanceSchema.parse({});

const appearanceQuery = (client: Client) =>
  queryOptions({ queryKey: appearanceKey, queryFn: () => client.call('appearance.get', {}) });

/** How the application looks, and how to change that: seen at once, kept in the profile. */
export function useAppearance() {
  const client = useClient();
  const queries = useQueryClient();
  const stored = useQuery(appearanceQuery(client));
  const save = useMutation({
    mutationFn: (next: Appearance) => client.call('appearance.set', next),
    onMutate: async (next) => {
      await queries.cancelQueries({ queryKey: appearanceKey });
      const before = queries.getQueryData<Appearance>(appearanceKey);
      queries.setQueryData<Appearance>(appearanceKey, next);
      return { before };
    },
    onError: (_error, _next, context) => queries.setQueryData(appearanceKey, context?.before),
  });
  const appearance = stored.data ?? usual;
  return {
    appearance,
    isKnown: stored.data !== undefined,
    error: save.error ?? stored.error,
    change: (part: Partial<Appearance>): void =>
      save.mutate({ ...(queries.getQueryData<Appearance>(appearanceKey) ?? usual), ...part }),
  };
}

/** What another window chose is shown here, too. */
export function useFollowedAppearance() {
  const client = useClient();
  const queries = useQueryClient();
  useEffect(
    () => client.on('appearance.changed', (next) => queries.setQueryData<Appearance>(appearanceKey, next)),
    [client, queries],
  );
  return useAppearance();
}
