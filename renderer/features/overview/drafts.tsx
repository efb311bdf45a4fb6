import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DraftSummary } from '../../../shared/ipc/contract/integrations.ts';
import { useClient } from '../../api/client-context.ts';
import { draftsKey } from '../../api/queries.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatMoment } from '../../components/format.ts';
import { hrefOf, navigate } from '../../route.ts';
import { draftsQuery } from '../setup/queries.ts';
import { draftTexts } from './texts.ts';

/** Begins the set-up of a PowerSchool (S18, S19). */
export function ActivateButton() {
  const client = useClient();
  const queries = useQueryClient();
  const begin = useMutation({
    mutationFn: () => client.call('drafts.create', {}),
    onSuccess: async ({ draftId }) => {
      await queries.invalidateQueries({ queryKey: draftsKey });
      navigate({ screen: 'setup', draftId });
    },
  });
  return (
    <>
      <Button
        size="md"
        leftSection={<IconPlugConnected size={18} aria-hidden />}
        loading={begin.isPending}
        onClick={() => begin.mutate()}
      >
        {draftTexts.activate}
      </Button>
      {begin.error === null ? null : <ErrorNote error={begin.error} />}
    </>
  );
}

/** Integrations whose set-up was begun and not finished. */
export function Drafts() {
  const drafts = useQuery(draftsQuery(useClient()));
  if (drafts.error !== null) return <ErrorNote error={drafts.error} />;
  if (drafts.data === undefined || drafts.data.length === 0) return null;
  return (
    <Stack component="section" className="gs-card" p="lg" gap="sm" aria-labelledby="drafts">
      <Title order={2} size="h4" id="drafts">
        {draftTexts.title}
      </Title>
      {drafts.data.map((draft) => (
        <DraftRow key={draft.draftId} draft={draft} />
      ))}
    </Stack>
  );
}

function DraftRow({ draft: { draftId, name, step, updatedAt } }: { readonly draft: DraftSummary }) {
  const client = useClient();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const discard = useMutation({
    mutationFn: () => client.call('drafts.delete', { draftId }),
    onSuccess: () => queries.invalidateQueries({ queryKey: draftsKey }),
  });
  const called = name === '' ? draftTexts.unnamed : name;
  return (
    <Group justify="space-between" data-draft={draftId}>
      <div>
        <Anchor underline="always" dir="auto" href={hrefOf({ screen: 'setup', draftId, query: { step } })}>
          {draftTexts.goOn(called)}
        </Anchor>
        <Text size="sm" c="dimmed">
          {draftTexts.left(formatMoment(updatedAt))}
        </Text>
        {discard.error === null ? null : <ErrorNote error={discard.error} />}
      </div>
      {isAsking ? (
        <Group gap="xs">
          <Text size="sm">{draftTexts.sure}</Text>
          <Button size="xs" color="red" variant="outline" loading={discard.isPending} onClick={() => discard.mutate()}>
            {draftTexts.discard}
          </Button>
          <Button size="xs" variant="default" onClick={() => setAsking(false)}>
            {draftTexts.keep}
          </Button>
        </Group>
      ) : (
        <Button
          size="xs"
          variant="default"
          aria-label={`${draftTexts.discard}: ${called}`}
          onClick={() => setAsking(true)}
        >
          {draftTexts.discard}
        </Button>
      )}
    </Group>
  );
}
