import { Alert, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isCustomSource, sourceInWords } from '../../../shared/integration/mapping/custom-fields.ts';
import type { MappedEntity } from '../../../shared/integration/mapping/mapped-entities.ts';
import type { AttributeMapping } from '../../../shared/integration/mappings.ts';
import type { SetupTarget } from '../../../shared/ipc/contract/inputs.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { previewCell, type PreviewCell, type SampleRecord } from './preview.ts';
import { fieldsQuery, sampleQuery } from './queries.ts';
import { texts } from './texts.ts';

interface PreviewProps {
  readonly entity: MappedEntity;
  readonly mappings: readonly AttributeMapping[];
  readonly target: SetupTarget;
}

const recordsShown = 10;

/** The first ten of the entity's records in a sample. */
export function recordsFor(entity: MappedEntity, records: readonly SampleRecord[]): readonly SampleRecord[] {
  const isKind = (record: SampleRecord): boolean =>
    (entity !== 'student' && entity !== 'teacher') || (record['role'] === 'student') === (entity === 'student');
  return records.filter(isKind).slice(0, recordsShown);
}

/** Before and after on real records, read from PowerSchool now. */
export function MappingPreview({ entity, mappings, target }: PreviewProps) {
  const client = useClient();
  const sample = useQuery(sampleQuery(client, target, entity));
  const records = recordsFor(entity, sample.data?.records ?? []);
  const sources = [...new Set(mappings.flatMap((mapping) => mapping.sources).filter(isCustomSource))].slice(0, 10);
  const keys = records.map(({ identifiers }) => identifiers.powerSchool);
  const fields = useQuery({
    ...fieldsQuery(client, { target, entity, sources, keys }),
    enabled: sources.length > 0 && sample.data !== undefined,
  });
  const found = fields.data ?? [];
  const lacking = found.filter(({ needsPlugin }) => needsPlugin).map(({ source }) => sourceInWords(source));
  const isWaiting = sample.isPending || (sources.length > 0 && fields.isPending && sample.error === null);
  return (
    <Stack component="section" gap="sm" aria-labelledby="mapping-preview">
      <Title order={2} size="h5" id="mapping-preview">
        {texts.preview}
      </Title>
      {lacking.length === 0 ? null : (
        <output>
          <Alert
            color="yellow"
            variant="light"
            role="presentation"
            title={`${texts.needsPlugin} ${lacking.join(', ')}`}
          />
        </output>
      )}
      {sample.error === null ? null : <ErrorNote error={sample.error} />}
      {sample.data?.from === 'local' ? <Text size="sm">{texts.previewLocal}</Text> : null}
      {isWaiting ? <Skeleton height={160} aria-hidden /> : null}
      {sample.data !== undefined && records.length === 0 ? <Text size="sm">{texts.previewNone}</Text> : null}
      {!isWaiting && records.length > 0 ? (
        <PreviewTable
          mappings={mappings}
          rows={records.map((record) => ({
            id: record.identifiers.powerSchool,
            cells: mappings.map((mapping) => previewCell(entity, mapping, record, found)),
          }))}
        />
      ) : null}
    </Stack>
  );
}

interface TableProps {
  readonly mappings: readonly AttributeMapping[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly PreviewCell[] }[];
}

const PreviewTable = ({ mappings, rows }: TableProps) => (
  <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
    <Table aria-label={texts.preview}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">PowerSchool ID</Table.Th>
          {mappings.flatMap(({ target }) => [
            <Table.Th key={`${target} before`} scope="col">{`${target} before`}</Table.Th>,
            <Table.Th key={`${target} after`} scope="col">{`${target} after`}</Table.Th>,
          ])}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ id, cells }) => (
          <Table.Tr key={id}>
            <Table.Td className="gs-number">{id}</Table.Td>
            {cells.flatMap(({ before, after, problem }, at) => [
              <Table.Td key={`${mappings[at]?.target ?? at} before`}>{before === '' ? '–' : before}</Table.Td>,
              <Table.Td key={`${mappings[at]?.target ?? at} after`} fw={before === after ? 400 : 600}>
                {after === '' ? '–' : after}
                {problem === null ? null : (
                  <Text size="xs" c="dimmed">
                    {problem}
                  </Text>
                )}
              </Table.Td>,
            ])}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);
