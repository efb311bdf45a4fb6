import { Anchor, Button, Group, Loader, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { recordHref } from '../browse/record-address.ts';
import { qualityRecordsQuery, type WhichRecords } from './queries.ts';
import { qualityTexts } from './texts.ts';

/** The records that a rule finds, a page at a time; each is a link to itself. */
export function RuleRecords({ which, title }: { readonly which: WhichRecords; readonly title: string }) {
  const pages = useInfiniteQuery(qualityRecordsQuery(useClient(), which));
  if (pages.error !== null) return <ErrorNote error={pages.error} />;
  if (pages.data === undefined) return <Loader size="sm" aria-label={title} />;
  const records = pages.data.pages.flatMap((page) => page.records);
  if (records.length === 0) return <Text size="sm">{qualityTexts.none}</Text>;
  const { columns } = qualityTexts;
  return (
    <>
      <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table className="gs-number" aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{columns.name}</Table.Th>
              <Table.Th scope="col">{columns.powerSchoolId}</Table.Th>
              <Table.Th scope="col">{columns.school}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {records.map(({ sourcedId, powerSchoolId, name, school }) => (
              <Table.Tr key={sourcedId}>
                <Table.Td>
                  <Anchor
                    size="sm"
                    underline="always"
                    dir="auto"
                    className="gs-name"
                    href={recordHref(which.integrationId, sourcedId, null)}
                  >
                    {name === '' ? powerSchoolId : name}
                  </Anchor>
                </Table.Td>
                <Table.Td>{powerSchoolId}</Table.Td>
                <Table.Td dir="auto">{school ?? qualityTexts.district}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {pages.hasNextPage ? (
        <Group mt="xs">
          <Button
            size="xs"
            variant="default"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {qualityTexts.more}
          </Button>
        </Group>
      ) : null}
    </>
  );
}
