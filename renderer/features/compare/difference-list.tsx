import { Anchor, Button, Group, Loader, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { DifferentRecord } from '../../../shared/ipc/contract/compare.ts';
import type { NamedReference } from '../../../shared/ipc/contract/browse.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { entityWords } from '../../components/words.ts';
import { CellContent } from '../browse/cell-content.tsx';
import type { CompareState } from './address.ts';
import { TableExport } from '../export/table-export.tsx';
import { differencesQuery, pageSize, type Compared } from './queries.ts';
import { differenceWords, texts } from './texts.ts';

interface Props {
  readonly compared: Compared;
  readonly list: NonNullable<CompareState['list']>;
  readonly hrefOfOpen: (record: DifferentRecord) => string;
  readonly hrefOfRecord: (reference: NamedReference) => string;
}

/** The records behind one figure, a page at a time; what is asked for comes in parts where it has to be searched for. */
export function DifferenceList({ compared, list, hrefOfOpen, hrefOfRecord }: Props) {
  const { integrationId, ...runs } = compared;
  const [pages, setPages] = useState(1);
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(
    differencesQuery(useClient(), compared, list),
  );
  const found = data?.pages.flatMap(({ rows }) => rows) ?? [];
  const wanted = pages * pageSize;
  const isLooking = hasNextPage && found.length < wanted;
  useEffect(() => {
    if (isLooking && !isFetching && error === null) void fetchNextPage();
  }, [isLooking, isFetching, error, fetchNextPage]);
  const title = `${entityWords[list.entity]}: ${differenceWords[list.difference].toLowerCase()}`;
  return (
    <Stack component="section" className="gs-card" p="lg" gap="sm" aria-labelledby="differences">
      <Group justify="space-between">
        <Title order={2} size="h4" id="differences">
          {title}
        </Title>
        {found.length === 0 ? null : (
          <TableExport
            integrationId={integrationId}
            title={title}
            contentOf={(format) => ({ kind: 'comparison', wanted: { ...runs, ...list }, format })}
          />
        )}
      </Group>
      {error === null ? null : <ErrorNote error={error} />}
      {found.length === 0 ? (
        <Text size="sm" component="output">
          {data === undefined || isLooking ? texts.noneSoFar : texts.none}
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={620} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table className="gs-number" aria-label={title} verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{texts.columns.title}</Table.Th>
                <Table.Th scope="col">{texts.columns.powerSchoolId}</Table.Th>
                <Table.Th scope="col">{texts.columns.school}</Table.Th>
                <Table.Th scope="col">{list.difference === 'changed' ? texts.columns.changes : texts.details}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.slice(0, wanted).map((record) => (
                <Table.Tr key={record.sourcedId} data-record={record.sourcedId}>
                  <Table.Td>
                    <Anchor size="sm" underline="always" className="gs-name" dir="auto" href={hrefOfOpen(record)}>
                      {record.title === '' ? record.powerSchoolId : record.title}
                    </Anchor>
                  </Table.Td>
                  <Table.Td className="gs-whole">{record.powerSchoolId}</Table.Td>
                  <Table.Td dir="auto">{record.school ?? texts.district}</Table.Td>
                  <Table.Td>
                    <Changes record={record} list={list} hrefOfRecord={hrefOfRecord} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Group gap="sm">
        {hasNextPage || found.length > wanted ? (
          <Button size="xs" variant="default" loading={isLooking} onClick={() => setPages((before) => before + 1)}>
            {texts.more}
          </Button>
        ) : null}
        {isLooking && found.length > 0 ? <Loader size="xs" aria-hidden /> : null}
      </Group>
    </Stack>
  );
}

type ChangesProps = Pick<Props, 'list' | 'hrefOfRecord'> & { readonly record: DifferentRecord };

function Changes({ record, list, hrefOfRecord }: ChangesProps) {
  if (record.changes.length === 0) {
    return list.difference === 'changed' ? (
      <Text size="sm" c="dimmed">
        {texts.hiddenChange}
      </Text>
    ) : null;
  }
  return record.changes.map(({ id, label, type, old, new: now }) => (
    <div key={id} className="gs-change" data-field={id}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" component="div" className="gs-name">
        {list.difference === 'added' ? null : (
          <del>
            <CellContent value={old} type={type} hrefOfRecord={hrefOfRecord} />
          </del>
        )}
        {list.difference === 'changed' ? (
          <>
            {' '}
            <span aria-hidden>→</span>
            <VisuallyHidden>{texts.became}</VisuallyHidden>{' '}
          </>
        ) : null}
        {list.difference === 'removed' ? null : (
          <ins>
            <CellContent value={now} type={type} hrefOfRecord={hrefOfRecord} />
          </ins>
        )}
      </Text>
    </div>
  ));
}
