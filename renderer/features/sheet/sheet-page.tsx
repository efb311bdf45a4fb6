import '../browse/browse.css';
import './sheet.css';
import { Anchor, Button, Group, Skeleton, Text } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { openSheet } from '../../../shared/gradebook/sheet.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { navigate, type Route } from '../../route.ts';
import { AsOfBanner } from '../browse/as-of-banner.tsx';
import { recordHref } from '../browse/record-address.ts';
import { readSheetState, writeSheetState, type SheetState } from './address.ts';
import { SheetDetails } from './sheet-details.tsx';
import { SheetGrid } from './sheet-grid.tsx';
import { sheetQuery } from './queries.ts';
import { texts } from './texts.ts';

type SheetRoute = Extract<Route, { readonly screen: 'sheet' }>;

/** The gradebook of one class as teachers know it. */
export function SheetPage({ route }: { readonly route: SheetRoute }) {
  const { integrationId, classSourcedId } = route;
  const state = readSheetState(route.query);
  const { data, error } = useQuery(sheetQuery(useClient(), integrationId, classSourcedId, state.asOf));
  const sheet = useMemo(() => (data === undefined ? undefined : openSheet(data)), [data]);
  const goTo = (next: SheetState, options?: { readonly replace: boolean }): void =>
    navigate({ ...route, query: writeSheetState(next) }, options);
  const title = data === undefined ? texts.sheet : texts.titleOf(data.title);
  return (
    <div className="gs-browse">
      <Group gap="md" align="baseline">
        <PageHeading title={title} />
        <Anchor size="sm" underline="always" href={recordHref(integrationId, classSourcedId, state.asOf)}>
          {texts.backToClass}
        </Anchor>
        <Button
          size="xs"
          variant={state.hasCharts ? 'light' : 'default'}
          leftSection={<IconChartBar size={16} aria-hidden />}
          aria-pressed={state.hasCharts}
          onClick={() =>
            goTo({ ...state, open: null, tab: 'overview', hasCharts: !state.hasCharts || state.open !== null })
          }
        >
          {texts.charts}
        </Button>
      </Group>
      {state.asOf === null ? null : <AsOfBanner integrationId={integrationId} runId={state.asOf} route={route} />}
      {error === null ? null : <ErrorNote error={error} />}
      {sheet === undefined ? (
        error === null ? (
          <Skeleton height={300} radius="lg" aria-hidden />
        ) : null
      ) : sheet.data.students.length === 0 || sheet.data.lineItems.length === 0 ? (
        <Text>{sheet.data.lineItems.length === 0 ? texts.noItems : texts.noStudents}</Text>
      ) : (
        <div className="gs-browse-body gs-card">
          <div className="gs-browse-list gs-sheet">
            <SheetGrid sheet={sheet} title={title} state={state} onState={goTo} />
          </div>
          <SheetDetails integrationId={integrationId} sheet={sheet} state={state} onState={goTo} />
        </div>
      )}
    </div>
  );
}
