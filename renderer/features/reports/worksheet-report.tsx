import { Badge, Skeleton, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MappedEntity } from '../../../shared/integration/mapping/mapped-entities.ts';
import type { Worksheet, WorksheetRow } from '../../../shared/reports/worksheet.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { CallForm } from './call-form.tsx';
import { useWorksheetChange, worksheetQuery } from './queries.ts';
import { SignOffs } from './sign-offs.tsx';
import { entityTitles, texts } from './texts.ts';

/** The data-mapping worksheet (C9). */
export function WorksheetReport({ integrationId }: { readonly integrationId: string }) {
  const found = useQuery(worksheetQuery(useClient(), integrationId));
  if (found.error !== null) return <ErrorNote error={found.error} />;
  if (found.data === undefined) return <Skeleton height={320} radius="lg" aria-hidden />;
  return (
    <Stack gap="lg">
      <CallForm integrationId={integrationId} call={found.data.call} />
      {found.data.hasDraft ? <Text size="sm">{texts.draft}</Text> : null}
      {found.data.entities.map((one) => (
        <EntityTable key={one.entity} integrationId={integrationId} {...one} />
      ))}
      <SignOffs integrationId={integrationId} signOffs={found.data.signOffs} />
    </Stack>
  );
}

type EntityRows = Worksheet['entities'][number];

function EntityTable({ integrationId, entity, rows }: EntityRows & { readonly integrationId: string }) {
  const { columns } = texts;
  const title = entityTitles[entity];
  return (
    <Stack component="section" className="gs-card" p="lg" gap="xs" aria-labelledby={`worksheet-${entity}`}>
      <Title order={2} size="h4" id={`worksheet-${entity}`}>
        {title}
      </Title>
      <Table.ScrollContainer minWidth={760} type="native">
        <Table className="gs-paper-table" fz="xs" verticalSpacing={4} layout="fixed" aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="21%">{columns.attribute}</Table.Th>
              <Table.Th w="28%">{columns.source}</Table.Th>
              <Table.Th w="19%">{columns.how}</Table.Th>
              <Table.Th w="13%">{columns.master}</Table.Th>
              <Table.Th>{columns.note}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <AttributeRow key={row.attribute} integrationId={integrationId} entity={entity} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

interface RowProps {
  readonly integrationId: string;
  readonly entity: MappedEntity;
  readonly row: WorksheetRow;
}

function AttributeRow({ integrationId, entity, row }: RowProps) {
  const { attribute, sources, how, isOwn, note } = row;
  return (
    <Table.Tr data-attribute={`${entity} ${attribute}`}>
      <Table.Th scope="row" fw={500}>
        {attribute}
        {isOwn ? (
          <Badge variant="default" tt="none" radius="sm" ml={6}>
            {texts.own}
          </Badge>
        ) : null}
      </Table.Th>
      <Table.Td>{sources.length === 0 ? texts.noSource : sources.join(', ')}</Table.Td>
      <Table.Td>{how === '' ? texts.asIs : how}</Table.Td>
      <Table.Td>
        {row.master === null ? texts.noSource : texts.masters[row.master]}
        {row.protectedBy.length === 0 ? null : (
          <Text size="xs" c="dimmed">
            {texts.protected(row.protectedBy.map((end) => texts.ends[end]))}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <NoteField key={note} integrationId={integrationId} entity={entity} attribute={attribute} note={note} />
        <span className="gs-print-only">{note}</span>
      </Table.Td>
    </Table.Tr>
  );
}

interface NoteProps {
  readonly integrationId: string;
  readonly entity: MappedEntity;
  readonly attribute: string;
  readonly note: string;
}

/** Kept as soon as the field is left. */
function NoteField({ integrationId, entity, attribute, note }: NoteProps) {
  const keep = useWorksheetChange<string>(integrationId, (client, text) =>
    client.call('reports.keepNote', { integrationId, entity, attribute, note: text }),
  );
  return (
    <TextInput
      size="xs"
      className="gs-no-print"
      aria-label={texts.noteOf(entityTitles[entity], attribute)}
      defaultValue={note}
      maxLength={2000}
      onBlur={({ currentTarget }) => {
        const text = currentTarget.value.trim();
        if (text !== note) keep.mutate(text);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
      error={keep.error === null ? undefined : keep.error.message}
    />
  );
}
