import type { PullMessage, RowPage, Scope, ScopeEnd } from '../connectors/connector.ts';
import type { EntityCounts, RunReport } from '../../shared/integration/run.ts';
import type { EntityType } from '../../shared/oneroster/entity.ts';

export interface BeginRun {
  readonly runId: string;
  readonly dryRun: boolean;
  readonly full: boolean;
  /** What decides which records are asked for; an interrupted run is gone on from only if its settings were the same. */
  readonly settings: string;
  readonly now: number;
  /** Finished listings of an interrupted run are used if it began after this. Milliseconds since 1970. */
  readonly resumeAfter: number;
}

/** How a listing ended in the store. */
export interface ListingResult {
  /** False if the server's own count does not fit what we would hold: changes alone do not tell, list it whole. */
  readonly agrees: boolean;
}

/** Takes the rows of one listing into the stage. Nothing of it shows in the local copy before `apply`. */
export interface ListingWriter {
  add(page: RowPage): void;
  /** Makes the listing durable: after a crash it need not be read again. */
  finish(end: ScopeEnd): ListingResult;
  /** Forgets what was staged of it. */
  discard(): void;
}

/** How many records of an entity a school has in the local copy, and how many of them would go. */
export interface RemovalCount {
  readonly entity: EntityType;
  readonly schoolKey: number;
  readonly present: number;
  readonly removed: number;
  /** The listing of this entity and school held nothing at all. */
  readonly empty: boolean;
}

export interface Comparison {
  readonly counts: Readonly<Partial<Record<EntityType, EntityCounts>>>;
  readonly removals: readonly RemovalCount[];
}

/** The store as a run sees it. One run at a time; every method but `begin` belongs to the run begun last. */
export interface RunStore {
  /** Starts a run, or goes on from an interrupted one. `resumedFrom` names it. */
  begin(options: BeginRun): { readonly resumedFrom: string | null };
  /** True if this listing was finished before the run was interrupted. */
  isListed(scope: Scope): boolean;
  /** Where an incremental pull of the scope may start; null if it must be listed whole. */
  cursorOf(scope: Scope): string | null;
  openListing(scope: Scope): ListingWriter;
  /** What the stage would change. Settles copies of one record first. */
  compare(): Comparison;
  /**
   * Brings the stage into the local copy, with history, issues, cursors and the run's report, in one transaction. The report is
   * asked for inside it, when the issues are known.
   */
  apply(report: (issues: number) => RunReport): void;
  /**
   * Brings the stage into the local copy as `apply` would, for a dry run to look at: nothing of it, and of what is written after it, outlives
   * `forget`.
   */
  rehearse(): void;
  forget(): void;
  /** After `apply`: takes listings anew, so that what the run itself has written is read back within it. */
  reopen(): void;
  /** Ends the run without changing the local copy. `keepStage`: the next run may go on from here. */
  end(report: RunReport, keepStage: boolean): void;
  issueCount(): number;
  /** The run's own number in the local copy. */
  readonly run: number;
  /** Requests that this run's listings took, those before an interruption included. */
  readonly requests: number;
  close(): void;
}

/** Reads a scope; the engine's only way to a system. */
export type Pull = (scope: Scope, since: string | null, signal: AbortSignal) => AsyncIterable<PullMessage>;

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}
