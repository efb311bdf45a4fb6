import type { Side } from '../../../shared/exchange/exchanged.ts';
import type { PlanCounts } from '../../../shared/exchange/plan.ts';
import type { PartnerSource } from '../../connectors/partner-source.ts';
import type { Target } from '../../connectors/target.ts';
import type { ProgressMeter } from '../progress.ts';
import { applyPlan, settleOpenWrites } from './apply-plan.ts';
import type { Limits } from '../../../shared/integration/config.ts';
import type { Fixes } from '../../../shared/integration/fixes.ts';
import type { PartnerReadReport } from '../../../shared/integration/partner-read.ts';
import type { GuardReport } from '../../../shared/integration/run.ts';
import { examinePlan } from './examine-plan.ts';
import { guardWrites } from './guard-writes.ts';
import { makePlan } from './make-plan.ts';
import type { MergeRules } from './merge.ts';
import type { PairStore, PlanStore } from './ports.ts';
import { readPartner } from './read-partner.ts';

/** How far a run goes: `dryRun` leaves nothing but its plan, `plan` stops before the first write, `apply` writes what it has planned. */
export type ExchangeReach = 'dryRun' | 'plan' | 'apply';

/** What a run is to do: sync, apply a plan made earlier, or take an earlier run back. */
export type ExchangeMode =
  | { readonly kind: 'sync'; readonly upTo: ExchangeReach }
  | { readonly kind: 'applyPlan'; readonly planId: string }
  | { readonly kind: 'undo'; readonly runId: string; readonly upTo: ExchangeReach };

export interface ExchangeParts {
  readonly source: PartnerSource;
  readonly targets: Readonly<Record<Side, Target>>;
  readonly pairs: PairStore;
  readonly plans: PlanStore;
  readonly rules: MergeRules;
  readonly fixes: Fixes;
  readonly limits: Limits;
  readonly mode: ExchangeMode;
}

export interface ExchangeContext {
  readonly runId: string;
  readonly run: number;
  readonly now: number;
  /** Read everything, whatever was read before. */
  readonly full: boolean;
  readonly progress: ProgressMeter;
  readonly signal: AbortSignal;
  /** Reads the gradebooks of some schools from PowerSchool again, into the local copy. */
  readonly refresh: (schools: ReadonlySet<number>) => Promise<void>;
}

export interface ExchangeOutcome {
  readonly planId: string;
  readonly counts: Readonly<Record<Side, PlanCounts>> | null;
  readonly applied: boolean;
  readonly guard: GuardReport | null;
  readonly requests: number;
  readonly partnerRead: PartnerReadReport;
}

/**
 * The second half of a 2-Way Sync, after the local copy has been brought up to date: reads the partner, finds who is who, compares both ends with
 * what they last agreed on, plans, and writes what was planned.
 */
export async function runExchange(parts: ExchangeParts, context: ExchangeContext): Promise<ExchangeOutcome> {
  const { pairs, plans, rules, fixes, mode, targets } = parts;
  const { runId, run, progress, signal } = context;
  progress.phase('partner');
  const { requests, whole } = await readPartner(parts, context);
  const partnerRead = { whole };
  progress.phase('plan');
  pairs.match(run);
  plans.noteFindings(pairs.findings());
  const upTo = mode.kind === 'applyPlan' ? 'apply' : mode.upTo;
  if (upTo !== 'dryRun') await settleOpenWrites({ plans, targets, run, signal });
  const planId = planFor(parts, context);
  // A plan made earlier is asked about again: what was open then may be locked now.
  await examinePlan(plans, targets, planId, signal);
  const counts = mode.kind === 'applyPlan' ? null : plans.planCounts(planId);
  const guard = plans.isReleased(planId) ? null : guardWrites(plans.guardFigures(planId), parts.limits);
  plans.noteGuard(planId, guard);
  if (upTo !== 'apply' || guard !== null) {
    plans.noteIssues(planId, run);
    return { planId, counts, applied: false, requests, partnerRead, guard };
  }
  progress.phase('write');
  const schools = await applyPlan(
    { plans, targets, runId, run, signal, onProgress: (done) => progress.rows(done, null) },
    planId,
  );
  plans.markApplied(planId, runId);
  progress.phase('refresh');
  if (schools.size > 0) await context.refresh(schools);
  pairs.match(run);
  plans.noteFindings(pairs.findings());
  plans.acceptApplied(planId, run);
  makePlan({ pairs, rules, fixes, run, signal }, null);
  plans.noteIssues(planId, run);
  return { planId, counts, applied: true, requests, partnerRead, guard: null };
}

function planFor(
  { pairs, plans, rules, fixes, mode }: ExchangeParts,
  { runId, run, now, signal }: ExchangeContext,
): string {
  if (mode.kind === 'applyPlan') return mode.planId;
  const dryRun = mode.upTo === 'dryRun';
  if (mode.kind === 'undo') return plans.planUndo(mode.runId, { dryRun, runId, now }, rules.gradebooks).planId;
  const plan = plans.begin({ kind: 'sync', undoes: null, dryRun, runId, now });
  makePlan({ pairs, rules, fixes, run, signal }, plan);
  plan.finish();
  return plan.planId;
}
