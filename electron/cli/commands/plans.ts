import { AppError } from '../../../shared/errors.ts';
import type { Conflict, PlanItem, PlanSummary } from '../../../shared/exchange/plan.ts';
import type { Backend } from '../../backend-api.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { formatTable } from '../table.ts';
import { withBackend } from '../with-backend.ts';

/** `plans list ID`: the newest first. */
export async function listPlans(context: CommandContext, id: string, options: { limit: number }): Promise<ExitCode> {
  const plans = await withBackend(context, (backend) => Promise.resolve(backend.plans(id).list(options.limit)));
  await context.output.answer(plans, () =>
    plans.length === 0
      ? 'This integration has no plans. A 2-Way Sync makes one each time.'
      : formatTable(
          ['plan', 'made', 'kind', 'state', 'to PowerSchool', 'to the partner', 'conflicts'],
          plans.map((plan) => [
            plan.planId,
            plan.createdAt,
            plan.dryRun ? 'dry run' : plan.kind,
            plan.state,
            writesOf(plan.counts.powerschool),
            writesOf(plan.counts.partner),
            plan.counts.partner.conflicts,
          ]),
        ),
  );
  return exitCodes.done;
}

/** `plans show PLAN_ID`: every write with old and new value per attribute, and what only a person can decide. */
export async function showPlan(context: CommandContext, planId: string): Promise<ExitCode> {
  const { plan, items, conflicts } = await withBackend(context, (backend) =>
    Promise.resolve(wholePlan(backend, planId)),
  );
  await context.output.answer({ ...plan, items, conflicts }, () => describePlan(plan, items, conflicts));
  return exitCodes.done;
}

/** `plans show PLAN_ID --request ITEM`: the request that one of its writes would be; nothing is sent. */
export async function showRequest(context: CommandContext, planId: string, item: number): Promise<ExitCode> {
  const request = await withBackend(context, (backend) => {
    const { plan } = findPlan(backend, planId);
    return backend.plannedRequest(plan.integrationId, planId, item);
  });
  await context.output.answer(request, () =>
    [`${request.method} ${request.path}`, '', ...(request.body === null ? [] : [request.body])].join('\n'),
  );
  return exitCodes.done;
}

const writesOf = ({ create, update, delete: removed, blocked }: PlanSummary['counts']['partner']): string =>
  `${create} new, ${update} changed, ${removed} removed${blocked === 0 ? '' : `, ${blocked} kept back`}`;

const page = 1000;

function wholePlan(
  backend: Backend,
  planId: string,
): { readonly plan: PlanSummary; readonly items: readonly PlanItem[]; readonly conflicts: readonly Conflict[] } {
  const { plan, plans } = findPlan(backend, planId);
  const items: PlanItem[] = [];
  for (let found = plans.items(planId, {}, 0, page); found.length > 0;) {
    items.push(...found);
    found = plans.items(planId, {}, found.at(-1)?.item ?? 0, page);
  }
  return { plan, items, conflicts: plans.conflicts(planId, 0, 100_000) };
}

/** A plan's id does not say whose it is. Throws AppError `plan.unknown` (stop). */
export function findPlan(
  backend: Backend,
  planId: string,
): { readonly plan: PlanSummary; readonly plans: ReturnType<Backend['plans']> } {
  for (const { id } of backend.integrations.list()) {
    const plans = backend.plans(id);
    const plan = plans.get(planId);
    if (plan !== undefined) return { plan, plans };
  }
  throw new AppError('plan.unknown', 'stop', 'There is no plan with this id.', {
    fix: 'List the plans of an integration (plans list) and use one of their ids.',
  });
}

function describePlan(plan: PlanSummary, items: readonly PlanItem[], conflicts: readonly Conflict[]): string {
  const rows = items.flatMap((item) => {
    const head = [item.target, item.action, item.entity, item.school ?? '', item.label, item.state];
    if (item.changes.length === 0) return [[...head, '', '', '', '']];
    return item.changes.map((change, at) => [
      ...(at === 0 ? head : head.map(() => '')),
      change.attribute,
      change.old,
      change.new,
      change.reason,
    ]);
  });
  const header = ['to', 'action', 'entity', 'school', 'record', 'state', 'attribute', 'old', 'new', 'why'];
  const decide = conflicts.map(({ entity, label, attribute, values, kind }) => [
    entity,
    label,
    attribute ?? 'the record itself',
    values.powerschool,
    values.partner,
    kind,
  ]);
  return [
    `Plan ${plan.planId}, made ${plan.createdAt}, ${plan.state}${plan.dryRun ? ', by a dry run' : ''}.`,
    '',
    rows.length === 0 ? 'Both ends agree: there is nothing to write.\n' : formatTable(header, rows),
    ...(decide.length === 0
      ? []
      : [
          'What only a person can decide:',
          formatTable(['entity', 'record', 'attribute', 'PowerSchool', 'partner', 'why'], decide),
        ]),
  ].join('\n');
}
