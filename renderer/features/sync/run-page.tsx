import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RunReport } from '../../../shared/integration/run.ts';
import { useClient } from '../../api/client-context.ts';
import { homeQuery, runQuery } from '../../api/queries.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatDuration, formatExactMoment, formatNumber } from '../../components/format.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { hasWritten } from '../../components/words.ts';
import { hrefOf } from '../../route.ts';
import { CompareWith } from '../compare/compare-with.tsx';
import { WrittenByRun } from '../plan/receipt-list.tsx';
import { kindOf } from './runs-page.tsx';
import { RunFigures, RunOutcome } from './run-summary.tsx';

interface Props {
  readonly integrationId: string;
  readonly runId: string;
}

/** The report of one run. */
export function RunPage({ integrationId, runId }: Props) {
  const client = useClient();
  const run = useQuery(runQuery(client, integrationId, runId));
  const home = useQuery(homeQuery(client));
  const isTwoWay = home.data?.find((card) => card.integrationId === integrationId)?.mode === 'two-way';
  return (
    <Stack gap="lg">
      <Anchor size="sm" underline="always" href={hrefOf({ screen: 'runs', integrationId })}>
        All runs
      </Anchor>
      <PageHeading title="Report of a sync" />
      {run.error === null ? null : <ErrorNote error={run.error} />}
      {run.isPending ? <Skeleton height={240} radius="lg" aria-hidden /> : null}
      {run.data === undefined ? null : <Report run={run.data} isTwoWay={isTwoWay} />}
    </Stack>
  );
}

function Report({ run, isTwoWay }: { readonly run: RunReport; readonly isTwoWay: boolean }) {
  const facts: readonly (readonly [string, string])[] = [
    ['Started', formatExactMoment(run.startedAt)],
    ['Took', formatDuration(run.startedAt, run.finishedAt) ?? 'under way'],
    ['Kind', kindOf(run)],
    ['Requests', formatNumber(run.requests)],
    ['Issues', formatNumber(run.issues)],
  ];
  return (
    <Stack className="gs-card" p="lg" gap="md">
      <Group justify="space-between" align="flex-start">
        <Group component="dl" gap="xl" m={0}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <Text component="dt" size="sm" c="dimmed">
                {name}
              </Text>
              <Text component="dd" m={0} className="gs-number">
                {value}
              </Text>
            </div>
          ))}
        </Group>
        <StatusMark status={run.status} />
      </Group>
      {run.resumedFrom === null ? null : (
        <Text size="sm">
          This sync went on from{' '}
          <Anchor
            size="sm"
            underline="always"
            href={hrefOf({ screen: 'run', integrationId: run.integrationId, runId: run.resumedFrom })}
          >
            one that was interrupted
          </Anchor>
          .
        </Text>
      )}
      <RunOutcome run={run} isTwoWay={isTwoWay} />
      {hasWritten(run) ? (
        <Anchor
          size="sm"
          underline="always"
          href={hrefOf({
            screen: 'rostering',
            integrationId: run.integrationId,
            view: 'students',
            query: { asOf: run.runId },
          })}
        >
          Browse the local copy as it was after this sync
        </Anchor>
      ) : null}
      {hasWritten(run) ? <CompareWith integrationId={run.integrationId} runId={run.runId} /> : null}
      {run.plan == null ? null : (
        <Anchor
          size="sm"
          underline="always"
          href={hrefOf({ screen: 'plan', integrationId: run.integrationId, planId: run.plan.planId })}
        >
          The plan of this sync
        </Anchor>
      )}
      {run.plan?.applied === true ? <WrittenByRun run={run} /> : null}
      {run.issues > 0 && hasWritten(run) ? (
        <Anchor
          size="sm"
          underline="always"
          href={hrefOf({ screen: 'issues', integrationId: run.integrationId, query: { run: run.runId } })}
        >
          Issues that this sync found
        </Anchor>
      ) : null}
      <RunFigures run={run} level={2} />
    </Stack>
  );
}
