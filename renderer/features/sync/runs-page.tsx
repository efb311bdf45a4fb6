import { Anchor, Button, Checkbox, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RunReport } from '../../../shared/integration/run.ts';
import { useClient } from '../../api/client-context.ts';
import { runsQuery } from '../../api/queries.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatDuration, formatNumber, formatSecond } from '../../components/format.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { hasWritten } from '../../components/words.ts';
import { hrefOf, navigate } from '../../route.ts';
import { texts as compareTexts } from '../compare/texts.ts';

/** The history of an integration, newest first. */
export function RunsPage({ integrationId }: { readonly integrationId: string }) {
  const runs = useQuery(runsQuery(useClient(), integrationId));
  return (
    <Stack gap="lg">
      <PageHeading title="Runs" lead="Every sync of this integration, the newest first." />
      {runs.error === null ? null : <ErrorNote error={runs.error} />}
      {runs.isPending ? <Skeleton height={160} radius="lg" aria-hidden /> : null}
      {runs.data?.length === 0 ? <Text>There has been no sync yet. Start one on Home.</Text> : null}
      {runs.data === undefined || runs.data.length === 0 ? null : (
        <RunTable integrationId={integrationId} runs={runs.data} />
      )}
    </Stack>
  );
}

interface TableProps {
  readonly integrationId: string;
  readonly runs: readonly RunReport[];
}

function RunTable({ integrationId, runs }: TableProps) {
  const [chosen, choose] = useState<readonly string[]>([]);
  const [to, from] = runs.filter(({ runId }) => chosen.includes(runId));
  const canCompare = runs.filter(hasWritten).length > 1;
  return (
    <div className="gs-card">
      {canCompare ? (
        <Group p="sm" gap="sm">
          <Button
            size="xs"
            variant="default"
            disabled={from === undefined}
            onClick={() => {
              if (from !== undefined && to !== undefined)
                navigate({ screen: 'compare', integrationId, from: from.runId, to: to.runId });
            }}
          >
            {compareTexts.compare}
          </Button>
          <Text size="sm" c="dimmed" component="output">
            {chosen.length === 0 ? compareTexts.chooseTwo : compareTexts.chosen(chosen.length)}
          </Text>
        </Group>
      ) : null}
      <Table.ScrollContainer minWidth={720} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table className="gs-number" verticalSpacing="sm" horizontalSpacing="sm" highlightOnHover aria-label="Runs">
          <Table.Thead>
            <Table.Tr>
              {canCompare ? <Table.Th scope="col">{compareTexts.compare}</Table.Th> : null}
              <Table.Th scope="col">Started</Table.Th>
              <Table.Th scope="col">Outcome</Table.Th>
              <Table.Th scope="col">Kind</Table.Th>
              <Table.Th scope="col">Took</Table.Th>
              <Table.Th scope="col" ta="right">
                Changes
              </Table.Th>
              <Table.Th scope="col" ta="right">
                Issues
              </Table.Th>
              <Table.Th scope="col" ta="right">
                Requests
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {runs.map((run) => (
              <Table.Tr key={run.runId}>
                {canCompare ? (
                  <Table.Td>
                    {hasWritten(run) ? (
                      <Checkbox
                        size="xs"
                        aria-label={compareTexts.choose(formatSecond(run.startedAt))}
                        checked={chosen.includes(run.runId)}
                        disabled={chosen.length === 2 && !chosen.includes(run.runId)}
                        onChange={({ currentTarget: { checked } }) =>
                          choose((before) =>
                            checked ? [...before, run.runId] : before.filter((id) => id !== run.runId),
                          )
                        }
                      />
                    ) : null}
                  </Table.Td>
                ) : null}
                <Table.Td className="gs-whole">
                  <Anchor size="sm" underline="always" href={hrefOf({ screen: 'run', ...run })}>
                    {formatSecond(run.startedAt)}
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  <StatusMark status={run.status} />
                </Table.Td>
                <Table.Td>{kindOf(run)}</Table.Td>
                <Table.Td>{formatDuration(run.startedAt, run.finishedAt) ?? '–'}</Table.Td>
                <Table.Td ta="right">{hasWritten(run) ? formatNumber(changesOf(run)) : '–'}</Table.Td>
                <Table.Td ta="right">{formatNumber(run.issues)}</Table.Td>
                <Table.Td ta="right">{formatNumber(run.requests)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}

export function kindOf({ dryRun, full }: Pick<RunReport, 'dryRun' | 'full'>): string {
  if (dryRun) return 'Dry run';
  return full ? 'Full sync' : 'Sync';
}

export const changesOf = ({ entities }: Pick<RunReport, 'entities'>): number =>
  Object.values(entities).reduce((sum, { created, updated, removed }) => sum + created + updated + removed, 0);
