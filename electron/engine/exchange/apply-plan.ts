import { exchangedEntities, sides, type ExchangedEntity, type Side } from '../../../shared/exchange/exchanged.ts';
import type { Change, Found, PushOutcome, Target } from '../../connectors/target.ts';
import { isSame, valueOf } from './merge.ts';
import type { ConcludedWrite, ItemOutcome, OpenWrite, PlanStore, ReadyWrite } from './ports.ts';

export interface ApplyOptions {
  readonly plans: PlanStore;
  readonly targets: Readonly<Record<Side, Target>>;
  readonly runId: string;
  readonly run: number;
  readonly signal: AbortSignal;
  /** So many writes more have been answered. */
  readonly onProgress: (done: number) => void;
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

/** Writes that are noted in the journal and not sent yet. */
interface Batch {
  /** Which of `steps` it is of. */
  readonly step: number;
  readonly writes: readonly ReadyWrite[];
  /** The journal's number of each. */
  readonly journal: readonly number[];
}

/**
 * Sends what a plan intends, a batch at a time: noted in the journal, sent, read back, sealed. What became of a batch and the intents of the next
 * one are made durable together. Stops between two batches when aborted; what was sent by then is noted. Returns the schools in which PowerSchool
 * was written to. Throws what a target throws when going on makes no sense.
 */
export async function applyPlan(options: ApplyOptions, planId: string): Promise<ReadonlySet<number>> {
  const { plans, signal } = options;
  const schools = new Set<number>();
  const repeated = new Set<number>();
  signal.throwIfAborted();
  let batch = plans.together(() => nextBatch(options, planId, 0));
  while (batch !== null) {
    const { step, writes } = batch;
    if (steps[step]?.target === 'powerschool') for (const { schoolKey } of writes) schools.add(schoolKey);
    batch = await sendBatch(options, planId, batch, repeated);
    signal.throwIfAborted();
  }
  return schools;
}

/** Notes the next writes of a plan in the journal; null where there are none. */
function nextBatch({ plans, targets, runId }: ApplyOptions, planId: string, from: number): Batch | null {
  for (let step = from; ; step++) {
    const next = steps[step];
    if (next === undefined) return null;
    const { target, entity, action } = next;
    const writes = plans.claim(planId, target, entity, action, targets[target].batchSize);
    if (writes.length > 0) return { step, writes, journal: plans.intend(planId, runId, writes, target) };
  }
}

/** Sends a batch and settles it; returns the next one, which is noted by then. */
async function sendBatch(
  options: ApplyOptions,
  planId: string,
  { step, writes, journal }: Batch,
  repeated: Set<number>,
): Promise<Batch | null> {
  const { plans, targets, run, signal, onProgress } = options;
  const target = targets[steps[step]?.target ?? 'powerschool'];
  const changes = writes.map(({ change }, at): Change => ({ ...change, id: String(journal[at]) }));
  const outcomes = new Map<string, PushOutcome>();
  let failure: unknown;
  try {
    await target.push(changes, signal, (outcome) => {
      outcomes.set(outcome.id, outcome);
      onProgress(1);
    });
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
      found = await target.look(sent, signal);
    } catch (error) {
      failure ??= error;
    }
  }
  const looked = new Map(sent.map((change) => [change.id, change]));
  const concluded = changes.map((change, at): ConcludedWrite => {
    const item = writes[at]?.item ?? 0;
    // Looking showed that it was not done: where a second arrival could do no harm, it is sent once more.
    const mayRepeat = failure === undefined && target.isRepeatable && !repeated.has(item);
    if (mayRepeat) repeated.add(item);
    const outcome = outcomes.get(change.id);
    const became = judge(looked.get(change.id) ?? change, outcome, found?.get(change.id), mayRepeat);
    return { journal: Number(change.id), item, outcome, ...became };
  });
  const next = plans.together(() => {
    plans.conclude(planId, run, concluded);
    return failure === undefined && !signal.aborted ? nextBatch(options, planId, step) : null;
  });
  if (failure !== undefined) throw failure;
  return next;
}

type Became = Omit<ConcludedWrite, 'journal' | 'item' | 'outcome'>;

const notDoneAs = (seal: 'rejected' | 'unconfirmed', reason: ItemOutcome, found: Found | null = null): Became => ({
  seal,
  found,
  agreed: null,
  state: seal,
  reason,
});

/** What became of one write, from its answer and from looking. `found` undefined: it could not be looked at. */
function judge(
  change: Change,
  outcome: PushOutcome | undefined,
  found: Found | null | undefined,
  mayRepeat: boolean,
): Became {
  if (outcome === undefined) return notDoneAs('rejected', notSent);
  if (outcome.outcome === 'rejected') {
    return notDoneAs('rejected', { code: outcome.code, message: outcome.reason, fix: outcome.fix });
  }
  if (found === undefined) {
    return { seal: null, found: null, agreed: null, state: 'unconfirmed', reason: notLookedAt };
  }
  const sourcedId = found?.sourcedId ?? change.sourcedId;
  if (isAsMeant(change, found) && sourcedId !== null) return appliedAs(sourcedId, found);
  if (outcome.outcome === 'unknown' && (found === null) === (change.action === 'create')) {
    const rejected = notDoneAs('rejected', notDone, found);
    return mayRepeat ? { ...rejected, state: 'planned', reason: null } : rejected;
  }
  return notDoneAs('unconfirmed', readBackDiffers, found);
}

const appliedAs = (sourcedId: string, found: Found | null): Became => ({
  seal: 'applied',
  found,
  agreed: sourcedId,
  state: 'applied',
  reason: null,
});

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
      for (const [planId, own] of Map.groupBy(group, (write) => write.planId)) {
        plans.conclude(
          planId,
          run,
          own.flatMap((write) => closed(write, found.get(write.change.id))),
        );
      }
    });
  }
}

/** What could not be looked at stays open. */
function closed({ journal, item, change }: OpenWrite, found: Found | null | undefined): readonly ConcludedWrite[] {
  if (found === undefined) return [];
  const sourcedId = found?.sourcedId ?? change.sourcedId;
  const isDone = isAsMeant(change, found) && sourcedId !== null;
  const became = isDone ? appliedAs(sourcedId, found) : notDoneAs('rejected', notDone, found);
  return [{ journal, item, outcome: undefined, ...became }];
}
