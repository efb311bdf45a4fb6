import { AppError } from '../../shared/errors.ts';
import type { PlanSummary } from '../../shared/exchange/plan.ts';
import type { planRequests } from '../../shared/ipc/contract/plans.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import type { Plans } from '../backend-api.ts';
import { planCsv } from '../store/plans/plan-csv.ts';
import { receiptPlaces } from './receipt-places.ts';
import type { HandlerContext } from './feature.ts';

export const planHandlers = ({ backend, desk, emit }: HandlerContext): HandlersOf<typeof planRequests> => ({
  'plans.list': ({ integrationId, limit }) => [...backend.plans(integrationId).list(limit)],
  'plans.get': ({ integrationId, planId }) => found(backend.plans(integrationId), planId),
  'plans.totals': async ({ integrationId, planId }) => (await backend.reader(integrationId)).planTotals(planId),
  'plans.schools': async ({ integrationId, ...which }) => (await backend.reader(integrationId)).planSchools(which),
  'plans.groups': async ({ integrationId, after, limit, ...which }) =>
    (await backend.reader(integrationId)).planGroups(which, after, limit),
  'plans.items': ({ integrationId, planId, filter, after, limit }) => [
    ...backend.plans(integrationId).items(planId, filter, after, limit),
  ],
  'plans.request': ({ integrationId, planId, item }) => backend.plannedRequest(integrationId, planId, item),
  'plans.conflicts': ({ integrationId, planId, after, limit }) => [
    ...backend.plans(integrationId).conflicts(planId, after, limit),
  ],
  'plans.csv': ({ integrationId, planId, after }) => planCsv(backend.plans(integrationId), planId, after),
  'plans.leaveOut': async ({ integrationId, planId, filter, item, leftOut }) => ({
    changed: await backend.plans(integrationId).leaveOut(planId, { ...filter, item }, leftOut),
  }),
  'plans.approve': ({ integrationId, planId, by, note, typed }) => {
    const plans = backend.plans(integrationId);
    plans.approve(planId, { by, note, typed, at: new Date().toISOString() });
    return found(plans, planId);
  },
  'plans.decide': ({ integrationId, planId, conflict, value }) => {
    backend.plans(integrationId).decide(planId, conflict, value, Date.now());
    return { decided: true };
  },
  'runs.undo': async ({ integrationId, runId }) => {
    await desk.start({ integrationId, undo: runId });
    emit('home.changed', {});
    return { started: true };
  },
  'receipts.list': ({ integrationId, runId, after, limit }) => [
    ...backend.plans(integrationId).receipts(runId, after, limit),
  ],
  'receipts.places': ({ integrationId, runId }) => receiptPlaces(backend, integrationId, runId),
  'receipts.verify': ({ integrationId }) => backend.plans(integrationId).verify(),
});

/** Throws AppError `plan.unknown` (stop). */
function found(plans: Plans, planId: string): PlanSummary {
  const plan = plans.get(planId);
  if (plan !== undefined) return plan;
  throw new AppError('plan.unknown', 'stop', 'There is no such plan of this integration.', {
    fix: 'Choose one from the list of plans.',
  });
}
