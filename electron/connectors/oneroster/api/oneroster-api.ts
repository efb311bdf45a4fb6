import type { AppError } from '../../../../shared/errors.ts';

/** OneRoster's two services that we use. In version 1.1 both stand at one address. */
export type Service = 'rostering' | 'gradebook';

export type WireRecord = Readonly<Record<string, unknown>>;

export interface WirePage {
  readonly records: readonly WireRecord[];
  /** `X-Total-Count`; null where the server sends none. */
  readonly count: number | null;
  /**
   * When it was asked for, in milliseconds since 1970 by the server's own clock (`Date`), rather too early than too late; null where the server
   * does not say.
   */
  readonly askedAt: number | null;
}

/** A listing: `plural` is that of the entity, not of the path (reference §5.3): `/schools` holds `orgs`. */
export interface Listing {
  readonly service: Service;
  /** Begins with a slash. */
  readonly path: string;
  readonly plural: string;
  /** What is listed, as errors call it: `the line items`. */
  readonly named: string;
  /** In OneRoster's grammar (reference §5.6). */
  readonly filter?: string;
}

/** A write on one record. `path` is that of the server, `body` JSON text. */
export interface WireWrite {
  readonly method: 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: string;
}

/** What came back of a write; `lost`: nothing, so that it may have been done or not. */
export type WriteAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'lost'; readonly error: AppError };

/** One record of a service: `path` begins with a slash and holds the encoded sourcedId. */
export interface Single {
  readonly service: Service;
  readonly path: string;
  readonly singular: string;
  readonly named: string;
}

/** A OneRoster provider's API. One instance per run. */
export interface OneRosterApi {
  /** Gets a token now; with OAuth 1.0a there is none to get. Throws AppError `auth.invalidClient` (ask). */
  signIn(signal: AbortSignal): Promise<void>;
  /** All pages of a listing; the first one even if it is empty. */
  list(listing: Listing, signal: AbortSignal): AsyncIterable<WirePage>;
  /** One record; null where the server says that there is none. */
  one(single: Single, signal: AbortSignal): Promise<WireRecord | null>;
  /**
   * A write, sent once: again only after an answer that says nothing was done (429, one 401), or where it did not leave this computer.
   * Once it is on its way, the signal no longer ends it. Throws an AppError where it was surely not sent, and for a second 401.
   */
  write(single: Single, method: 'PUT' | 'DELETE', body: string | null, signal: AbortSignal): Promise<WriteAnswer>;
  /** The path of a record on its server, as `write` asks for it. */
  pathOf(single: Pick<Single, 'service' | 'path'>): string;
  /** The whole address of a record, as references hold it. */
  hrefOf(single: Pick<Single, 'service' | 'path'>): string;
  /** One record of a listing, or none if it is empty, with the server's own count. */
  first(listing: Listing, signal: AbortSignal): Promise<WirePage>;
  /** How many records a listing has by the server's own count; null where it does not count. One record is read. */
  count(listing: Listing, signal: AbortSignal): Promise<number | null>;
  close(): Promise<void>;
}
