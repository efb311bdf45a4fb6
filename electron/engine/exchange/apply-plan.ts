import { exchangedEntities, sides, type ExchangedEntity, type Side } from '../../../shared/exchange/exchanged.ts';
import type { Change, Found, PushOutcome, Target } from '../../connectors/target.ts';
import { isSame, valueOf } from './merge.ts';
import type { OpenWrite, PlanStore, ReadyWrite } from './ports.ts';

export interface ApplyOptions {
  readonly plans: PlanStore;
  readonly targets: Readonly<Record<Side, Target>>;
  readonly runId: string;
  readonly run: number;
  readonly signal: AbortSignal;
  readonly onProgress: (entity: ExchangedEntity, done: number) => void;
}

/** What depends on what: new records from the top down, then removals from the bottom up. PowerSchool first, because it numbers its records. */
const steps: readonly {
  readonly entity: ExchangedEntity;
  readonly action: 'create' | 'update' | 'delete';
  readonly target: Side;
}[] = [
  ...exchangedEntities.flatMap((entity) =>
    sides.flatMap((target) => (['create', 'update'] as const).map((action) => ({ entity, action, target }))),
  ),
  ...exchangedEntities
    .toReversed()
    .flatMap((entity) => sides.map((target) => ({ entity, action: 'delete' as const, target }))),
];

/**
 * Sends what a plan intends, a batch at a time: noted in the journal, sent, read back, sealed. Stops between two batches when aborted;
 * what was sent by then is noted. Returns the schools in which PowerSchool was written to. Throws what a target throws when going on makes no sense.
 */
export async function applyPlan(options: ApplyOptions, planId: string): Promise<ReadonlySet<number>> {
  const { plans, signal } = options;
  const schools = new Set<number>();
  const repeated = new Set<number>();
  for (const { entity, action, target } of steps) {
    for (;;) {
      signal.throwIfAborted();
      const writes = plans.claim(planId, target, entity, action);
      if (writes.length === 0) break;
      if (target === 'powerschool') for (const { schoolKey } of writes) schools.add(schoolKey);
      await sendBatch({ ...options, repeated }, planId, target, writes);
      options.onProgress(entity, writes.length);
    }
  }
  return schools;
}

async function sendBatch(
  { plans, targets, runId, run, signal, repeated }: ApplyOptions & { readonly repeated: Set<number> },
  planId: string,
  target: Side,
  writes: readonly ReadyWrite[],
): Promise<void> {
  const journal = plans.intend(planId, runId, writes, target);
  const changes = writes.map(({ change }, at): Change => ({ ...change, id: String(journal[at]) }));
  const outcomes = new Map<string, PushOutcome>();
  let failure: unknown;
  try {
    await targets[target].push(changes, signal, (outcome) => void outcomes.set(outcome.id, outcome));
  } catch (error) {
    failure = error;
  }
  const sent = changes.flatMap((change): readonly Change[] => {
    const outcome = outcomes.get(change.id);
    if (outcome === undefined || outcome.outcome === 'rejected') return [];
    return [outcome.outcome === 'applied' ? { ...change, sourcedId: outcome.sourcedId } : change];
  });
  let found: ReadonlyMap<string, Found | null> | undefined;
  if (sent.length > 0) {
    try {
      found = await targets[target].look(sent, signal);
    } catch (error) {
      failure ??= error;
    }
  }
  const looked = new Map(sent.map((change) => [change.id, change]));
  plans.together(() => {
    for (const [at, write] of writes.entries()) {
      const number = journal[at];
      const change = changes[at];
      if (number === undefined || change === undefined) continue;
      const outcome = outcomes.get(change.id);
      if (outcome !== undefined) plans.noteOutcome(number, outcome);
      // Looking showed that it was not done: where a second arrival could do no harm, it is sent once more.
      const mayRepeat = failure === undefined && targets[target].isRepeatable && !repeated.has(write.item);
      if (mayRepeat) repeated.add(write.item);
      const ledger = { plans, planId, run, mayRepeat };
      settle(ledger, write.item, number, looked.get(change.id) ?? change, outcome, found?.get(change.id));
    }
  });
  if (failure !== undefined) throw failure;
}

