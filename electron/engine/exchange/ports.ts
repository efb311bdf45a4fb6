import type { ExchangedEntity, Side, Values } from '../../../shared/exchange/exchanged.ts';
import type { FlightProblem, ItemState, PlanCounts } from '../../../shared/exchange/plan.ts';
import type { FoundProposal, Unmatched } from '../../../shared/exchange/remap.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import type { PartnerRecord } from '../../connectors/partner-source.ts';
import type { Change, Found, PushOutcome } from '../../connectors/target.ts';
import type { KeyedCandidate } from './candidate.ts';
import type { GuardReport } from '../../../shared/integration/run.ts';
import type { Beside } from './fixes/open-fixes.ts';
import type { GuardFigure } from './guard-writes.ts';
import type { MergeRules } from './merge.ts';
import type { Decision, IntendedConflict, IntendedWrite } from './plan-record.ts';

export interface MirrorCounts {
  readonly created: number;
  readonly updated: number;
  readonly removed: number;
}

/**
 * Whether the partner gives what has changed. `untried`: nobody has asked since everything was read; `given`: it does. Otherwise everything is read:
 * it refuses the question, gives what has not changed, finds nothing where something is, or has told of changes under a date that was over when
 * they came (`late`).
 */
export type ChangesKnown = 'untried' | 'given' | 'refused' | 'ignored' | 'silent' | 'late';

/** How far a partner's entity has been read. */
export interface PartnerReading {
  /** Changes at or after this (RFC 3339, by the partner's clock) are still to be read; null: it does not date them so that one could ask. */
  readonly since: string | null;
  /** The greatest date of change that was seen. */
  readonly latest: string | null;
  readonly changes: ChangesKnown;
  /** When everything was last read, in milliseconds since 1970 by our clock. */
  readonly wholeAt: number;
}

export interface MirrorEnd {
  /** Everything was listed. */
  readonly isComplete: boolean;
  /** Where the next sync may go on; null: it has to read everything. */
  readonly reading: PartnerReading | null;
  /** How many records there are by the partner's own count; null where it does not count. */
  readonly total: number | null;
}

/** Takes one listing of the partner's, or of what has changed there, into its mirror. */
export interface MirrorWriter {
  /** How far it had been read before; null if never, or of another place. */
  readonly known: PartnerReading | null;
  /** Whether no record stands in it. */
  readonly isEmpty: boolean;
  add(records: readonly PartnerRecord[]): void;
  /** Records that changed under a date before `known.since`: no listing of changes would have held them. */
  readonly late: number;
  /** Whether the partner's count of its records can be that of the mirror as it stands now; a partner that does not count never disagrees. */
  agrees(total: number | null): boolean;
  /** Only a complete listing removes what it did not hold; a tombstone always does. With it, and at once, moves where the next sync goes on. */
  finish(end: MirrorEnd): MirrorCounts;
}

/** A class in which a category of the same name comes up as soon as PowerSchool has it, because it belongs to the teacher (S9, S14). */
export interface SiblingClass {
  readonly classKey: number;
  readonly schoolKey: number;
}

/** Possible changes of ids, and records without a counterpart: for a person to decide about. */
export interface RemapFindings {
  readonly proposals: readonly FoundProposal[];
  readonly unmatched: readonly Unmatched[];
}

/** Both ends as they were last read, and what they last agreed on. */
export interface PairStore {
  /** `place`: whose records are listed. */
  openMirror(entity: EntityType, run: number, place: string): MirrorWriter;
  /** Links records that are the same thing; what is in doubt is left alone. */
  match(run: number): void;
  /** What the last match found that looks like a change of ids, and what has no counterpart. */
  findings(): RemapFindings;
  /** What has to be compared, in pages; between two of them the store may be written. */
  candidates(entity: ExchangedEntity): Iterable<readonly KeyedCandidate[]>;
  decisionsOf(candidate: KeyedCandidate): readonly Decision[];
  /** The classes of a teacher that the partner knows and that have no category of this name yet. */
  classesWithout(teacher: string, title: string): readonly SiblingClass[];
  /** The teacher's other classes that the partner knows and that have no category of this name yet. */
  siblingClasses(candidate: KeyedCandidate): readonly SiblingClass[];
  /** Pairs that agree, or may differ for good: both ends as they stand are what was agreed on. */
  settle(pairs: readonly KeyedCandidate[], run: number): void;
  /** What stands beside a record in PowerSchool, for automatic fixes. */
  readonly beside: Beside;
  /** Records at both ends, linked or alone, for guards: how many results a school has. */
  resultCount(schoolKey: number): number;
}

/** A write of a plan that is ready to be sent: nothing has moved since it was planned, and all it refers to is there. */
export interface ReadyWrite {
  readonly item: number;
  readonly change: Omit<Change, 'id'>;
  readonly before: Values | null;
  readonly schoolKey: number;
}

