import { Alert, List, Stack, Table, Text } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import type { GuardReport, RunReport } from '../../../shared/integration/run.ts';
import { entityTypes } from '../../../shared/oneroster/entity.ts';
import { Problem } from '../../components/error-note.tsx';
import { formatNumber } from '../../components/format.ts';
import { entityWords, meaningOf } from '../../components/words.ts';

/** What a run did: its meaning, what stopped it if anything did, and the figures by entity. */
export function RunSummary({ run }: { readonly run: RunReport }) {
  return (
    <Stack gap="sm">
      <Text size="sm">{meaningOf(run)}</Text>
      {run.error === null ? null : <Problem message={run.error.message} fix={run.error.fix} />}
      {run.guard === null ? null : <GuardNote guard={run.guard} />}
      <EntityTable run={run} />
    </Stack>
  );
}

function GuardNote({ guard }: { readonly guard: GuardReport }) {
  return (
    <Alert color="orange" variant="light" icon={<IconShieldExclamation aria-hidden />} title={guard.message}>
      <List size="sm" c="var(--mantine-color-text)">
        {guard.trips.map(({ entity, schoolKey, school, present, removed, reason }) => (
          <List.Item key={`${entity}-${schoolKey}`}>
            {school}:{' '}
            {reason === 'empty'
              ? `the listing of ${entityWords[entity]} is empty, ${formatNumber(present)} are here`
              : `${formatNumber(removed)} of ${formatNumber(present)} ${entityWords[entity]} would be removed`}
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

function EntityTable({ run }: { readonly run: RunReport }) {
  const rows = entityTypes.flatMap((entity) => {
    const counts = run.entities[entity];
    return counts === undefined ? [] : [{ entity, counts }];
  });
  if (rows.length === 0) return null;
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table className="gs-number" verticalSpacing={6} highlightOnHover aria-label="Records of this sync by entity">
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
  );
}
