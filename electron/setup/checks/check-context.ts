import type { Clock } from '../../connectors/http/clock.ts';
import type { Metadata, PowerSchoolApi } from '../../connectors/powerschool/api/powerschool-api.ts';
import type { ConnectionConfig } from '../connection.ts';
import { probeQueries, type QueryProbe } from './query-probes.ts';

/** What the checks look at. Answers that several of them need are fetched once. */
export interface CheckContext {
  readonly integration: { readonly config: ConnectionConfig };
  readonly clientSecret: string | null;
  readonly clock: Pick<Clock, 'now'>;
  readonly signal: AbortSignal;
  /** A private certificate authority in PEM, in a test integration that has one. Throws AppError `tls.caUnreadable` (ask). */
  ca(): string | null;
  /** Opened when first asked for. Throws AppError `config.insecureUrl`, `tls.badAuthority` or `tls.caUnreadable`. */
  api(): PowerSchoolApi;
  metadata(): Promise<Metadata>;
  /** One call of each named query that the integration uses. */
  probes(): Promise<readonly QueryProbe[]>;
}

export type ContextParts = Pick<CheckContext, 'integration' | 'clientSecret' | 'clock' | 'signal' | 'ca' | 'api'>;

export function openCheckContext(parts: ContextParts): CheckContext {
  let metadata: Promise<Metadata> | undefined;
  let probes: Promise<readonly QueryProbe[]> | undefined;
  return {
    ...parts,
    metadata: () => (metadata ??= parts.api().metadata(parts.signal)),
    probes: () => (probes ??= probeQueries(parts.api(), parts.integration.config, parts.signal)),
  };
}
