import '../browse/browse.css';
import './compare.css';
import { Anchor, Drawer, Group, NativeSelect, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatExactMoment } from '../../components/format.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { hrefOf, navigate, type Route } from '../../route.ts';
import type { PanelTab } from '../browse/address.ts';
import { recordHref } from '../browse/record-address.ts';
import { RecordPanel } from '../browse/record-panel.tsx';
import { readState, writeState, type CompareState } from './address.ts';
import { CountsTable } from './counts-table.tsx';
import { DifferenceList } from './difference-list.tsx';
import { comparedRunsQuery, type Compared } from './queries.ts';
import { texts } from './texts.ts';

type CompareRoute = Extract<Route, { readonly screen: 'compare' }>;

/** What two syncs make different: how much, and on demand which records. */
export function ComparePage({ route }: { readonly route: CompareRoute }) {
  const { integrationId, from, to } = route;
  const state = readState(route.query);
  const { schoolKey, text } = state;
  const compared: Compared = { integrationId, from, to, schoolKey, text };
  const runs = useQuery(comparedRunsQuery(useClient(), compared));
  const [tab, setTab] = useState<PanelTab>('overview');
  const hrefWith = (change: Partial<CompareState>): string =>
    hrefOf({ ...route, query: writeState({ ...state, ...change }) });
  const go = (change: Partial<CompareState>): void =>
    navigate({ ...route, query: writeState({ ...state, ...change }) }, { replace: true });
  /** A record that is gone is shown as it was before. */
  const asOf = (state.list?.difference === 'removed' ? runs.data?.from : runs.data?.to)?.runId ?? to;
  const close = (): void => go({ open: null });
  return (
    <Stack gap="lg">
      <Anchor size="sm" underline="always" href={hrefOf({ screen: 'runs', integrationId })}>
        {texts.allRuns}
      </Anchor>
      <PageHeading title={texts.title} lead={texts.lead} />
      {runs.error === null ? null : <ErrorNote error={runs.error} />}
      {runs.isPending ? <Skeleton height={200} radius="lg" aria-hidden /> : null}
      {runs.data === undefined ? null : (
        <>
          <Group component="dl" gap="xl" m={0} align="flex-start">
            <ComparedRun integrationId={integrationId} name={texts.from} {...runs.data.from} />
            <ComparedRun integrationId={integrationId} name={texts.to} {...runs.data.to} />
          </Group>
          <Group
            gap="sm"
            align="flex-end"
            component="fieldset"
            className="gs-plain-fieldset"
            aria-label={texts.filters}
          >
            <NativeSelect
              size="xs"
              label={texts.school}
              value={schoolKey ?? ''}
              onChange={({ currentTarget: { value } }) =>
                go({ schoolKey: value === '' ? null : Number(value), open: null })
              }
              data={[
                { value: '', label: texts.allSchools },
                ...runs.data.schools.map(({ key, name }) => ({ value: String(key), label: name })),
              ]}
            />
            <SearchField text={text} onText={(next) => go({ text: next, open: null })} />
          </Group>
          <CountsTable compared={compared} list={state.list} hrefOfList={(list) => hrefWith({ list, open: null })} />
          {state.list === null ? null : (
            <DifferenceList
              key={JSON.stringify([compared, state.list])}
              compared={compared}
              list={state.list}
              hrefOfOpen={({ entity, sourcedId }) => hrefWith({ open: { entity, sourcedId } })}
              hrefOfRecord={({ sourcedId }) => recordHref(integrationId, sourcedId, asOf)}
            />
          )}
          <Drawer
            className="gs-record-drawer"
            opened={state.open !== null}
            onClose={close}
            position="right"
            title={texts.record}
            withCloseButton={false}
            lockScroll={false}
          >
            {state.open === null ? null : (
              <RecordPanel
                integrationId={integrationId}
                open={state.open}
                asOf={asOf}
                tab={tab}
                onTab={setTab}
                onClose={close}
                hrefOfRecord={({ sourcedId }) => recordHref(integrationId, sourcedId, asOf)}
              />
            )}
          </Drawer>
        </>
      )}
    </Stack>
  );
}

interface RunProps {
  readonly integrationId: string;
  readonly name: string;
  readonly runId: string;
  readonly startedAt: string;
}

function ComparedRun({ integrationId, name, runId, startedAt }: RunProps) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} className="gs-number">
        {formatExactMoment(startedAt)}
      </Text>
      <Group component="dd" m={0} gap="md">
        <Anchor size="sm" underline="always" href={hrefOf({ screen: 'run', integrationId, runId })}>
          {texts.report}
        </Anchor>
        <Anchor
          size="sm"
          underline="always"
          href={hrefOf({ screen: 'rostering', integrationId, view: 'students', query: { asOf: runId } })}
        >
          {texts.browse}
        </Anchor>
      </Group>
    </div>
  );
}

/** Looks once the typing pauses. */
function SearchField({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const look = useDebouncedCallback(onText, 250);
  return (
    <TextInput
      size="xs"
      type="search"
      label={texts.search}
      dir="auto"
      maxLength={200}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        look(value);
      }}
    />
  );
}
