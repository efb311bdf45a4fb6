import { Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import { oldDataSchema, type OldDataView } from '../../../shared/ipc/contract/retention.ts';
import { useClient } from '../../api/client-context.ts';
import { dataKey } from '../../api/queries.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatNumber } from '../../components/format.ts';
import { retentionTexts as texts } from './retention-texts.ts';

interface Props {
  readonly stored: IntegrationDocument;
  readonly isChanged: boolean;
}

/** Takes away at once what is too old: what would go is shown first, and the name is typed. */
export function PurgePart({ stored: { integrationId, config }, isChanged }: Props) {
  const client = useClient();
  const queries = useQueryClient();
  const [typedName, setTypedName] = useState('');
  const look = useMutation({ mutationFn: () => client.call('retention.preview', { integrationId }) });
  const purge = useMutation({
    mutationFn: () => client.call('retention.purge', { integrationId, typedName }),
    onSuccess: async () => {
      setTypedName('');
      look.reset();
      await queries.invalidateQueries({ queryKey: dataKey });
    },
  });
  return (
    <Stack component="section" gap="sm" aria-labelledby="settings-purge">
      <Title order={2} size="h4" id="settings-purge">
        {texts.purgeTitle}
      </Title>
      <Text size="sm">{texts.purgeText}</Text>
      {isChanged ? <Text size="sm">{texts.saveFirst}</Text> : null}
      <Group>
        <Button size="xs" variant="default" disabled={isChanged} loading={look.isPending} onClick={() => look.mutate()}>
          {texts.look}
        </Button>
        <Text size="sm" component="output">
          {purge.isSuccess && look.data === undefined ? texts.purged : ''}
        </Text>
      </Group>
      {look.error === null ? null : <ErrorNote error={look.error} />}
      {look.data === undefined || isChanged ? null : (
        <>
          <OldCounts counts={look.data} />
          <TextInput
            label={texts.typeName(config.name)}
            autoComplete="off"
            value={typedName}
            onChange={({ currentTarget }) => setTypedName(currentTarget.value)}
          />
          <Group>
            <Button
              color="red"
              variant="light"
              disabled={typedName.trim() !== config.name}
              loading={purge.isPending}
              onClick={() => purge.mutate()}
            >
              {texts.purge}
            </Button>
          </Group>
        </>
      )}
      {purge.error === null ? null : <ErrorNote error={purge.error} />}
    </Stack>
  );
}

const kinds = oldDataSchema.keyof().options;

function OldCounts({ counts }: { readonly counts: OldDataView }) {
  if (kinds.every((kind) => counts[kind] === 0)) return <Text size="sm">{texts.nothingOld}</Text>;
  return (
    <>
      <Table aria-label={texts.look} w="auto">
        <Table.Tbody>
          {kinds.map((kind) => (
            <Table.Tr key={kind} data-old={kind}>
              <Table.Th scope="row" fw={400}>
                {texts.rows[kind]}
              </Table.Th>
              <Table.Td className="gs-number" ta="right">
                {formatNumber(counts[kind])}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {counts.undoable === 0 ? null : (
        <Text size="sm" fw={600}>
          {texts.undoable(counts.undoable)}
        </Text>
      )}
    </>
  );
}

/** Everything that was read and written goes; the integration stays. */
export function DeleteLocalData({ stored: { integrationId, config } }: { readonly stored: IntegrationDocument }) {
  const client = useClient();
  const queries = useQueryClient();
  const [typedName, setTypedName] = useState('');
  const remove = useMutation({
    mutationFn: () => client.call('retention.deleteAll', { integrationId, typedName }),
    onSuccess: async () => {
      setTypedName('');
      await queries.invalidateQueries({ queryKey: dataKey });
    },
  });
  return (
    <Stack component="section" gap="sm" aria-labelledby="settings-delete-data">
      <Title order={2} size="h4" id="settings-delete-data">
        {texts.deleteTitle}
      </Title>
      <Text size="sm">{texts.deleteText}</Text>
      <TextInput
        label={texts.typeName(config.name)}
        aria-label={`${texts.deleteTitle}: ${texts.typeName(config.name)}`}
        autoComplete="off"
        value={typedName}
        onChange={({ currentTarget }) => setTypedName(currentTarget.value)}
      />
      <Group>
        <Button
          color="red"
          variant="light"
          disabled={typedName.trim() !== config.name}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          {texts.delete}
        </Button>
        <Text size="sm" component="output">
          {remove.isSuccess ? texts.deleted : ''}
        </Text>
      </Group>
      {remove.error === null ? null : <ErrorNote error={remove.error} />}
    </Stack>
  );
}
