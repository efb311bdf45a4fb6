import type { Clock } from '../../connectors/http/clock.ts';
import type { Metadata, PowerSchoolApi } from '../../connectors/powerschool/api/powerschool-api.ts';
import type { OneRosterApi } from '../../connectors/oneroster/api/oneroster-api.ts';
import type { CheckedServer } from './checked-server.ts';
import type { ConnectionConfig } from '../connection.ts';
import { probeQueries, type QueryProbe } from './query-probes.ts';

/** What the checks look at. Answers that several of them need are fetched once. */
export interface CheckContext {
  readonly integration: { readonly config: ConnectionConfig };
  readonly clientSecret: string | null;
  readonly clock: Pick<Clock, 'now'>;
  readonly signal: AbortSignal;
  /** As in `server`. */
  ca(): string | null;
  /** PowerSchool's. */
  readonly server: CheckedServer;
  /** The other end; null in an import, and as long as none was entered. */
  readonly partner: CheckedPartner | null;
  /** Opened when first asked for. Throws AppError `config.insecureUrl`, `tls.badAuthority` or `tls.caUnreadable`. */
  api(): PowerSchoolApi;
  metadata(): Promise<Metadata>;
  /** One call of each named query that the integration uses. */
  probes(): Promise<readonly QueryProbe[]>;
}

export interface CheckedPartner {
  readonly server: CheckedServer;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  /** Opened when first asked for. Throws as `openOneRosterApi`, and AppError `tls.caUnreadable`. */
  api(): OneRosterApi;
}

export type ContextParts = Omit<CheckContext, 'metadata' | 'probes' | 'server'>;

export function openCheckContext(parts: ContextParts): CheckContext {
  let metadata: Promise<Metadata> | undefined;
  let probes: Promise<readonly QueryProbe[]> | undefined;
  return {
    ...parts,
    server: {
      product: 'PowerSchool',
      url: parts.integration.config.powerschool.url,
      caSetting: 'powerschool.caFile',
      ca: parts.ca,
    },
    metadata: () => (metadata ??= parts.api().metadata(parts.signal)),
    probes: () => (probes ??= probeQueries(parts.api(), parts.integration.config, parts.signal)),
  };
}
