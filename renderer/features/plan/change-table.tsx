import { Table, Text } from '@mantine/core';
import { otherSide } from '../../../shared/exchange/exchanged.ts';
import type { PlanItem } from '../../../shared/exchange/plan.ts';
import { planTexts, reasonWords, sideWords } from './texts.ts';

/** A value as people read it; nothing at all is a word of its own, because a blank is no zero. */
export function Shown({ value }: { readonly value: string | number | null }) {
  if (value === null) {
    return (
      <Text span size="sm" c="dimmed" fs="italic">
        {planTexts.blank}
      </Text>
    );
  }
  return (
    <Text span size="sm" dir="auto" className="gs-name">
      {String(value)}
    </Text>
  );
}

/** What one write changes, attribute by attribute. */
export function ChangeTable({ item }: { readonly item: PlanItem }) {
  const other = sideWords[otherSide(item.target)];
  return (
    <Table verticalSpacing={4} horizontalSpacing="xs" aria-label={item.label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{planTexts.attribute}</Table.Th>
          <Table.Th scope="col">{planTexts.old}</Table.Th>
          <Table.Th scope="col">{planTexts.new}</Table.Th>
          <Table.Th scope="col">{planTexts.why}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {item.changes.map((change) => (
          <Table.Tr key={change.attribute}>
            <Table.Th scope="row" fw={500}>
              {change.attribute.replace('metadata.', '')}
            </Table.Th>
            <Table.Td>
              <Shown value={change.old} />
            </Table.Td>
            <Table.Td>
              <Shown value={change.new} />
            </Table.Td>
            <Table.Td>{reasonWords[change.reason](other)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
