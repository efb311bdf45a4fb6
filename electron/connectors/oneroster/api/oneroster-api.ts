/** OneRoster's two services that we use. In version 1.1 both stand at one address. */
export type Service = 'rostering' | 'gradebook';

export type WireRecord = Readonly<Record<string, unknown>>;

export interface WirePage {
  readonly records: readonly WireRecord[];
  /** `X-Total-Count`; null where the server sends none. */
  readonly count: number | null;
}

/** A listing: `plural` is that of the entity, not of the path (reference §5.3): `/schools` holds `orgs`. */
export interface Listing {
  readonly service: Service;
  /** Begins with a slash. */
  readonly path: string;
  readonly plural: string;
  /** What is listed, as errors call it: `the line items`. */
  readonly named: string;
}

/** The reading side of a OneRoster provider's API. One instance per run. */
export interface OneRosterApi {
  /** Gets a token now; with OAuth 1.0a there is none to get. Throws AppError `auth.invalidClient` (ask). */
  signIn(signal: AbortSignal): Promise<void>;
  /** All pages of a listing; the first one even if it is empty. */
  list(listing: Listing, signal: AbortSignal): AsyncIterable<WirePage>;
  /** How many records a listing has by the server's own count; null where it does not count. One record is read. */
  count(listing: Listing, signal: AbortSignal): Promise<number | null>;
  close(): Promise<void>;
}
