import { Alert, Text } from '@mantine/core';
import type { HomeCard } from '../../../shared/ipc/contract/home.ts';
import { formatCount, formatMoment, formatMomentIn } from '../../components/format.ts';
import { scheduleWords } from './texts.ts';

/** When the next sync begins by itself, on the clock of the district. */
export function NextSync({ next }: { readonly next: HomeCard['nextSync'] }) {
  return (
    <Text size="sm">
      <Text span c="dimmed" size="sm">
        {scheduleWords.next}{' '}
      </Text>
      {next === null ? scheduleWords.none : formatMomentIn(next.at, next.zone)}
    </Text>
  );
}

/** Syncs that nobody was there to begin; read out when it comes. */
export function MissedNote({ missed }: { readonly missed: HomeCard['missed'] }) {
  if (missed === null) return null;
  const what = `${formatCount(missed.count, 'sync was', 'syncs were')} missed since ${formatMoment(missed.since)}.`;
  return (
    <Alert color="yellow" variant="light">
      {`${what} ${missed.isMadeUpFor ? scheduleWords.madeUpFor : scheduleWords.notMadeUpFor}`}
    </Alert>
  );
}
