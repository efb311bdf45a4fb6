import { List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { scheduleSchema, type Schedule } from '../../../shared/integration/schedule.ts';
import { useClient } from '../../api/client-context.ts';
import { formatMomentIn } from '../../components/format.ts';
import { previewQuery } from './queries.ts';
import { texts } from './texts.ts';

/** The next five syncs of a schedule, on the district's clock; while a field is wrong, those of before. */
export function NextSyncs({ schedule }: { readonly schedule: Schedule }) {
  const preview = useQuery(previewQuery(useClient(), schedule, scheduleSchema.safeParse(schedule).success));
  return (
    <Stack component="section" gap="xs" aria-labelledby="next-syncs">
      <Title order={2} size="h4" id="next-syncs">
        {texts.next}
      </Title>
      {preview.data?.next.length === 0 ? <Text>{texts.none}</Text> : null}
      <List size="sm" aria-labelledby="next-syncs">
        {preview.data?.next.map(({ at, full }) => (
          <List.Item key={at}>
            {formatMomentIn(at, preview.data.zone)}
            {full ? ` · ${texts.full}` : ''}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
