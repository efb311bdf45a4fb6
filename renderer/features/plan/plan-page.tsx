import { Alert, Badge, Group, List, NativeSelect, Skeleton, Stack, Text } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { PlanSummary } from '../../../shared/exchange/plan.ts';
import type { PlanTotal } from '../../../shared/ipc/contract/plans.ts';
import { homeQuery } from '../../api/queries.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatNumber, formatSecond } from '../../components/format.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { entityWords, tripWords } from '../../components/words.ts';
import { navigate } from '../../route.ts';
import { RunProgressView } from '../overview/run-progress.tsx';
import { ApprovalForm } from './approval.tsx';
import { ConflictList } from './conflict-list.tsx';
import { PlanExport } from './plan-export.tsx';
import { plansQuery, totalsQuery } from './queries.ts';
import { SchoolList } from './school-list.tsx';
import { planStateWords, planTexts, sideWords } from './texts.ts';
import { TotalsTable } from './totals-table.tsx';
import { usePlanActions } from './use-plan-actions.ts';

interface Props {
  readonly integrationId: string;
  /** Without one, the newest. */
  readonly planId: string | undefined;
}

/** What a 2-Way Sync means to write, or has written. */
export function PlanPage({ integrationId, planId }: Props) {
  const plans = useQuery(plansQuery(useClient(), integrationId));
  const plan = plans.data?.find((one) => planId === undefined || one.planId === planId);
  return (
    <Stack gap="lg">
      <PageHeading title={planTexts.title} lead={planTexts.lead} />
      {plans.error === null ? null : <ErrorNote error={plans.error} />}
      {plans.isPending ? <Skeleton height={200} radius="lg" aria-hidden /> : null}
      {plans.data?.length === 0 ? <Text>{planTexts.none}</Text> : null}
      {plan === undefined ? null : (
        <>
          <NativeSelect
            label={planTexts.choose}
            maw={460}
            value={plan.planId}
            data={(plans.data ?? []).map((one) => ({ value: one.planId, label: nameOf(one) }))}
            onChange={(event) => navigate({ screen: 'plan', integrationId, planId: event.currentTarget.value })}
          />
          <OnePlan key={plan.planId} plan={plan} />
        </>
      )}
    </Stack>
  );
}

const nameOf = ({ createdAt, state, dryRun, kind }: PlanSummary): string =>
  `${formatSecond(createdAt)} · ${dryRun ? 'dry run' : planStateWords[state]}${kind === 'undo' ? ' · undo' : ''}`;

function OnePlan({ plan }: { readonly plan: PlanSummary }) {
  const which = { integrationId: plan.integrationId, planId: plan.planId };
  const client = useClient();
  const totals = useQuery(totalsQuery(client, which));
  const card = useQuery(homeQuery(client)).data?.find(({ integrationId }) => integrationId === plan.integrationId);
  const actions = usePlanActions(which);
  const isUnderWay = card?.state === 'syncing';
  const canBeWritten = !plan.dryRun && (plan.state === 'open' || plan.state === 'approved');
  const planned = (totals.data ?? []).reduce((sum, { state, count }) => sum + (state === 'planned' ? count : 0), 0);
  return (
    <>
      <Summary plan={plan} totals={totals.data ?? []} />
      {plan.guard === null ? null : <GuardOfPlan guard={plan.guard} />}
      {isUnderWay ? (
        <Stack className="gs-card gs-no-print" p="lg" gap="sm">
          <Text size="sm">{planTexts.underWay}</Text>
          <RunProgressView progress={card.progress} />
        </Stack>
      ) : null}
      {canBeWritten && !isUnderWay && planned > 0 ? (
        <div className="gs-no-print">
          <ApprovalForm actions={actions} planned={planned} isGuarded={plan.guard !== null} />
        </div>
      ) : null}
      {totals.error === null ? null : <ErrorNote error={totals.error} />}
      {actions.leaveOut.error === null ? null : <ErrorNote error={actions.leaveOut.error} />}
      {plan.counts.partner.conflicts === 0 ? null : <ConflictList which={which} />}
      {totals.data?.length === 0 ? (
        <Text>{plan.counts.partner.conflicts === 0 ? planTexts.noChanges : planTexts.onlyConflicts}</Text>
      ) : (
        <PlanExport which={which} />
      )}
      {totals.data === undefined || totals.data.length === 0 ? null : (
        <div className="gs-no-print">
          <SchoolList which={which} totals={totals.data} actions={actions} isOpen={canBeWritten && !isUnderWay} />
        </div>
      )}
    </>
  );
}

function Summary({ plan, totals }: { readonly plan: PlanSummary; readonly totals: readonly PlanTotal[] }) {
  return (
    <Stack className="gs-card" p="lg" gap="sm">
      <Group gap="sm">
        <Badge variant="default" tt="none" radius="sm" data-plan-state={plan.state}>
          {plan.dryRun ? 'Dry run' : planStateWords[plan.state]}
        </Badge>
        {plan.kind === 'undo' ? <Text size="sm">{planTexts.undoTitle}</Text> : null}
        {plan.approval === null ? null : (
          <Text size="sm" dir="auto">
            {`Approved by ${plan.approval.by}, ${formatSecond(plan.approval.at)}${plan.approval.note === '' ? '' : `: ${plan.approval.note}`}`}
          </Text>
        )}
      </Group>
      <Group component="dl" gap="xl" m={0}>
        {(['powerschool', 'partner'] as const).map((side) => {
          const { create, update, delete: removed, blocked } = plan.counts[side];
          return (
            <div key={side}>
              <Text component="dt" size="sm" c="dimmed">{`To ${sideWords[side]}`}</Text>
              <Text component="dd" m={0} className="gs-number" data-side={side}>
                {`${formatNumber(create)} new, ${formatNumber(update)} changed, ${formatNumber(removed)} removed`}
                {blocked === 0 ? '' : `, ${formatNumber(blocked)} kept back`}
              </Text>
            </div>
          );
        })}
      </Group>
      <TotalsTable totals={totals} />
    </Stack>
  );
}

function GuardOfPlan({ guard }: { readonly guard: NonNullable<PlanSummary['guard']> }) {
  return (
    <Alert color="orange" variant="light" icon={<IconShieldExclamation aria-hidden />} title={guard.message}>
      <List size="sm" c="var(--mantine-color-text)">
        {guard.trips.map((trip) => (
          <List.Item key={`${trip.schoolKey} ${trip.entity} ${trip.reason} ${trip.target ?? ''}`}>
            {trip.school}:{' '}
            {tripWords[trip.reason](
              formatNumber(trip.removed),
              formatNumber(trip.present),
              entityWords[trip.entity].toLowerCase(),
            )}
          </List.Item>
        ))}
      </List>
      <Text size="sm" mt="xs" c="var(--mantine-color-text)">
        {guard.fix}
      </Text>
    </Alert>
  );
}
