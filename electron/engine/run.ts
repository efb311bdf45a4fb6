import { AppError, reportOf, type ErrorReport } from '../../shared/errors.ts';
import type { Limits } from '../../shared/integration/config.ts';
import type { EntityCounts, GuardReport, RunProgress, RunReport } from '../../shared/integration/run.ts';
import type { EntityType } from '../../shared/oneroster/entity.ts';
import type { Source, SourceDescription } from '../connectors/connector.ts';
import { gradebookEntities } from '../../shared/oneroster/entity.ts';
import { runExchange, type ExchangeOutcome, type ExchangeParts } from './exchange/run-exchange.ts';
import { guardRemovals } from './guard.ts';
import type { Clock, RunStore } from './ports.ts';
import { openProgressMeter } from './progress.ts';
import { pullAll } from './pull.ts';

export interface RunOptions {
  readonly runId: string;
  readonly integrationId: string;
  readonly dryRun: boolean;
  readonly full: boolean;
  readonly settings: string;
  readonly resumeWithinHours: number;
  readonly limits: Limits;
  readonly source: Source;
  readonly store: RunStore;
  readonly clock: Clock;
  readonly tell: (progress: RunProgress) => void;
  /** Opens the second half of a 2-Way Sync, once PowerSchool has said which year it is; null in an import. */
  readonly exchange: ((description: SourceDescription) => ExchangeParts) | null;
  /** Aborted: the run stops at once. */
  readonly signal: AbortSignal;
  /** Aborted: the run stops when what is left of the school under way has been read. */
  readonly stopAfterSchool: AbortSignal;
}

const noWrites = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
const nothingWritten = { powerschool: noWrites, partner: noWrites };

/**
 * One import, from the first request to the report: describe, pull into the stage, compare, guard, apply. Never throws: how it
 * ended is the report's `status`, `guard` and `error`. Up to `apply` the local copy is untouched; `apply` is one transaction.
 */
export async function runImport(options: RunOptions): Promise<RunReport> {
  const { source, store, clock, signal } = options;
  const startedAt = clock.now();
  const { resumedFrom } = store.begin({
    runId: options.runId,
    dryRun: options.dryRun,
    full: options.full,
    settings: options.settings,
    now: startedAt,
    resumeAfter: startedAt - options.resumeWithinHours * 3_600_000,
  });
  const { runId } = options;
  const progress = openProgressMeter({ runId, integrationId: options.integrationId }, clock, options.tell);
  let counts: Readonly<Partial<Record<EntityType, EntityCounts>>> = {};
  let describing = 0;
  let exchanged: ExchangeOutcome | undefined;
  let parts: ExchangeParts | undefined;
  const remapped = new Set<EntityType>();

  const report = (
    status: RunReport['status'],
    issues: number,
    ended: { guard?: GuardReport; error?: ErrorReport } = {},
  ): RunReport => ({
    runId,
    integrationId: options.integrationId,
    status,
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: new Date(clock.now()).toISOString(),
    dryRun: options.dryRun,
    full: options.full,
    ...(remapped.size === 0 ? {} : { remapped: [...remapped] }),
    entities: counts,
    writes: parts?.plans.counts(runId) ?? nothingWritten,
    issues,
    requests: describing + store.requests + (exchanged?.requests ?? 0),
    guard: ended.guard ?? null,
    error: ended.error ?? null,
    ...(exchanged === undefined || parts === undefined
      ? {}
      : { plan: planOf(exchanged, parts), partnerRead: exchanged.partnerRead }),
    resumedFrom,
  });

  /** Reads the gradebooks of some schools once more: what was written there comes back as PowerSchool has it. */
  const refreshFrom = (description: SourceDescription) => async (schools: ReadonlySet<number>) => {
    store.reopen();
    const scopes = description.scopes.filter(
      ({ entity, schoolKey }) => gradebookEntities.includes(entity) && (schoolKey === null || schools.has(schoolKey)),
    );
    await pullAll({
      store,
      pull: (scope, since, abort) => source.pull(scope, since, abort),
      description: { ...description, scopes },
      full: false,
      progress,
      signal,
      stopAfterSchool: new AbortController().signal,
      onRemapped: (entity) => remapped.add(entity),
    });
    store.compare();
    store.apply((issues) => report('running', issues));
  };

  try {
    progress.phase('describe');
    const description = await source.describe(signal);
    describing = description.requests;
    progress.phase('pull');
    await pullAll({
      store,
      pull: (scope, since, abort) => source.pull(scope, since, abort),
      description,
      full: options.full,
      progress,
      signal,
      stopAfterSchool: options.stopAfterSchool,
      onRemapped: (entity) => remapped.add(entity),
    });
    progress.phase('compare');
    const comparison = store.compare();
    counts = comparison.counts;
    progress.phase('guard');
    const names = new Map(description.schools.map((school) => [school.key, school.name]));
    const guard = guardRemovals(comparison.removals, options.limits, (key) => names.get(key) ?? 'District');
    if (guard !== null) {
      const guarded = report('guarded', store.issueCount(), { guard });
      store.end(guarded, false);
      return guarded;
    }
    const exchange = (open: NonNullable<RunOptions['exchange']>): Promise<ExchangeOutcome> => {
      parts = open(description);
      const refresh = refreshFrom(description);
      const { full } = options;
      return runExchange(parts, { runId, run: store.run, now: startedAt, full, progress, signal, refresh });
    };
    if (options.dryRun) {
      if (options.exchange !== null) {
        store.rehearse();
        try {
          exchanged = await exchange(options.exchange);
        } finally {
          store.forget();
        }
      }
      const dry = report(exchanged?.guard == null ? 'succeeded' : 'guarded', store.issueCount(), guardOf(exchanged));
      store.end(dry, false);
      return dry;
    }
    progress.phase('apply');
    signal.throwIfAborted();
    if (options.exchange !== null) {
      store.apply((issues) => report('running', issues));
      exchanged = await exchange(options.exchange);
      progress.phase('finish');
      const both = report(exchanged.guard === null ? 'succeeded' : 'guarded', store.issueCount(), guardOf(exchanged));
      store.end(both, false);
      return both;
    }
    let done: RunReport | undefined;
    store.apply((issues) => (done = report('succeeded', issues)));
    progress.phase('finish');
    return done ?? report('succeeded', store.issueCount());
  } catch (error) {
    const failure = signal.aborted ? cancelledReport(parts !== undefined) : reportOf(error);
    const status = failure.code === 'run.cancelled' ? 'cancelled' : 'failed';
    const ended = report(status, store.issueCount(), { error: failure });
    store.end(ended, true);
    return ended;
  }
}

const guardOf = (exchanged: ExchangeOutcome | undefined): { readonly guard?: GuardReport } =>
  exchanged?.guard == null ? {} : { guard: exchanged.guard };

const planOf = ({ planId, applied }: ExchangeOutcome, { plans }: ExchangeParts): RunReport['plan'] => ({
  planId,
  applied,
  ...plans.tally(planId),
});

const cancelledReport = (isExchanging: boolean): ErrorReport =>
  reportOf(
    isExchanging
      ? new AppError(
          'run.cancelled',
          'stop',
          'The run was stopped. What it had written by then is noted in its report.',
          {
            fix: 'Sync again: what is left is planned anew.',
          },
        )
      : new AppError('run.cancelled', 'stop', 'The run was stopped before it changed anything in the local copy.', {
          fix: 'Sync again: the run goes on from the last listing that was read whole.',
        }),
  );
