import { Badge, Button, Collapse, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { ItemGroup } from '../../../shared/ipc/contract/plans.ts';
import { formatCount, formatNumber } from '../../components/format.ts';
import { ItemList } from './item-list.tsx';
import type { WhichPlan } from './queries.ts';
import { actionWords, itemStateWords, planTexts, sideWords } from './texts.ts';
import type { usePlanActions } from './use-plan-actions.ts';

interface Props {
  readonly which: WhichPlan;
  readonly groups: readonly ItemGroup[];
  readonly actions: ReturnType<typeof usePlanActions>;
  readonly isOpen: boolean;
}

/** The writes of a plan, school by school and class by class. */
export function GroupList({ which, groups, actions, isOpen }: Props) {
  const schools = Map.groupBy(groups, (group) => group.school ?? planTexts.district);
  return [...schools].map(([school, own]) => (
    <Stack
      key={school}
      component="section"
      className="gs-card"
      p="lg"
      gap="md"
      aria-labelledby={`school-${own[0]?.schoolKey}`}
    >
      <Group justify="space-between">
        <Title order={2} size="h4" id={`school-${own[0]?.schoolKey}`} dir="auto">
          {school}
        </Title>
        <Text size="sm" c="dimmed">
          {`${formatNumber(own.reduce((sum, { count }) => sum + count, 0))} changes`}
        </Text>
      </Group>
      {own.map((group) => (
        <GroupRow key={keyOf(group)} which={which} group={group} actions={actions} isOpen={isOpen} />
      ))}
    </Stack>
  ));
}

const nouns: Readonly<Record<ItemGroup['entity'], readonly [string, string]>> = {
  category: ['category', 'categories'],
  lineItem: ['line item', 'line items'],
  result: ['result', 'results'],
};
const countOf = ({ count, entity }: ItemGroup): string => formatCount(count, ...nouns[entity]);

const keyOf = ({ classKey, entity, target, action, state }: ItemGroup): string =>
  [classKey, entity, target, action, state].join(' ');

function GroupRow({ which, group, actions, isOpen }: Omit<Props, 'groups'> & { readonly group: ItemGroup }) {
  const [shown, setShown] = useState(false);
  const { count: _count, school: _school, class: klass, ...keys } = group;
  const filter = { ...keys, classKey: keys.classKey ?? undefined };
  const what = `${countOf(group)} ${actionWords[group.action]} in ${sideWords[group.target]}`;
  const isLeftOut = group.state === 'leftOut';
  const canChange = isOpen && (group.state === 'planned' || isLeftOut);
  return (
    <Stack gap="xs" data-group={keyOf(group)}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Text size="sm" fw={500} dir="auto">
            {klass ?? planTexts.district}
          </Text>
          <Group gap="xs">
            <Text size="sm">{what}</Text>
            {group.state === 'planned' ? null : (
              <Badge variant="default" tt="none" radius="sm">
                {itemStateWords[group.state]}
              </Badge>
            )}
          </Group>
        </div>
        <Group gap="xs">
          {canChange ? (
            <Button
              size="xs"
              variant="default"
              aria-label={`${isLeftOut ? planTexts.putBack : planTexts.leaveOut}: ${klass ?? ''}, ${what}`}
              onClick={() => actions.leaveOut.mutate({ filter, leftOut: !isLeftOut })}
            >
              {isLeftOut ? planTexts.putBack : planTexts.leaveOut}
            </Button>
          ) : null}
          <Button
            size="xs"
            variant="subtle"
            aria-expanded={shown}
            aria-label={`${shown ? planTexts.hide : planTexts.show}: ${klass ?? ''}, ${what}`}
            onClick={() => setShown(!shown)}
          >
            {shown ? planTexts.hide : planTexts.show}
          </Button>
        </Group>
      </Group>
      <Collapse expanded={shown}>
        {shown ? (
          <ItemList
            which={which}
            filter={filter}
            leaveOut={isOpen ? (item, leftOut) => actions.leaveOut.mutate({ filter: {}, item, leftOut }) : null}
          />
        ) : null}
      </Collapse>
    </Stack>
  );
}
