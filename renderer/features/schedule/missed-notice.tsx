import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EventData } from '../../../shared/ipc/contract.ts';
import type { HomeCard } from '../../../shared/ipc/contract/home.ts';
import type { MissedSyncsView } from '../../../shared/ipc/contract/schedule.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatCount, formatMoment } from '../../components/format.ts';
import { texts } from './texts.ts';

type Refusal = EventData<'schedule.notBegun'>['error'];

interface Props {
  /** The integration in use. */
  readonly card: HomeCard;
  /** Whether one is on a screen of it. */
  readonly isShown: boolean;
}

/**
 * Scheduled syncs that did not take place, on every screen of their integration: why, and what can be done. Once put away, it comes back when
 * more are missed.
 */
export function MissedNotice({ card: { integrationId, missed, state }, isShown }: Props) {
  const [putAway, setPutAway] = useState<readonly string[]>([]);
  const { refused, forget } = useRefused(integrationId);
  const key = missed === null ? '' : `${integrationId} ${missed.since} ${missed.count}`;
  const isMissed = missed !== null && !putAway.includes(key);
  if (!isShown || (!isMissed && refused === undefined) || state === 'syncing') return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      mb="md"
      className="gs-no-print"
      data-testid="missed"
      withCloseButton
      closeButtonLabel={texts.putAway}
      onClose={() => {
        setPutAway((before) => [...before, key]);
        forget();
      }}
    >
      <Stack gap="xs">
        {isMissed ? <Text size="sm">{missedSentence(missed)}</Text> : null}
        {refused === undefined ? null : (
          <Text size="sm">{`${texts.notBegun} ${refused.message} ${refused.fix ?? ''}`.trim()}</Text>
        )}
        <SyncNow integrationId={integrationId} />
      </Stack>
    </Alert>
  );
}

/** How many, since when, why, and whether they are made up for. */
export const missedSentence = (missed: MissedSyncsView): string =>
  [
    `${formatCount(missed.count, 'scheduled sync was', 'scheduled syncs were')} missed since ${formatMoment(missed.since)}:`,
    texts.whyMissed,
    missed.isMadeUpFor ? texts.madeUpFor : texts.notMadeUpFor,
  ].join(' ');

function SyncNow({ integrationId }: { readonly integrationId: string }) {
  const client = useClient();
  const start = useMutation({ mutationFn: () => client.call('sync.start', { integrationId }) });
  return (
    <>
      <Group>
        <Button size="xs" variant="default" loading={start.isPending} onClick={() => start.mutate()}>
          {texts.syncNow}
        </Button>
      </Group>
      {start.error === null ? null : <ErrorNote error={start.error} />}
    </>
  );
}

/** Why the last sync that was due could not begin; until one of the integration has ended. */
function useRefused(integrationId: string): { readonly refused: Refusal | undefined; readonly forget: () => void } {
  const client = useClient();
  const [refused, setRefused] = useState<Readonly<Record<string, Refusal>>>({});
  useEffect(() => {
    const drop = (id: string): void => setRefused(({ [id]: _gone, ...others }) => others);
    const stops = [
      client.on('schedule.notBegun', ({ integrationId: id, error }) => setRefused((all) => ({ ...all, [id]: error }))),
      client.on('sync.finished', ({ integrationId: id }) => drop(id)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client]);
  return {
    refused: refused[integrationId],
    forget: () => setRefused(({ [integrationId]: _gone, ...others }) => others),
  };
}
