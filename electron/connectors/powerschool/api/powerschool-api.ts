import type { AppError } from '../../../../shared/errors.ts';

/** The five surfaces of PowerSchool's API that we use, as typed calls (reference §1). One instance per run. */
export interface PowerSchoolApi {
  /** `/ws/v1/metadata`; needs no token. */
  metadata(signal: AbortSignal): Promise<Metadata>;
  /** Gets a token now. Throws AppError `auth.invalidClient` (ask) when the server refuses the credentials. */
  signIn(signal: AbortSignal): Promise<void>;
  /** All pages of a named query, the next one asked for while the last is handed out. */
  query(name: string, args: QueryArgs, signal: AbortSignal, options?: QueryOptions): AsyncIterable<WirePage>;
  /** `/ws/schema/query/{name}/count`. */
  queryCount(name: string, args: QueryArgs, signal: AbortSignal): Promise<number>;
  /** All pages of `/ws/schema/table/{table}`. Records come flat: column name in lower case to text. */
  table(table: string, options: TableOptions, signal: AbortSignal): AsyncIterable<WirePage>;
  /**
   * What the plugin may do with each column of a table, in the server's words, by column name in upper case
   * (`/ws/schema/table/{table}/metadata`).
   */
  columnAccess(table: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** All pages of a v1 list, e.g. `v1List('/ws/v1/district/school', 'schools', 'school')`. Records as they came. */
  v1List(
    path: string,
    plural: string,
    singular: string,
    params: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): AsyncIterable<WirePage>;
  /** GET of a v1 single, unwrapped: `v1One('/ws/v1/district', 'district')`. */
  v1One(path: string, singular: string, signal: AbortSignal): Promise<WireRecord>;
  /** GET on `/ws/xte/…`: always a list, whatever the server wrapped. */
  xte(path: string, params: Readonly<Record<string, string>>, signal: AbortSignal): Promise<readonly WireRecord[]>;
  /**
   * A write on `/ws/xte/…`, sent once: again only after an answer that says nothing was done (429, 412, one 401), or where it did
   * not leave this computer. Once it is on its way, the signal no longer ends it. Throws an AppError where it was surely not sent.
   */
  write(request: WriteRequest, signal: AbortSignal): Promise<WriteAnswer>;
  /** Requests sent so far, retries included. */
  readonly requests: number;
  close(): Promise<void>;
}

export interface WriteRequest {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** In place of `body`: JSON that is written out already. */
  readonly json?: string;
}

/** What came back of a write; `lost`: nothing, so that it may have been done or not. */
export type WriteAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string; readonly location: string | null }
  | { readonly kind: 'lost'; readonly error: AppError };

export type WireRecord = Readonly<Record<string, unknown>>;
export type QueryArgs = Readonly<Record<string, string | number | readonly (string | number)[]>>;

export interface WirePage {
  readonly records: readonly WireRecord[];
  /** What the server said the whole list has; null where it did not say. Given on the first page at the latest. */
  readonly count: number | null;
  /** The data version in a PowerQuery's answer; null where there is none. */
  readonly dataVersion: string | null;
}

export interface QueryOptions {
  readonly dataVersion?: { readonly application: string; readonly version: string };
}

export interface TableOptions {
  readonly projection: readonly string[];
  readonly q?: string;
}

export interface Metadata {
  /** Empty where the server keeps it to itself. */
  readonly version: string;
  readonly timeZone: string | null;
  readonly pluginId: number | null;
  /** Rows per page by resource: `student`, `section`, …, `schemaTable`. */
  readonly maxPageSize: Readonly<Record<string, number>>;
}
