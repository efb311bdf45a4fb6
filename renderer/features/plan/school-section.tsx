import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { PlanSchool } from '../../../shared/ipc/contract/plans.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatNumber } from '../../components/format.ts';
import { GroupRow, keyOf } from './group-row.tsx';
import { groupsQuery, type Looked, type WhichPlan } from './queries.ts';
import { planTexts } from './texts.ts';
import type { usePlanActions } from './use-plan-actions.ts';

interface Props {
  readonly which: WhichPlan;
  readonly looked: Looked;
  readonly school: PlanSchool;
  readonly actions: ReturnType<typeof usePlanActions>;
  /** The plan can still be changed. */
  readonly isOpen: boolean;
  /** Shows its classes until somebody folds it. */
  readonly isUnfolded: boolean;
}

/** What a plan writes in one school; all of it can be left out or put back at once, its classes come a page at a time. */
export function SchoolSection({ which, looked, school, actions, isOpen, isUnfolded }: Props) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [titleId, classesId] = [useId(), useId()];
  const isShown = chosen ?? isUnfolded;
  const name = school.school ?? planTexts.district;
  const count = planTexts.count(formatNumber(school.count));
  return (
    <Stack
      component="section"
      className="gs-card"
      p="lg"
      gap={isShown ? 'md' : 0}
      aria-labelledby={titleId}
      data-school={school.schoolKey}
    >
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h4" id={titleId} dir="auto">
            {name}
          </Title>
          <Text size="sm" c="dimmed" className="gs-number">
            {count}
          </Text>
        </div>
        <Group gap="xs">
          {/* What a search in names has found is left out class by class. */}
          {isOpen && looked.search.trim() === '' ? (
            <LeaveOutSchool {...{ looked, school, actions, name, count }} />
          ) : null}
          <Button
            size="xs"
            variant="subtle"
            aria-expanded={isShown}
            aria-controls={classesId}
            aria-label={`${isShown ? planTexts.hideSchool : planTexts.showSchool}: ${name}`}
            onClick={() => setChosen(!isShown)}
          >
            {isShown ? planTexts.hideSchool : planTexts.showSchool}
          </Button>
        </Group>
      </Group>
      <div id={classesId}>
        {isShown ? <Classes {...{ which, looked, actions, isOpen }} schoolKey={school.schoolKey} /> : null}
      </div>
    </Stack>
  );
}

function LeaveOutSchool({
  looked,
  school: { schoolKey, planned, leftOut },
  actions,
  name,
  count,
}: Pick<Props, 'looked' | 'school' | 'actions'> & { readonly name: string; readonly count: string }) {
  const change = (toLeaveOut: boolean): void =>
    actions.leaveOut.mutate({ filter: { ...looked.filter, schoolKey }, leftOut: toLeaveOut });
  const button = (text: string, toLeaveOut: boolean) => (
    <Button
      size="xs"
      variant="default"
      aria-label={`${text}: ${name}, ${count}`}
      disabled={actions.leaveOut.isPending}
      onClick={() => change(toLeaveOut)}
    >
      {text}
    </Button>
  );
  return (
    <>
      {planned > 0 ? button(planTexts.leaveOut, true) : null}
      {leftOut > 0 ? button(planTexts.putBack, false) : null}
    </>
  );
}

function Classes({
  which,
  looked,
  schoolKey,
  actions,
  isOpen,
}: Pick<Props, 'which' | 'looked' | 'actions' | 'isOpen'> & { readonly schoolKey: number }) {
  const pages = useInfiniteQuery(groupsQuery(useClient(), which, looked, schoolKey));
  if (pages.error !== null) return <ErrorNote error={pages.error} />;
  const classes = Map.groupBy(pages.data?.pages.flat() ?? [], ({ classKey }) => classKey);
  return (
    <Stack gap="md">
      {[...classes].map(([classKey, groups]) => (
        <Stack key={classKey} gap={4}>
          <Text size="sm" fw={600} dir="auto" className="gs-name">
            {groups[0]?.class ?? planTexts.district}
          </Text>
          {groups.map((group) => (
            <GroupRow key={keyOf(group)} which={which} group={group} actions={actions} isOpen={isOpen} />
          ))}
        </Stack>
      ))}
      {pages.hasNextPage ? (
        <Group>
          <Button
            size="xs"
            variant="default"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {planTexts.more}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}
