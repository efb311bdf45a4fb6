import { Anchor, Badge, Group, List, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { IssueGroup } from '../../../shared/ipc/contract/runs.ts';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { useClient } from '../../api/client-context.ts';
import { issuesQuery } from '../../api/queries.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatCount, formatNumber } from '../../components/format.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { entityWords } from '../../components/words.ts';
import { recordHref } from '../browse/record-address.ts';

/** What is wrong with single records, grouped by cause, the commonest first. */
export function IssuesPage({ integrationId }: { readonly integrationId: string }) {
  const issues = useQuery(issuesQuery(useClient(), integrationId));
  return (
    <Stack gap="lg">
      <PageHeading
        title="Issues"
        lead="Records that came as they are, but with something to put right at the source."
      />
      {issues.error === null ? null : <ErrorNote error={issues.error} />}
      {issues.isPending ? <Skeleton height={200} radius="lg" aria-hidden /> : null}
      {issues.data?.total === 0 ? <Text>No record has an issue.</Text> : null}
      {issues.data !== undefined && issues.data.examined < issues.data.total ? (
        <Text size="sm" c="dimmed">
          {`The groups below were made from the first ${formatNumber(issues.data.examined)} of ${formatNumber(issues.data.total)} issues.`}
        </Text>
      ) : null}
      {issues.data?.groups.map((group) => (
        <GroupCard key={`${group.entity} ${group.code}`} integrationId={integrationId} group={group} />
      ))}
    </Stack>
  );
}

interface GroupProps {
  readonly integrationId: string;
  readonly group: IssueGroup;
}

function GroupCard({ integrationId, group }: GroupProps) {
  const { code, entity, severity, count, fix, examples } = group;
  const [first] = examples;
  const headingId = `issue-${entity}-${code}`;
  return (
    <Stack component="section" className="gs-card" p="lg" gap="sm" aria-labelledby={headingId}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Title order={2} size="h4" id={headingId}>
          {first?.message ?? entityWords[entity]}
        </Title>
        <Badge
          color={severity === 'error' ? 'red' : 'yellow'}
          variant="light"
          tt="none"
          radius="sm"
          className="gs-mark"
        >
          {severity === 'error' ? 'Error' : 'Warning'}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {`${entityWords[entity]}: ${formatCount(count, 'record', 'records')}`}
      </Text>
      <List
        size="sm"
        icon={
          <Text span fw={650} size="sm" className="gs-whole">
            What to do
          </Text>
        }
        listStyleType="none"
      >
        <List.Item>{fix}</List.Item>
      </List>
      <details>
        <summary>{count > examples.length ? `The first ${examples.length} of them` : 'Which records'}</summary>
        <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table mt="xs" className="gs-number" aria-label={`Records: ${first?.message ?? code}`}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">PowerSchool ID</Table.Th>
                <Table.Th scope="col">School</Table.Th>
                <Table.Th scope="col">What is wrong</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {examples.map((example) => (
                <Table.Tr key={example.sourcedId}>
                  <Table.Td>
                    {isOfOneRecord(example.sourcedId) ? (
                      <Anchor size="sm" underline="always" href={recordHref(integrationId, example.sourcedId, null)}>
                        {example.powerSchoolId}
                      </Anchor>
                    ) : (
                      '–'
                    )}
                  </Table.Td>
                  <Table.Td>{example.school ?? '–'}</Table.Td>
                  <Table.Td>{example.message}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </details>
    </Stack>
  );
}

/** What a whole listing is blamed for stands at key 0. */
const isOfOneRecord = (sourcedId: string): boolean => (parseSourcedId(sourcedId)?.key ?? 0) !== 0;
