import { Table, Text } from '@mantine/core';
import type { PlanItem } from '../../../shared/exchange/plan.ts';
import { formatNumber } from '../../components/format.ts';
import { entityWords } from '../../components/words.ts';
import { actionWords, itemStateWords, planTexts, reasonWords, sideWords } from './texts.ts';

interface Props {
  readonly items: readonly PlanItem[];
  /** There are more than fit on paper. */
  readonly isPart: boolean;
}

/** Every change of a plan as a table, for paper alone. */
export const PlanPaper = ({ items, isPart }: Props) => (
  <div className="gs-print-only" data-testid="plan-paper">
    {isPart ? <Text size="sm">{planTexts.part(formatNumber(items.length))}</Text> : null}
    <Table className="gs-paper-table" aria-label={planTexts.title} verticalSpacing={3}>
      <Table.Thead>
        <Table.Tr>
          {planTexts.paperHead.map((name) => (
            <Table.Th key={name}>{name}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Line key={item.item} item={item} />
        ))}
      </Table.Tbody>
    </Table>
  </div>
);

const otherOf = (target: PlanItem['target']): string => sideWords[target === 'powerschool' ? 'partner' : 'powerschool'];

const Line = ({
  item: { school, class: klass, entity, label, action, target, state, changes },
}: {
  readonly item: PlanItem;
}) => (
  <Table.Tr>
    <Table.Td>{[school, klass].filter((name) => name !== null).join(', ')}</Table.Td>
    <Table.Td>{`${entityWords[entity]}: ${label}`}</Table.Td>
    <Table.Td>{`${actionWords[action]} in ${sideWords[target]}`}</Table.Td>
    <Table.Td>
      {changes.map(({ attribute, old, new: next, reason }) => (
        <div
          key={attribute}
        >{`${attribute}: ${old ?? planTexts.blank} → ${next ?? planTexts.blank} (${reasonWords[reason](otherOf(target))})`}</div>
      ))}
    </Table.Td>
    <Table.Td>{itemStateWords[state]}</Table.Td>
  </Table.Tr>
);
