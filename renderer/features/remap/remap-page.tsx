import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatSecond } from '../../components/format.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import type { RemapBatch } from '../../../shared/ipc/contract/remap.ts';
import { FormerIdsPanel } from './former-ids-panel.tsx';
import { ImportPanel } from './import-panel.tsx';
import { ProposalList } from './proposal-list.tsx';
import { summaryQuery } from './queries.ts';
import { batchSentence, batchStateWords, remapTexts } from './texts.ts';
import { UnmatchedList } from './unmatched-list.tsx';
import { useRemapActions, type RemapActions } from './use-remap-actions.ts';

/** The re-mapping tool: old and new ids of the same records (C14). */
export function RemapPage({ integrationId }: { readonly integrationId: string }) {
  const summary = useQuery(summaryQuery(useClient(), integrationId));
  const actions = useRemapActions(integrationId);
  return (
    <Stack gap="lg">
      <PageHeading title={remapTexts.title} lead={remapTexts.lead} />
      {summary.error === null ? null : <ErrorNote error={summary.error} />}
      <FormerIdsPanel integrationId={integrationId} />
      {summary.isPending ? <Skeleton height={200} radius="lg" aria-hidden /> : null}
      {summary.data === undefined ? null : (
        <>
          {summary.data.counts.length === 0 ? (
            <Text>{remapTexts.none}</Text>
          ) : (
            <ProposalList integrationId={integrationId} actions={actions} />
          )}
          {summary.data.batches.length === 0 ? null : <Decisions batches={summary.data.batches} actions={actions} />}
          <ImportPanel integrationId={integrationId} />
          <UnmatchedList integrationId={integrationId} counts={summary.data.unmatched} />
        </>
      )}
    </Stack>
  );
}

function Decisions({ batches, actions }: { readonly batches: readonly RemapBatch[]; readonly actions: RemapActions }) {
  return (
    <Stack component="section" className="gs-card" p="lg" gap="sm" aria-labelledby="decisions-title">
      <Title order={2} size="h4" id="decisions-title">
        {remapTexts.decisions}
      </Title>
      {batches.map((batch) => (
        <Group key={batch.batch} justify="space-between" data-batch={batch.batch}>
          <Text size="sm">{`${formatSecond(batch.decidedAt)} · ${batchSentence(batch)}`}</Text>
          {batch.state === 'undoable' ? (
            <Button
              size="xs"
              variant="default"
              aria-label={`${remapTexts.undo}: ${batchSentence(batch)}, ${formatSecond(batch.decidedAt)}`}
              loading={actions.undo.isPending}
              onClick={() => actions.undo.mutate(batch.batch)}
            >
              {remapTexts.undo}
            </Button>
          ) : (
            <Text size="sm" c="dimmed">
              {batchStateWords[batch.state]}
            </Text>
          )}
        </Group>
      ))}
      {actions.undo.error === null ? null : <ErrorNote error={actions.undo.error} />}
    </Stack>
  );
}
