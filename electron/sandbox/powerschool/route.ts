import type { Database } from 'better-sqlite3';
import type { CarriedOut } from './write-log.ts';

/** A request as the simulated server's handlers see it: authenticated, parsed, not yet routed. */
export interface SandboxRequest {
  readonly method: string;
  readonly path: string;
  readonly params: URLSearchParams;
  /** Parsed JSON, or undefined where there was none. */
  readonly body: unknown;
  /** The plugin whose token came along; undefined on the few paths that need none. */
  readonly plugin: InstalledPlugin | undefined;
}

export interface SandboxResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string as it is; undefined: empty body. */
  readonly body?: unknown;
  /** In place of `body` for answers too large to hold: pieces of text, sent as they are asked for. */
  readonly stream?: Iterable<string>;
}

export interface InstalledPlugin {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly enabled: boolean;
  readonly v1Access: 'NONE' | 'READ' | 'FULL';
  /** `TABLE.FIELD` (upper case) to what was approved. */
  readonly grants: ReadonlyMap<string, 'ViewOnly' | 'FullAccess'>;
}

/** What every handler may use. */
export interface SandboxContext {
  readonly db: Database;
  readonly switches: SandboxSwitches;
  now(): Date;
  /** Must be called after each change of a row, so that data version and audit columns are true. */
  recordChange(table: string, id: number): void;
  /** Must be called after each write of a plugin that was carried out. */
  recordWrite(write: CarriedOut): void;
}

/** The open questions of reference §11.4 and the server's settings; each has the commonest behaviour as its default. */
export interface SandboxSwitches {
  version: string;
  expiresInAsNumber: boolean;
  tokenLifetimeSeconds: number;
  reissueSameToken: boolean;
  singleObjectQuirk: boolean;
  numericLookingTextAsNumbers: boolean;
  breachMitigation: boolean;
  assignmentSectionIdsHeader: boolean;
  dataVersion: boolean;
  assignmentScoreEndpoint: boolean;
  scoreStatusRequired: boolean;
  clearScoreWith: 'empty' | 'null' | 'either' | 'never';
  categoryPostReturnsArray: boolean;
  studentDefaultFilter: boolean;
  throttleStatus: 429 | 403;
  minimumIntervalMs: number;
  /**
   * Keys as in `/ws/v1/metadata` without `_max_page_size`: `student`, `section_enrollment`, …, `schema_table_query`; besides these
   * `power_query`, which has no limit as long as it is absent.
   */
  maxPageSize: Record<string, number>;
  /** IANA name; `district_timezone` of the metadata, and the zone of the audit timestamps. */
  timeZone: string;
  /** Whether a named query needs grants for the columns of its joins and filters too, or only for those it declares. */
  grantsForWholeQuery: boolean;
  /** False: the metadata keep the version, or the time zone, to themselves. */
  tellsVersion: boolean;
  tellsTimeZone: boolean;
  /** How far the clock by which answers are dated is ahead; negative: behind. */
  clockSkewSeconds: number;
  /** False: as if every plugin had been disabled in the dashboard. */
  pluginsEnabled: boolean;
  /** False: as if every plugin's access level for the v1 API had been set to NONE. */
  v1Access: boolean;
  /** `TABLE.FIELD`, as if the plugin had never asked for them. */
  withheldColumns: readonly string[];
  /** False: as if every FullAccess had been approved as ViewOnly. */
  writeAccess: boolean;
  /** TERMS.ID of terms whose gradebooks are locked, in every school. */
  lockedTerms: readonly number[];
}

/** Answers, or undefined if the path is not this handler's. */
export type SandboxHandler = (request: SandboxRequest, context: SandboxContext) => SandboxResponse | undefined;
