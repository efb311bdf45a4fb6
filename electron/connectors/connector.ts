import type { EntityType, Value } from '../../shared/oneroster/entity.ts';

/** A school as a connector found it. `key` is its native key, the one that rows carry as `schoolKey`. */
export interface SchoolFound {
  readonly key: number;
  readonly number: number;
  readonly name: string;
}

/** One listing that can be complete: an entity, and the school and year it is of (null: not split by that). */
export interface Scope {
  readonly entity: EntityType;
  readonly schoolKey: number | null;
  readonly schoolYear: number | null;
  /** Names everything that decides which records belong to this listing. If it changes, absence proves nothing. */
  readonly filter: string;
  /** True if `pull` can deliver only what changed since a cursor. */
  readonly incremental: boolean;
}

/** What a source is and holds, found at the start of each run. */
export interface SourceDescription {
  readonly system: string;
  readonly version: string;
  readonly timeZone: string | null;
  readonly schools: readonly SchoolFound[];
  readonly schoolYear: number;
  /** Requests that it took to find all this. */
  readonly requests: number;
  /** Every listing of this pull, in the order in which they must be read. Schools come first. */
  readonly scopes: readonly Scope[];
}

/** A problem with one record: cause in a sentence, and what to do. Texts hold no names and no scores. */
export interface RecordIssue {
  readonly entity: EntityType;
  readonly sourceKey: number;
  readonly sourceSubkey: number;
  readonly schoolKey: number;
  /** Stable, e.g. `lineItem.titleTooLong`. */
  readonly code: string;
  readonly severity: 'warning' | 'error';
  readonly message: string;
  readonly fix: string;
}

/**
 * Rows typed on arrival: `values` holds `count` rows one after another, each as wide as `transitColumns(scope.entity)`. The last
 * cell of a row is its hash, a safe integer over everything before it but the keys.
 */
export interface RowPage {
  readonly kind: 'rows';
  readonly count: number;
  readonly values: Value[];
  readonly issues: readonly RecordIssue[];
  /** Rows that could not be read at all; each has an issue. A listing with one of these cannot remove. */
  readonly unreadable: number;
  /** Requests made so far for this scope. */
  readonly requests: number;
  /** How many rows the listing will have, where the server says so. */
  readonly expected: number | null;
}

export interface ScopeEnd {
  readonly kind: 'end';
  /** True only if the listing ended well and held as many rows as the server promised. */
  readonly complete: boolean;
  /** Where an incremental pull may go on from; null if there is none. Opaque to the engine. */
  readonly cursor: string | null;
  /** True if only what changed since the cursor was delivered. */
  readonly incremental: boolean;
  readonly requests: number;
  /** How many records the listing has in all by the server's own count; null where it does not count, or was not asked. */
  readonly total: number | null;
  /** True if it was read whole because the mappings have changed since the last time. */
  readonly remapped?: boolean;
}

export type PullMessage = RowPage | ScopeEnd;

/** The reading side of a system. */
export interface Source {
  /** Signs in and looks round. Throws an AppError that says what is wrong: address, certificate, version, credentials, rights. */
  describe(signal: AbortSignal): Promise<SourceDescription>;
  /**
   * The rows of a scope, paged, in any order, maybe repeated; last an `end`. With `since`, only rows changed at or after it if the
   * scope is incremental. Throws an AppError when the listing cannot be read to its end.
   */
  pull(scope: Scope, since: string | null, signal: AbortSignal): AsyncIterable<PullMessage>;
  /** Releases connections. */
  close(): Promise<void>;
}
