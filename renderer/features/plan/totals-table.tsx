import { Table } from '@mantine/core';
import { exchangedEntities, sides } from '../../../shared/exchange/exchanged.ts';
import type { PlanTotal } from '../../../shared/ipc/contract/plans.ts';
import { formatNumber } from '../../components/format.ts';
import { planTexts, recordWords, sideNames } from './texts.ts';

const columns = ['create', 'update', 'delete', 'blocked', 'leftOut'] as const;
type Column = (typeof columns)[number];

/** What is kept back or left out is not counted as written, too. */
const columnOf = ({ action, state }: PlanTotal): Column =>
  state === 'blocked' ? 'blocked' : state === 'leftOut' ? 'leftOut' : action;

/** A plan in figures: a line for each end and kind of record. */
export function TotalsTable({ totals }: { readonly totals: readonly PlanTotal[] }) {
  const lines = sides.flatMap((target) =>
    exchangedEntities.flatMap((entity) => {
      const own = totals.filter((total) => total.target === target && total.entity === entity);
      return own.length === 0 ? [] : [{ target, entity, own }];
    }),
  );
  if (lines.length === 0) return null;
  const shown = columns.filter(
    (column) =>
      column === 'create' ||
      column === 'update' ||
      column === 'delete' ||
      totals.some((total) => columnOf(total) === column),
  );
  return (
    <Table.ScrollContainer minWidth={480} scrollAreaProps={{ tabIndex: 0, 'aria-label': planTexts.totals }}>
      <Table verticalSpacing={4} horizontalSpacing="sm" aria-label={planTexts.totals} maw={760}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{planTexts.to}</Table.Th>
            <Table.Th scope="col">{planTexts.records}</Table.Th>
            {shown.map((column) => (
              <Table.Th key={column} scope="col" ta="right">
                {planTexts.totalsHead[column]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ target, entity, own }) => (
            <Table.Tr key={`${target} ${entity}`} data-total={`${target} ${entity}`}>
              <Table.Td>{sideNames[target]}</Table.Td>
              <Table.Th scope="row" fw={500}>
                {recordWords[entity]}
              </Table.Th>
              {shown.map((column) => (
                <Table.Td key={column} ta="right" className="gs-number" data-column={column}>
                  {formatNumber(own.reduce((sum, total) => sum + (columnOf(total) === column ? total.count : 0), 0))}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
