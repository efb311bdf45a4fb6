import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { WeekStatus } from '../../../shared/reports/week.ts';
import { entityTypes } from '../../../shared/oneroster/entity.ts';
import { formatMomentIn, formatNumber } from '../../components/format.ts';
import { entityWords, statusWords } from '../../components/words.ts';
import { texts } from './texts.ts';

interface Props {
  readonly week: WeekStatus;
}

/** More than that are read by nobody; the CSV has them all. */
const shownRuns = 50;

export function RunsTable({ week: { runs, zone } }: Props) {
  const { when, kind, outcome, changed, issues } = texts.runColumns;
  return (
    <>
      <Plain label={texts.runs} head={[when, kind, outcome, changed, issues]} numbers={3}>
        {runs.slice(0, shownRuns).map((run) => (
          <Table.Tr key={run.runId}>
            <Table.Td>{formatMomentIn(run.startedAt, zone)}</Table.Td>
            <Table.Td>{texts.kind(run.full, run.dryRun)}</Table.Td>
            <Table.Td>{statusWords[run.status]}</Table.Td>
            <Figure value={run.changed} />
            <Figure value={run.issues} />
          </Table.Tr>
        ))}
      </Plain>
      {runs.length > shownRuns ? <Text size="sm">{texts.more(runs.length - shownRuns)}</Text> : null}
    </>
  );
}

export function RecordsTable({ week: { records } }: Props) {
  const { what, created, updated, removed } = texts.recordColumns;
  return (
    <Plain label={texts.records} head={[what, created, updated, removed]} numbers={1}>
      {entityTypes.flatMap((entity) => {
        const counts = records[entity];
        if (counts === undefined) return [];
        return (
          <Table.Tr key={entity} data-records={entity}>
            <Table.Td>{entityWords[entity]}</Table.Td>
            <Figure value={counts.created} />
            <Figure value={counts.updated} />
            <Figure value={counts.removed} />
          </Table.Tr>
        );
      })}
    </Plain>
  );
}

export function WritesTable({ week: { writes } }: Props) {
  const { end, created, updated, deleted, failed, unconfirmed } = texts.writeColumns;
  return (
    <Plain label={texts.writes} head={[end, created, updated, deleted, failed, unconfirmed]} numbers={1}>
      {(['powerschool', 'partner'] as const).map((side) => (
        <Table.Tr key={side} data-writes={side}>
          <Table.Td>{texts.ends[side]}</Table.Td>
          <Figure value={writes[side].created} />
          <Figure value={writes[side].updated} />
          <Figure value={writes[side].deleted} />
          <Figure value={writes[side].failed} />
          <Figure value={writes[side].unconfirmed} />
        </Table.Tr>
      ))}
    </Plain>
  );
}

const Figure = ({ value }: { readonly value: number }) => (
  <Table.Td className="gs-number" ta="right">
    {formatNumber(value)}
  </Table.Td>
);

interface PlainProps {
  readonly label: string;
  readonly head: readonly string[];
  /** From this column on they are figures. */
  readonly numbers: number;
  readonly children: ReactNode;
}

const Plain = ({ label, head, numbers, children }: PlainProps) => (
  <Table.ScrollContainer minWidth={520} type="native">
    <Table className="gs-paper-table" aria-label={label} verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          {head.map((name, at) => (
            <Table.Th key={name} ta={at >= numbers ? 'right' : 'left'}>
              {name}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>{children}</Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);