export interface ItemOutcome {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

export interface NewPlan {
  readonly kind: 'sync' | 'undo';
  readonly undoes: string | null;
  readonly dryRun: boolean;
  readonly runId: string;
  readonly now: number;
}

/** A plan being made. */
export interface PlanWriter {
  readonly planId: string;
  /** `madeBy`: the write that makes a line item's category first. Returns the number that the write has in the plan. */
  add(candidate: KeyedCandidate, write: IntendedWrite, hasConflict: readonly string[], madeBy?: number): number;
  /** A write that follows from another candidate's: the same category in another class of the teacher. */
  addSibling(candidate: KeyedCandidate, write: IntendedWrite, sibling: SiblingClass): void;
  /** As `addSibling`, of a category that no record at the partner stands for: it follows the write that makes it in PowerSchool. */
  addCopy(candidate: KeyedCandidate, write: IntendedWrite, sibling: SiblingClass, madeBy: number): void;
  addConflict(candidate: KeyedCandidate, conflict: IntendedConflict): void;
  /** Makes it durable. Earlier open plans are superseded. */
  finish(): Readonly<Record<Side, PlanCounts>>;
}

/** Plans and the journal of writes. */
export interface PlanStore {
  begin(plan: NewPlan): PlanWriter;
  /** Takes the place of what was found before. */
  noteFindings(findings: RemapFindings): void;
  /** The next writes to be sent of a plan, `limit` at most, of one target, entity and action; those that have gone stale are marked. */
  claim(
    planId: string,
    target: Side,
    entity: ExchangedEntity,
    action: IntendedWrite['action'],
    limit: number,
  ): readonly ReadyWrite[];
  /** The planned writes of a target and entity that could be sent as things stand, in pages. Reads only. */
  plannedWrites(planId: string, target: Side, entity: ExchangedEntity): Iterable<readonly ReadyWrite[]>;
  /** Keeps a planned write back for what was found before anything was sent. */
  hold(planId: string, item: number, problem: FlightProblem): void;
  /** How much of what a plan holds; what is held back is counted as such. */
  planCounts(planId: string): Readonly<Record<Side, PlanCounts>>;
  /** Notes writes before they are sent; returns the journal's number of each. */
  intend(planId: string, runId: string, writes: readonly ReadyWrite[], target: Side): readonly number[];
  /**
   * Does what becomes of a batch at once, the next one's intents among it. Whatever a crash loses of it is found again by looking: the intent was
   * durable before anything was sent.
   */
  together<T>(work: () => T): T;
  /** Notes what became of writes, seals those that are final, marks their items, and remembers what both ends have agreed on. Within `together`. */
  conclude(planId: string, run: number, writes: readonly ConcludedWrite[]): void;
  /** Writes whose outcome a crash left open. */
  openWrites(): readonly OpenWrite[];
  /** What a plan would do, for the guard to judge. */
  guardFigures(planId: string): readonly GuardFigure[];
  /** Notes what the guard said of a plan; null: nothing. True if somebody has released the plan from it since. */
  noteGuard(planId: string, guard: GuardReport | null): void;
  isReleased(planId: string): boolean;
  /** How many writes a plan holds, what only a person can decide, and how many were kept back, refused or not confirmed. */
  tally(planId: string): { readonly items: number; readonly conflicts: number; readonly held: number };
  /**
   * Plans what takes a run's writes back, the last one first, at the ends where what it wrote still stands. Throws AppError `undo.nothing` (stop)
   * where the run has written nothing that has not been taken back yet.
   */
  planUndo(
    undone: string,
    plan: Omit<NewPlan, 'kind' | 'undoes'>,
    gradebooks: MergeRules['gradebooks'],
  ): { readonly planId: string; readonly counts: Readonly<Record<Side, PlanCounts>> };
  /**
   * After a plan was applied: of an undo, both ends as they stand are what was agreed on. So are removed scores, of which PowerSchool keeps an
   * empty row that must not come back as a new one.
   */
  acceptApplied(planId: string, run: number): void;
  /** Lists among the local copy's issues what kept writes of this plan from being done, in place of an earlier plan's. */
  noteIssues(planId: string, run: number): void;
  markApplied(planId: string, runId: string): void;
  /** What a run has written so far, by its journal. */
  counts(runId: string): Readonly<Record<Side, WriteCounts>>;
}

/** What became of a write. */
export interface ConcludedWrite {
  readonly journal: number;
  readonly item: number;
  /** Its answer; undefined where it was surely not sent, or came before a crash. */
  readonly outcome: PushOutcome | undefined;
  /** Null: it could not be looked at, and stays open. */
  readonly seal: Extract<ItemState, 'applied' | 'rejected' | 'unconfirmed'> | null;
  /** How the record was read back; null if it is not there. */
  readonly found: Found | null;
  /** Of a write that was read back as meant, the id under which both ends have agreed on it. */
  readonly agreed: string | null;
  readonly state: ItemState;
  readonly reason: ItemOutcome | null;
}

export interface OpenWrite {
  readonly journal: number;
  readonly target: Side;
  readonly planId: string;
  readonly item: number;
  readonly change: Change;
}

export interface WriteCounts {
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  readonly failed: number;
  readonly unconfirmed: number;
}
