import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatCount } from '../../components/format.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { hrefOf, navigate, type Route } from '../../route.ts';
import { TableExport } from '../export/table-export.tsx';
import { noFilter, readState, writeState, type IssueState } from './address.ts';
import { IssueCard } from './issue-card.tsx';
import { IssueFilters } from './issue-filters.tsx';
import { issueGroupsQuery } from './queries.ts';
import { texts } from './texts.ts';

type IssuesRoute = Extract<Route, { readonly screen: 'issues' }>;

/** What is wrong with single records, grouped by cause, the commonest first. */
export function IssuesPage({ route }: { readonly route: IssuesRoute }) {
  const { integrationId } = route;
  const filter = readState(route.query);
  const issues = useQuery(issueGroupsQuery(useClient(), integrationId, filter));
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(noFilter);
  const go = (next: IssueState): void =>
    navigate({ screen: 'issues', integrationId, query: writeState(next) }, { replace: true });
  const { data } = issues;
  return (
    <Stack gap="lg">
      <PageHeading title={texts.title} lead={texts.lead} />
      {issues.error === null ? null : <ErrorNote error={issues.error} />}
      {issues.isPending ? <Skeleton height={200} radius="lg" aria-hidden /> : null}
      {filter.runId === null ? null : (
        <Text size="sm">
          {texts.ofRun}{' '}
          <Anchor
            size="sm"
            underline="always"
            href={hrefOf({ screen: 'issues', integrationId, query: writeState({ ...filter, runId: null }) })}
          >
            {texts.allIssues}
          </Anchor>
        </Text>
      )}
      {data === undefined || (data.total === 0 && !isFiltered) ? null : (
        <IssueFilters filter={filter} schools={data.schools} onFilter={go} />
      )}
      {data === undefined ? null : (
        <Group justify="space-between">
          <Text component="output" size="sm" className="gs-number" data-total>
            {data.total > 0 ? formatCount(data.total, 'issue', 'issues') : isFiltered ? texts.noneLeft : texts.none}
          </Text>
          {data.total > 0 ? (
            <TableExport
              integrationId={integrationId}
              title={texts.title}
              contentOf={(format) => ({ kind: 'issues', filter, format })}
            />
          ) : null}
        </Group>
      )}
      {data?.groups.map((group) => (
        <IssueCard
          key={`${group.entity} ${group.code} ${group.severity} ${JSON.stringify(filter)}`}
          integrationId={integrationId}
          filter={filter}
          group={group}
        />
      ))}
    </Stack>
  );
}
