import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BrowseView } from '../../../shared/browse/views.ts';
import type { ViewSettings } from '../../../shared/ipc/contract/views.ts';
import { useClient } from '../../api/client-context.ts';
import { viewsKey, viewsQuery } from './queries.ts';

/** The views of a list that were saved under a name, and how to save and delete one. */
export function useSavedViews(integrationId: string, view: BrowseView) {
  const client = useClient();
  const queries = useQueryClient();
  const { data, error } = useQuery(viewsQuery(client, integrationId, view));
  const onSuccess = () => queries.invalidateQueries({ queryKey: viewsKey(integrationId, view) });
  const save = useMutation({
    mutationFn: (given: { readonly name: string; readonly settings: ViewSettings }) =>
      client.call('views.save', { integrationId, view, ...given }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (name: string) => client.call('views.delete', { integrationId, view, name }),
    onSuccess,
  });
  return { saved: data?.saved ?? [], save, remove, error: error ?? save.error ?? remove.error };
}
