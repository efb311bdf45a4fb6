import { Badge, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { PlanItem } from '../../../shared/exchange/plan.ts';
import type { ItemFilter } from '../../../shared/ipc/contract/plans.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { ChangeTable } from './change-table.tsx';
import { PlannedRequest } from './planned-request.tsx';
import { itemsQuery, type WhichPlan } from './queries.ts';
import { itemStateWords, planTexts } from './texts.ts';

interface Props {
  readonly which: WhichPlan;
  readonly filter: ItemFilter;
  /** Null where the plan can no longer be changed. */
  readonly leaveOut: ((item: number, leftOut: boolean) => void) | null;
}

/** The writes of one group, a page at a time. */
export function ItemList({ which, filter, leaveOut }: Props) {
  const pages = useInfiniteQuery(itemsQuery(useClient(), which, filter));
  if (pages.error !== null) return <ErrorNote error={pages.error} />;
  if (pages.data === undefined) return <Loader size="sm" aria-label={planTexts.show} />;
  return (
    <Stack gap="sm">
      {pages.data.pages.flat().map((item) => (
        <ItemCard key={item.item} which={which} item={item} leaveOut={leaveOut} />
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

/** Of what was sent the receipt tells. */
const unsent: ReadonlySet<PlanItem['state']> = new Set(['planned', 'leftOut', 'blocked']);

function ItemCard({ which, item, leaveOut }: Pick<Props, 'which' | 'leaveOut'> & { readonly item: PlanItem }) {
  const isLeftOut = item.state === 'leftOut';
  const canChange = leaveOut !== null && (item.state === 'planned' || isLeftOut);
  return (
    <Stack gap={4} data-item={item.item} data-state={item.state}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap="xs">
          <Text fw={600} size="sm" dir="auto" className="gs-name">
            {item.label}
          </Text>
          {item.state === 'planned' ? null : (
            <Badge variant="default" tt="none" radius="sm">
              {itemStateWords[item.state]}
            </Badge>
          )}
        </Group>
        {canChange ? (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`${isLeftOut ? planTexts.putBack : planTexts.leaveOut}: ${item.label}`}
            onClick={() => leaveOut(item.item, !isLeftOut)}
          >
            {isLeftOut ? planTexts.putBack : planTexts.leaveOut}
          </Button>
        ) : null}
      </Group>
      {[...item.problems, ...(item.outcome === null ? [] : [item.outcome])].map(({ code, message, fix }) => (
        <Text key={code} size="sm" c="var(--mantine-color-text)" className="gs-plan-problem">
          {message} {fix}
        </Text>
      ))}
      <ChangeTable item={item} />
      {unsent.has(item.state) ? <PlannedRequest which={which} item={item.item} label={item.label} /> : null}
    </Stack>
  );
}
