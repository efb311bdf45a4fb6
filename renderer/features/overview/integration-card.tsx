import { Anchor, Badge, Group, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { EventData } from '../../../shared/ipc/contract.ts';
import type { HomeCard } from '../../../shared/ipc/contract/home.ts';
import { useClient } from '../../api/client-context.ts';
import { EnvironmentMark } from '../../components/environment-mark.tsx';
import { ErrorNote, Problem } from '../../components/error-note.tsx';
import { formatCount, formatMoment } from '../../components/format.ts';
import { StateMark } from '../../components/status-mark.tsx';
import { modeWords, statusWords } from '../../components/words.ts';
import { hrefOf } from '../../route.ts';
import { RunFigures, RunOutcome } from '../sync/run-summary.tsx';
import { ChartsSection } from './charts-section.tsx';
import { cardTexts } from './texts.ts';
import { RecordCounts } from './record-counts.tsx';
import { MissedNote, NextSync } from './next-sync.tsx';
import { RunProgressView } from './run-progress.tsx';
import { SyncButtons } from './sync-buttons.tsx';
import { useSyncActions } from './use-sync-actions.ts';

/** One integration: what it is, how it is, and what can be done now. */
export function IntegrationCard({ card }: { readonly card: HomeCard }) {
  const actions = useSyncActions(card);
  const broken = useBrokenRun(card.integrationId);
  const headingId = `integration-${card.integrationId}`;
  const { state, problem } = card;
  const ended = state === 'syncing' ? null : card.lastRun;
  return (
    <Stack component="section" className="gs-card" p="lg" gap="md" aria-labelledby={headingId}>
      <Group justify="space-between" align="flex-start">
        <Stack gap={6} flex="1 1 22rem" miw={0}>
          <Group gap="sm">
            <Title order={2} size="h3" id={headingId} dir="auto" className="gs-name">
              {card.name}
            </Title>
            <EnvironmentMark environment={card.environment} />
            <StateMark state={state} />
          </Group>
          <Group gap="xs">
            <Badge variant="default" tt="none" radius="sm">
              {modeWords[card.mode]}
            </Badge>
            {card.gradeSync ? (
              <Badge variant="default" tt="none" radius="sm">
                {card.gradeSyncPaused ? cardTexts.gradeSyncPaused : cardTexts.gradeSync}
              </Badge>
            ) : null}
            <Text size="sm" c="dimmed" className="gs-name">
              {card.address}
            </Text>
          </Group>
        </Stack>
        <SyncButtons card={card} actions={actions} />
      </Group>
      <Facts card={card} />
      <MissedNote missed={card.missed} />
      {[actions.start.error, actions.cancel.error, actions.wake.error].map((error) =>
        error === null ? null : <ErrorNote key={error.message} error={error} />,
      )}
      {broken === null ? null : <Problem message={broken.message} fix={broken.fix} />}
      {problem === null ? null : <Problem message={problem.message} fix={problem.fix} />}
      {card.sandbox?.isRunning === false && state !== 'syncing' ? (
        <Text size="sm" c="dimmed">
          The sandbox district lasts as long as the application. Start it again to sync; the local copy is still here.
        </Text>
      ) : null}
      {state === 'syncing' ? <RunProgressView progress={card.progress} /> : null}
      {ended === null ? null : <RunOutcome run={ended} isTwoWay={card.mode === 'two-way'} />}
      <VisuallyHidden component="output">{endSentence(card)}</VisuallyHidden>
      <RecordCounts records={card.records} />
      <ChartsSection card={card} />
      {ended === null ? null : <RunFigures run={ended} level={3} />}
    </Stack>
  );
}

function Facts({ card }: { readonly card: HomeCard }) {
  const { integrationId, lastRun, openIssues, nextSync } = card;
  return (
    <Group gap="xs" className="gs-facts">
      <Anchor size="sm" underline="always" href={hrefOf({ screen: 'settings', integrationId, section: 'general' })}>
        {cardTexts.settings(card.name)}
      </Anchor>
      <Text size="sm">
        <Text span c="dimmed" size="sm">
          Last sync{' '}
        </Text>
        {lastRun === null ? (
          'never'
        ) : (
          <Anchor size="sm" underline="always" href={hrefOf({ screen: 'run', integrationId, runId: lastRun.runId })}>
            {formatMoment(lastRun.finishedAt ?? lastRun.startedAt)}
          </Anchor>
        )}
      </Text>
      <NextSync next={nextSync} />
      <Text size="sm">
        <Text span c="dimmed" size="sm">
          Open issues{' '}
        </Text>
        <Anchor size="sm" underline="always" href={hrefOf({ screen: 'issues', integrationId })}>
          {formatCount(openIssues, 'record', 'records')}
        </Anchor>
      </Text>
    </Group>
  );
}

/** Read out when a run has ended; empty while one is under way, so that the next end is news again. */
const endSentence = ({ state, lastRun, name }: HomeCard): string =>
  state === 'syncing' || lastRun === null ? '' : `Last sync of ${name}: ${statusWords[lastRun.status]}.`;

type BrokenRun = EventData<'sync.failed'>['error'];

/** The error of a run that ended without a report, until the next one begins. */
function useBrokenRun(integrationId: string): BrokenRun | null {
  const client = useClient();
  const [broken, setBroken] = useState<BrokenRun | null>(null);
  useEffect(() => {
    const stops = [
      client.on('sync.failed', (failed) => {
        if (failed.integrationId === integrationId) setBroken(failed.error);
      }),
      client.on('schedule.notBegun', (failed) => {
        if (failed.integrationId === integrationId) setBroken(failed.error);
      }),
      client.on('sync.progressed', (progress) => {
        if (progress.integrationId === integrationId) setBroken(null);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, integrationId]);
  return broken;
}