interface Ledger {
  readonly plans: PlanStore;
  readonly planId: string;
  readonly run: number;
  /** What was surely not done is planned again within this run. */
  readonly mayRepeat: boolean;
}

/** What became of one write, from its answer and from looking. `found` undefined: it could not be looked at. */
function settle(
  { plans, planId, run, mayRepeat }: Ledger,
  item: number,
  number: number,
  change: Change,
  outcome: PushOutcome | undefined,
  found: Found | null | undefined,
): void {
  if (outcome === undefined) {
    // Surely not sent.
    plans.seal(number, 'rejected', null);
    plans.mark(planId, item, 'rejected', notSent);
    return;
  }
  if (outcome.outcome === 'rejected') {
    plans.seal(number, 'rejected', null);
    plans.mark(planId, item, 'rejected', { code: outcome.code, message: outcome.reason, fix: outcome.fix });
    return;
  }
  if (found === undefined) {
    plans.mark(planId, item, 'unconfirmed', notLookedAt);
    return;
  }
  const sourcedId = found?.sourcedId ?? change.sourcedId;
  if (isAsMeant(change, found) && sourcedId !== null) {
    plans.seal(number, 'applied', found);
    plans.confirm(planId, item, found, sourcedId, run);
    plans.mark(planId, item, 'applied', null);
    return;
  }
  if (outcome.outcome === 'unknown' && (found === null) === (change.action === 'create')) {
    plans.seal(number, 'rejected', found);
    if (mayRepeat) plans.mark(planId, item, 'planned', null);
    else plans.mark(planId, item, 'rejected', notDone);
    return;
  }
  plans.seal(number, 'unconfirmed', found);
  plans.mark(planId, item, 'unconfirmed', readBackDiffers);
}

/** Whether a record stands as a change meant it: of an update, the attributes that it changed. */
export function isAsMeant(change: Pick<Change, 'action' | 'values' | 'changed'>, found: Found | null): boolean {
  if (change.action === 'delete') return found === null;
  if (found === null) return false;
  return change.changed.every((attribute) =>
    isSame(valueOf(found.values, attribute), valueOf(change.values, attribute)),
  );
}

const notSent = {
  code: 'write.notSent',
  message: 'The change was not sent, because the connection was given up before.',
  fix: 'See the run’s own message; then sync again: the change is planned anew.',
};
const notLookedAt = {
  code: 'write.notLookedAt',
  message: 'The change was sent, but could not be looked at afterwards.',
  fix: 'Sync again: the application looks what stands there before it sends anything.',
};
const notDone = {
  code: 'write.notDone',
  message: 'The answer to the change was lost. Looking afterwards showed that it was not done.',
  fix: 'Sync again: the change is planned anew.',
};
const readBackDiffers = {
  code: 'write.readBackDiffers',
  message: 'The change was accepted, but what stands there now is not what was sent.',
  fix: 'Open the record at the other system and compare; the next sync plans anew what still differs.',
};

/** Before anything new is sent: what became of the writes that a crash left open is looked up, never sent again. */
export async function settleOpenWrites(options: Omit<ApplyOptions, 'runId' | 'onProgress'>): Promise<void> {
  const { plans, targets, run, signal } = options;
  const open = Map.groupBy(plans.openWrites(), ({ target, change }) => `${target} ${change.entity}`);
  for (const group of open.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const found = await targets[first.target].look(
      group.map(({ change }) => change),
      signal,
    );
    plans.together(() => {
      for (const write of group) {
        const record = found.get(write.change.id);
        // What could not be looked at stays open.
        if (record !== undefined) close({ plans, planId: write.planId, run, mayRepeat: false }, write, record);
      }
    });
  }
}

function close({ plans, planId, run }: Ledger, { journal, item, change }: OpenWrite, found: Found | null): void {
  const sourcedId = found?.sourcedId ?? change.sourcedId;
  if (isAsMeant(change, found) && sourcedId !== null) {
    plans.seal(journal, 'applied', found);
    plans.confirm(planId, item, found, sourcedId, run);
    plans.mark(planId, item, 'applied', null);
  } else {
    plans.seal(journal, 'rejected', found);
    plans.mark(planId, item, 'rejected', notDone);
  }
}
