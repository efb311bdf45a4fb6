import { NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.ts';
import { runsQuery } from '../../api/queries.ts';
import { formatSecond } from '../../components/format.ts';
import { hasWritten } from '../../components/words.ts';
import { navigate } from '../../route.ts';
import { texts } from './texts.ts';

/** From one sync to its comparison with another. */
export function CompareWith({ integrationId, runId }: { readonly integrationId: string; readonly runId: string }) {
  const runs = useQuery(runsQuery(useClient(), integrationId));
  const others = runs.data?.filter((run) => hasWritten(run) && run.runId !== runId);
  if (others === undefined) return null;
  if (others.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {texts.noOther}
      </Text>
    );
  }
  return (
    <NativeSelect
      size="xs"
      maw={280}
      label={texts.compareWith}
      value=""
      onChange={({ currentTarget: { value } }) => {
        if (value !== '') navigate({ screen: 'compare', integrationId, from: value, to: runId });
      }}
      data={[
        { value: '', label: '' },
        ...others.map((run) => ({ value: run.runId, label: formatSecond(run.startedAt) })),
      ]}
    />
  );
}
