import { Alert, Anchor, List, Stack, Table, Text, Title } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import { partnerReadSentences } from '../../../shared/integration/partner-read.ts';
import type { GuardReport, RunReport } from '../../../shared/integration/run.ts';
import { entityTypes } from '../../../shared/oneroster/entity.ts';
import { Problem } from '../../components/error-note.tsx';
import { formatNumber } from '../../components/format.ts';
import { hrefOf } from '../../route.ts';
import { entityWords, exchangeSentence, hasWritten, meaningOf, tripWords } from '../../components/words.ts';

/** How a run ended: what that means for the data, and what stopped it if anything did. */
export function RunOutcome({ run, isTwoWay }: { readonly run: RunReport; readonly isTwoWay: boolean }) {
  const { status, error, guard } = run;
  return (
    <Stack gap="sm">
      <Text size="sm">{meaningOf(run)}</Text>
      {isTwoWay ? <Text size="sm">{exchangeSentence(run)}</Text> : null}
      {run.partnerRead === undefined
        ? null
        : partnerReadSentences(run.partnerRead, (entity) => entityWords[entity].toLowerCase()).map((sentence) => (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ))}
      {run.plan != null && !run.plan.applied && run.plan.items + run.plan.conflicts > 0 ? (
        <Anchor
          size="sm"
          underline="always"
          href={hrefOf({ screen: 'plan', integrationId: run.integrationId, planId: run.plan.planId })}
        >
          Look at the plan
        </Anchor>
      ) : null}
      {error === null ? null : <Problem message={error.message} fix={error.fix} isAsked={status === 'cancelled'} />}
      {guard === null ? null : <GuardNote guard={guard} />}
    </Stack>
  );
}

function GuardNote({ guard }: { readonly guard: GuardReport }) {
  return (
    <Alert color="orange" variant="light" icon={<IconShieldExclamation aria-hidden />} title={guard.message}>
      <List size="sm" c="var(--mantine-color-text)">
        {guard.trips.map(({ entity, schoolKey, school, present, removed, reason, target }) => (
          <List.Item key={`${entity}-${schoolKey}-${reason}-${target ?? ''}`}>
            {school}:{' '}
            {tripWords[reason](formatNumber(removed), formatNumber(present), entityWords[entity].toLowerCase())}
          </List.Item>
        ))}
      </List>
      <Text size="sm" mt="xs" c="var(--mantine-color-text)">
        {guard.fix}
      </Text>
    </Alert>
  );
}

const columns = ['received', 'created', 'updated', 'unchanged', 'removed', 'skipped', 'failed'] as const;

/** The figures of a run by entity; nothing where it had not come so far. `level` is that of their heading on the screen. */
export function RunFigures({ run, level }: { readonly run: RunReport; readonly level: 2 | 3 }) {
  const rows = entityTypes.flatMap((entity) => {
    const counts = run.entities[entity];
    return counts === undefined ? [] : [{ entity, counts }];
  });
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby={`figures-${run.runId}`}>
      <Title order={level} size="h5" id={`figures-${run.runId}`} mb={4}>
        {hasWritten(run) ? 'What the sync did' : 'What the sync would have done'}
      </Title>
      <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table
          className="gs-number"
          verticalSpacing={6}
          horizontalSpacing={6}
          highlightOnHover
          aria-label="Records of this sync by entity"
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Records</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column} scope="col" ta="right" tt="capitalize">
                  {column}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ entity, counts }) => (
              <Table.Tr key={entity} data-entity={entity}>
                <Table.Th scope="row" fw={500}>
                  {entityWords[entity]}
                </Table.Th>
                {columns.map((column) => (
                  <Table.Td
                    key={column}
                    ta="right"
                    data-column={column}
                    {...(counts[column] === 0 ? { c: 'dimmed' } : {})}
                  >
                    {formatNumber(counts[column])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
