import { useDebouncedCallback } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BrowseView } from '../../../shared/browse/views.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { useClient } from '../../api/client-context.ts';
import type { GridColumn, GridLayout } from '../../components/grid/grid-table.ts';
import { noFilter } from './filter.ts';
import { viewsKey } from './queries.ts';
import { fromSettings, toSettings } from './view-settings.ts';

interface Options {
  readonly integrationId: string;
  readonly view: BrowseView;
  readonly columns: readonly GridColumn[];
  readonly usual: GridLayout;
  /** What is kept of the list; undefined where that cannot be read. */
  readonly kept: Output<'views.list'> | undefined;
}

/** While a column is drawn wider, not every step is kept. */
const gatherMs = 300;

/**
 * The arrangement of columns as it was last left, per list of an integration. Order of rows and filters are not part of it: a list opens whole,
 * and those are in its address.
 */
export function useLayout({ integrationId, view, columns, usual, kept }: Options) {
  const client = useClient();
  const queries = useQueryClient();
  const last = kept?.last ?? null;
  const [layout, setLayout] = useState(() => (last === null ? usual : fromSettings(last, columns).layout));
  const remember = useMutation({
    mutationFn: (next: GridLayout) => {
      const settings = toSettings({ layout: next, sort: [], filter: noFilter }, columns, () => 'text');
      queries.setQueryData<Output<'views.list'>>(viewsKey(integrationId, view), (old) =>
        old === undefined ? old : { ...old, last: settings },
      );
      return client.call('views.remember', { integrationId, view, settings });
    },
  });
  const keep = useDebouncedCallback(remember.mutate, { delay: gatherMs, flushOnUnmount: true });
  const change = (next: GridLayout): void => {
    setLayout(next);
    keep(next);
  };
  return [layout, change] as const;
}
