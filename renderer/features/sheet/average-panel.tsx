import { CloseButton, Group, Stack, Table, Text, Title } from '@mantine/core';
import type { Scope, Sheet } from '../../../shared/gradebook/sheet.ts';
import { figure } from './score-text.ts';
import { percentText, scopeName } from './sheet-columns.ts';
import { reasonTexts, texts } from './texts.ts';

interface Props {
  readonly sheet: Sheet;
  readonly student: number;
  readonly scope: Scope;
  readonly onClose: () => void;
}

/** How an average comes about: every line item with what it adds, or why it adds nothing. */
export function AveragePanel({ sheet, student, scope, onClose }: Props) {
  const average = sheet.averageOf(student, scope);
  const items = scope.items.map((item) => ({
    item,
    title: sheet.data.lineItems[item]?.title ?? '',
    part: sheet.partOf(student, item),
  }));
  const leftOut = items.filter(({ part }) => part.kind === 'leftOut');
  return (
    <Stack gap="sm" h="100%" p="md" pt="sm" className="gs-average">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div className="gs-name">
          <Text size="xs" c="dimmed" dir="auto">
            {scope.kind === 'overall' ? texts.overallAverage : texts.averageIn(scopeName(scope))}
          </Text>
          <Title order={2} size="h4" dir="auto">
            {sheet.data.students[student]?.name || texts.unknownStudent}
          </Title>
        </div>
        <CloseButton aria-label={texts.closeDetails} onClick={onClose} />
      </Group>
      {average.percent === null ? (
        <Text size="sm">{texts.nothingCounts}</Text>
      ) : (
        <div>
          <Text fz={28} fw={650} className="gs-number" data-testid="average">
            {percentText(average)}
          </Text>
          <Text size="sm">{texts.sumOf(figure(average.earned), figure(average.possible))}</Text>
        </div>
      )}
      <Text size="sm" c="dimmed">
        {texts.computed}
      </Text>
      {leftOut.length === items.length ? null : <Counted items={items} />}
      <LeftOut items={leftOut} />
      <LeftOutCategories sheet={sheet} scope={scope} />
    </Stack>
  );
}

interface Items {
  readonly items: readonly {
    readonly item: number;
    readonly title: string;
    readonly part: ReturnType<Sheet['partOf']>;
  }[];
}

function Counted({ items }: Items) {
  return (
    <Table captionSide="top" aria-label={texts.countedItems} fz="sm" horizontalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.lineItem}</Table.Th>
          <Table.Th ta="end">{texts.points}</Table.Th>
          <Table.Th ta="end">{texts.weight}</Table.Th>
          <Table.Th ta="end">{texts.share}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody className="gs-number">
        {items.map(({ item, title, part }) =>
          part.kind === 'leftOut' ? null : (
            <Table.Tr key={item}>
              <Table.Td className="gs-name" dir="auto">
                {title}
              </Table.Td>
              <Table.Td ta="end" className="gs-whole">
                {texts.pointsOf(figure(part.earned), figure(part.possible))}
              </Table.Td>
              <Table.Td ta="end">{figure(part.weight)}</Table.Td>
              <Table.Td ta="end">{percentText({ percent: (part.earned / part.possible) * 100 })}</Table.Td>
            </Table.Tr>
          ),
        )}
      </Table.Tbody>
    </Table>
  );
}

function LeftOut({ items }: Items) {
  if (items.length === 0) return null;
  return (
    <section aria-label={texts.leftOutItems}>
      <Title order={3} size="h6" mb={4} c="dimmed">
        {texts.leftOutItems}
      </Title>
      <ul className="gs-plain-list">
        {items.map(({ item, title, part }) => (
          <li key={item} className="gs-left-out">
            <Text size="sm" dir="auto" className="gs-name">
              {title}
            </Text>
            <Text size="sm" c="dimmed">
              {part.kind === 'leftOut' ? reasonTexts[part.reason] : ''}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}

function LeftOutCategories({ sheet, scope }: Pick<Props, 'sheet' | 'scope'>) {
  if (scope.kind !== 'overall') return null;
  const names = sheet.scopes.flatMap((one) => (one.kind === 'category' && !one.isCounted ? [scopeName(one)] : []));
  return names.length === 0 ? null : <Text size="sm">{texts.leftOutCategories(names.join(', '))}</Text>;
}
