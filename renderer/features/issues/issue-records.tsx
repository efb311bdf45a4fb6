import { Anchor, Button, Group, Loader, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ListedIssue } from '../../../shared/ipc/contract/issues.ts';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { recordHref } from '../browse/record-address.ts';
import { issuesOfQuery, type Cause } from './queries.ts';
import { texts } from './texts.ts';

/** The records of one cause, a page at a time; each is a link to itself. */
export function IssueRecords({ cause, title }: { readonly cause: Cause; readonly title: string }) {
  const pages = useInfiniteQuery(issuesOfQuery(useClient(), cause));
  if (pages.error !== null) return <ErrorNote error={pages.error} />;
  if (pages.data === undefined) return <Loader size="sm" aria-label={title} />;
  const { columns } = texts;
  return (
    <>
      <Table.ScrollContainer minWidth={620} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table className="gs-number" aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              {Object.values(columns).map((column) => (
                <Table.Th key={column} scope="col">
                  {column}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pages.data.pages
              .flatMap(({ issues }) => issues)
              .map((issue) => (
                <IssueRow key={issue.id} integrationId={cause.integrationId} issue={issue} />
              ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {pages.hasNextPage ? (
        <Group>
          <Button
            size="xs"
            variant="default"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {texts.more}
          </Button>
        </Group>
      ) : null}
    </>
  );
}

interface RowProps {
  readonly integrationId: string;
  readonly issue: ListedIssue;
}

function IssueRow({ integrationId, issue }: RowProps) {
  const { sourcedId, powerSchoolId, name, partner, school, message } = issue;
  const isHere = isOfOneRecord(sourcedId);
  const shown = name === null || name === '' ? powerSchoolId : name;
  return (
    <Table.Tr>
      <Table.Td className="gs-name" dir="auto">
        {isHere ? (
          <Anchor size="sm" underline="always" href={recordHref(integrationId, sourcedId, null)}>
            {shown}
          </Anchor>
        ) : (
          (partner ?? texts.wholeListing)
        )}
      </Table.Td>
      <Table.Td>{isHere ? powerSchoolId : '–'}</Table.Td>
      <Table.Td dir="auto">{school ?? texts.district}</Table.Td>
      <Table.Td dir="auto" className="gs-name">
        {message}
      </Table.Td>
    </Table.Tr>
  );
}

/** What a whole listing is blamed for, and what only the partner has, stands at key 0. */
const isOfOneRecord = (sourcedId: string): boolean => (parseSourcedId(sourcedId)?.key ?? 0) !== 0;
