import { Group, Progress, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { RunProgress } from '../../../shared/integration/run.ts';
import { formatNumber, formatSeconds } from '../../components/format.ts';
import { activityOf } from '../../components/words.ts';

/** A run under way: what it reads, how far it is, how fast, how long it will take. */
export function RunProgressView({ progress }: { readonly progress: RunProgress | null }) {
  if (progress === null) return <Text c="dimmed">Starting …</Text>;
  const { scopesDone, scopesTotal, rows, rowsPerSecond, secondsLeft, school } = progress;
  const activity = activityOf(progress);
  const share = scopesTotal === 0 ? 0 : (scopesDone / scopesTotal) * 100;
  return (
    <Stack gap={8} className="gs-tile" data-testid="progress">
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600}>{activity}</Text>
        <Text size="sm" c="dimmed" truncate>
          {school ?? 'Whole district'}
        </Text>
      </Group>
      <Progress.Root size="lg" radius="xl">
        <Progress.Section value={share} animated aria-label="Progress of the sync" />
      </Progress.Root>
      <Group gap="lg">
        <Fact name="Listings" value={`${formatNumber(scopesDone)} of ${formatNumber(scopesTotal)}`} />
        <Fact name="Records" value={formatNumber(rows)} />
        <Fact name="Per second" value={formatNumber(rowsPerSecond)} />
        <Fact name="Time left" value={secondsLeft === null ? '–' : formatSeconds(secondsLeft)} />
      </Group>
      {/* Only what is being done is read out, not every figure. */}
      <VisuallyHidden component="output">{activity}</VisuallyHidden>
    </Stack>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <Text size="sm" className="gs-number">
    <Text span c="dimmed" size="sm">
      {name}{' '}
    </Text>
    {value}
  </Text>
);
