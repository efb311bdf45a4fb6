import {
  Alert,
  Badge,
  Button,
  Checkbox,
  Group,
  Skeleton,
  Stack,
  Table,
  Text,
  TextInput,
  Textarea,
  Title,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import type { PhasesView } from '../../../shared/ipc/contract/phases.ts';
import { useClient } from '../../api/client-context.ts';
import { dataKey } from '../../api/queries.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatMoment, formatNumber } from '../../components/format.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { entityWords } from '../../components/words.ts';
import { phaseTexts } from './phase-texts.ts';
import { sectionTexts } from './texts.ts';

const phasesKey = (integrationId: string) => [...dataKey, 'phases', integrationId] as const;

/** The three phases of a project, and who has signed for what (C15, C20, C21). */
export function PhasesSection({ stored: { integrationId } }: { readonly stored: IntegrationDocument }) {
  const client = useClient();
  const queries = useQueryClient();
  const found = useQuery({
    queryKey: phasesKey(integrationId),
    queryFn: () => client.call('phases.get', { integrationId }),
  });
  const took = (answer: PhasesView): void => void queries.setQueryData(phasesKey(integrationId), answer);
  const require = useMutation({
    mutationFn: (required: boolean) => client.call('phases.require', { integrationId, required }),
    onSuccess: took,
  });
  const view = found.data;
  return (
    <>
      <PageHeading {...sectionTexts.phases} />
      {found.error === null ? null : <ErrorNote error={found.error} />}
      {require.error === null ? null : <ErrorNote error={require.error} />}
      {view === undefined ? (
        <Skeleton height={240} aria-hidden />
      ) : (
        <>
          <Checkbox
            label={phaseTexts.required}
            description={view.isAlways ? phaseTexts.always : phaseTexts.requiredHint}
            checked={require.isPending ? require.variables : view.required}
            disabled={view.isAlways}
            onChange={({ currentTarget }) => require.mutate(currentTarget.checked)}
          />
          <Text fw={600} component="output">
            {phaseTexts.now[view.phase]}
          </Text>
          <Records view={view} />
          <Signed title={phaseTexts.review} signature={view.review} />
          {view.environment === 'test' ? (
            <Sign request="phases.review" integrationId={integrationId} view={view} took={took} />
          ) : null}
          <Signed title={phaseTexts.acceptance} signature={view.acceptance} />
          {view.environment === 'production' ? (
            <Sign request="phases.accept" integrationId={integrationId} view={view} took={took} />
          ) : null}
        </>
      )}
    </>
  );
}

function Records({ view: { run } }: { readonly view: PhasesView }) {
  if (run === null) return <Text>{phaseTexts.noRun}</Text>;
  return (
    <Stack component="section" gap="xs" aria-labelledby="phases-records">
      <Title order={2} size="h4" id="phases-records">
        {phaseTexts.records(formatMoment(run.finishedAt ?? ''))}
      </Title>
      <Table aria-label={phaseTexts.recordsTable} maw={360}>
        <Table.Tbody>
          {Object.entries(run.records).map(([entity, count]) => (
            <Table.Tr key={entity}>
              <Table.Th scope="row">{entityWords[entity as keyof typeof entityWords]}</Table.Th>
              <Table.Td ta="right">{formatNumber(count)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

function Signed({ title, signature }: { readonly title: string; readonly signature: PhasesView['acceptance'] }) {
  return (
    <Stack component="section" gap="xs" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {signature === null ? (
        <Text>{phaseTexts.nobody}</Text>
      ) : (
        <>
          <Group gap="xs">
            <Text dir="auto">{phaseTexts.signed(signature.by, formatMoment(signature.at))}</Text>
            {signature.isCurrent ? null : (
              <Badge color="orange" variant="light" tt="none">
                {phaseTexts.outdated}
              </Badge>
            )}
          </Group>
          {signature.note === '' ? null : (
            <Text dir="auto" size="sm">
              {signature.note}
            </Text>
          )}
          {signature.isCurrent ? null : <Alert color="orange">{phaseTexts.outdatedHint}</Alert>}
        </>
      )}
    </Stack>
  );
}

interface SignProps {
  readonly request: 'phases.review' | 'phases.accept';
  readonly integrationId: string;
  readonly view: PhasesView;
  readonly took: (view: PhasesView) => void;
}

/** C16: the district answers for the accuracy of its data. */
function Sign({ request, integrationId, view: { run }, took }: SignProps) {
  const client = useClient();
  const [by, setBy] = useState('');
  const [note, setNote] = useState('');
  const sign = useMutation({
    mutationFn: (runId: string) => client.call(request, { integrationId, runId, by, note }),
    onSuccess: (answer) => {
      setBy('');
      setNote('');
      took(answer);
    },
  });
  if (run === null) return null;
  return (
    <Stack
      component="form"
      gap="sm"
      maw={520}
      aria-label={phaseTexts.sign[request]}
      onSubmit={(event) => {
        event.preventDefault();
        if (by.trim() !== '') sign.mutate(run.runId);
      }}
    >
      <Text size="sm">{phaseTexts.accuracy}</Text>
      <TextInput
        label={phaseTexts.by}
        required
        maxLength={100}
        value={by}
        onChange={({ currentTarget }) => setBy(currentTarget.value)}
      />
      <Textarea
        label={phaseTexts.note}
        maxLength={2000}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      {sign.error === null ? null : <ErrorNote error={sign.error} />}
      <Group>
        <Button type="submit" disabled={by.trim() === ''} loading={sign.isPending}>
          {phaseTexts.sign[request]}
        </Button>
      </Group>
    </Stack>
  );
}
