import type { ExchangedEntity, References, Values } from '../../shared/exchange/exchanged.ts';
import type { GradebookRules } from '../../shared/exchange/gradebook-rules.ts';

/** One change at a system, in that system's own sourcedIds. */
export interface Change {
  /** Names this change in its outcome: the journal's own key. */
  readonly id: string;
  readonly entity: ExchangedEntity;
  readonly action: 'create' | 'update' | 'delete';
  /** Of a new record the one proposed; null where the system numbers its records itself. */
  readonly sourcedId: string | null;
  readonly references: References;
  /** The whole record as it shall stand: a system without partial writes gets it all. Of a removal as it stood. */
  readonly values: Values;
  /** The attributes among them that differ from what stands there. */
  readonly changed: readonly string[];
  /** What the record carries beside its attributes, by key: `userDcid`, `TermID`, `categoryId` and the like (S10, S11, S15). */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What became of one change. Sentences hold no names and no scores. */
export type PushOutcome =
  /** `sourcedId`: the one that the record has there now, which may be another than was proposed. */
  | { readonly id: string; readonly outcome: 'applied'; readonly sourcedId: string; readonly exchange: Exchange }
  /** Surely not done. */
  | {
      readonly id: string;
      readonly outcome: 'rejected';
      readonly code: string;
      readonly reason: string;
      readonly fix: string;
      readonly exchange: Exchange | null;
    }
  /** Sent, and the answer was lost: it may have been done or not. Look before sending it again. */
  | { readonly id: string; readonly outcome: 'unknown'; readonly reason: string; readonly exchange: Exchange };

/**
 * A request as it was sent and its answer, for the receipt; of one that held several changes, this change's part. Without secrets: no
 * token, no signature.
 */
export interface Exchange {
  readonly method: string;
  /** Path and query, without the host. */
  readonly path: string;
  readonly body: string | null;
  readonly status: number | null;
  readonly answer: string | null;
}

/** How a record stands at the system, read the way a pull reads it. */
export interface Found {
  readonly sourcedId: string;
  readonly values: Values;
}

/** Why a change would be refused as things stand there now. */
export interface Doubt {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

/** The writing side of a system. */
export interface Target {
  /** A change that arrives twice leaves what it leaves once: whole records under ids of ours. */
  readonly isRepeatable: boolean;
  /** As many changes as are noted, pushed and looked at together. */
  readonly batchSize: number;
  /** What it takes and what it refuses, known before anything is sent. */
  readonly rules: GradebookRules;
  /**
   * Writes changes of one entity and tells the outcome of each as soon as it is known. What got no outcome was surely not sent. No
   * write is sent twice: one whose answer is lost is `unknown` (429, 412 “Resubmit” and one 401 are answers: nothing was done).
   * Throws an AppError where going on makes no sense (sign-in refused, server gone), and the signal's reason when that is aborted;
   * the outcomes told by then hold.
   */
  push(changes: readonly Change[], signal: AbortSignal, onOutcome: (outcome: PushOutcome) => void): Promise<void>;
  /**
   * How the records of some changes of one entity stand now, by the change's id; null where a record is not there. What could not be
   * looked at, for the teacher is refused, is not in the answer at all: nothing is known of it. A creation whose sourcedId is not known
   * is looked for by what it is of (title and class, line item and student).
   */
  look(changes: readonly Change[], signal: AbortSignal): Promise<ReadonlyMap<string, Found | null>>;
  /**
   * Which of some changes of one entity would be refused for how things stand there now, by the change's id. Reads only, and what cannot be read is
   * not in the answer. Null: there is nothing to ask beyond `rules`.
   */
  readonly examine: ((changes: readonly Change[], signal: AbortSignal) => Promise<ReadonlyMap<string, Doubt>>) | null;
  /** What `push` would send for a change, for people to read before it is sent. Without secrets. */
  preview(change: Change): Pick<Exchange, 'method' | 'path' | 'body'>;
  /** Releases connections. */
  close(): Promise<void>;
}
