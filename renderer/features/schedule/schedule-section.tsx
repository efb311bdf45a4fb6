import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { scheduleSchema, type Schedule } from '../../../shared/integration/schedule.ts';
import { useClient } from '../../api/client-context.ts';
import { homeQuery } from '../../api/queries.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { LeaveQuestion } from '../settings/leave-question.tsx';
import { missedSentence } from './missed-notice.tsx';
import { integrationQuery } from './queries.ts';
import { ScheduleEditor } from './schedule-editor.tsx';
import { texts } from './texts.ts';
import { Unattended } from './unattended.tsx';

/** Settings: the schedule of an integration. */
export function ScheduleSection({ integrationId }: { readonly integrationId: string }) {
  const client = useClient();
  const queries = useQueryClient();
  const found = useQuery(integrationQuery(client, integrationId));
  /** What was changed and not saved yet. */
  const [edited, setEdited] = useState<Schedule | null>(null);
  const save = useMutation({
    mutationFn: (schedule: Schedule) => client.call('integrations.change', { integrationId, patch: { schedule } }),
    onSuccess(document) {
      queries.setQueryData(integrationQuery(client, integrationId).queryKey, document);
      setEdited(null);
    },
  });
  const home = useQuery(homeQuery(client));
  const missed = home.data?.find((card) => card.integrationId === integrationId)?.missed ?? null;
  const error = found.error ?? save.error;
  const isTwoWay = found.data?.config.mode === 'two-way';
  const isValid = edited === null || scheduleSchema.safeParse(edited).success;
  return (
    <Stack gap="lg">
      <PageHeading title={texts.title} lead={isTwoWay ? `${texts.lead} ${texts.twoWay}` : texts.lead} />
      {missed === null ? null : (
        <Text size="sm" fw={600}>
          {missedSentence(missed)}
        </Text>
      )}
      {error === null ? null : <ErrorNote error={error} />}
      {found.data === undefined ? (
        <Skeleton height={240} radius="lg" aria-hidden />
      ) : (
        <>
          <ScheduleEditor value={edited ?? found.data.config.schedule} onChange={setEdited} />
          <Group>
            <Button
              disabled={edited === null || !isValid}
              loading={save.isPending}
              onClick={() => (edited === null ? undefined : save.mutate(edited))}
            >
              {texts.save}
            </Button>
            <Text component="output" size="sm">
              {isValid ? (save.isSuccess && edited === null ? texts.saved : '') : texts.fix}
            </Text>
          </Group>
          <LeaveQuestion isAsked={edited !== null} />
          <Unattended integrationId={integrationId} isTwoWay={isTwoWay} />
        </>
      )}
    </Stack>
  );
}
