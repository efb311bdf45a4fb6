import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ItemGroup } from '../../../shared/ipc/contract/plans.ts';
import { formatCount } from '../../components/format.ts';
import { ItemList } from './item-list.tsx';
import type { WhichPlan } from './queries.ts';
import { actionWords, itemStateWords, planTexts, sideWords } from './texts.ts';
import type { usePlanActions } from './use-plan-actions.ts';

interface Props {
  readonly which: WhichPlan;
  readonly group: ItemGroup;
  readonly actions: ReturnType<typeof usePlanActions>;
  readonly isOpen: boolean;
}

const nouns: Readonly<Record<ItemGroup['entity'], readonly [string, string]>> = {
  category: ['category', 'categories'],
  lineItem: ['line item', 'line items'],
  result: ['result', 'results'],
};

export const keyOf = ({ classKey, entity, target, action, state }: ItemGroup): string =>
  [classKey, entity, target, action, state].join(' ');

/** Writes of a class that are of one kind; each of them on demand. */
export function GroupRow({ which, group, actions, isOpen }: Props) {
  const [shown, setShown] = useState(false);
  const { count, school: _school, class: klass, ...keys } = group;
  const filter = { ...keys, classKey: keys.classKey ?? undefined };
  const what = `${formatCount(count, ...nouns[group.entity])} ${actionWords[group.action]} in ${sideWords[group.target]}`;
  const isLeftOut = group.state === 'leftOut';
  const canChange = isOpen && (group.state === 'planned' || isLeftOut);
  return (
    <Stack gap="xs" data-group={keyOf(group)}>
      <Group justify="space-between" align="flex-start">
        <Group gap="xs">
          <Text size="sm">{what}</Text>
          {group.state === 'planned' ? null : (
            <Badge variant="default" tt="none" radius="sm">
              {itemStateWords[group.state]}
            </Badge>
          )}
        </Group>
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
      {shown ? (
        <ItemList
          which={which}
          filter={filter}
          leaveOut={isOpen ? (item, leftOut) => actions.leaveOut.mutate({ filter: {}, item, leftOut }) : null}
        />
      ) : null}
    </Stack>
  );
}
