import { Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlanTotal } from '../../../shared/ipc/contract/plans.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { PlanFilters } from './plan-filters.tsx';
import { everything, schoolsQuery, type WhichPlan } from './queries.ts';
import { SchoolSection } from './school-section.tsx';
import { planTexts } from './texts.ts';
import type { usePlanActions } from './use-plan-actions.ts';

interface Props {
  readonly which: WhichPlan;
  readonly totals: readonly PlanTotal[];
  readonly actions: ReturnType<typeof usePlanActions>;
  readonly isOpen: boolean;
}

/** As many groups are read at a glance, with every school unfolded and nothing to narrow them down. */
const few = 30;

/** The writes of a plan, school by school and class by class. Of a large one the schools are folded. */
export function SchoolList({ which, totals, actions, isOpen }: Props) {
  const client = useClient();
  const [asked, setAsked] = useState(everything);
  // Typing is waited for.
  const [search] = useDebouncedValue(asked.search, 250);
  const looked = { filter: asked.filter, search };
  const all = useQuery(schoolsQuery(client, which, everything));
  const found = useQuery(schoolsQuery(client, which, looked));
  if (found.error !== null) return <ErrorNote error={found.error} />;
  const groupsIn = (schools: typeof all.data): number => (schools ?? []).reduce((sum, { groups }) => sum + groups, 0);
  return (
    <Stack gap="lg">
      {groupsIn(all.data) > few ? <PlanFilters totals={totals} looked={asked} onLook={setAsked} /> : null}
      {found.data?.length === 0 ? <Text component="output">{planTexts.nothingFound}</Text> : null}
      {(found.data ?? []).map((school) => (
        <SchoolSection
          key={school.schoolKey}
          which={which}
          looked={looked}
          school={school}
          actions={actions}
          isOpen={isOpen}
          isUnfolded={groupsIn(found.data) <= few}
        />
      ))}
    </Stack>
  );
}
