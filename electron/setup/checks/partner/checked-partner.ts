import type { Clock } from '../../../connectors/http/clock.ts';
import { openOneRosterApi } from '../../../connectors/oneroster/api/open-oneroster-api.ts';
import type { OneRosterApi } from '../../../connectors/oneroster/api/oneroster-api.ts';
import { readCa, type ConnectionConfig } from '../../connection.ts';
import type { CheckedPartner } from '../check-context.ts';

/** The partner of a 2-Way Sync for the checks, null where there is none. Nothing is sent yet. */
export function openCheckedPartner(
  { partner, environment, advanced }: ConnectionConfig,
  clientSecret: string | null,
  clock: Clock,
): (CheckedPartner & { close(): Promise<void> }) | null {
  if (partner === undefined || partner === null) return null;
  let opened: OneRosterApi | undefined;
  const ca = (): string | null => readCa(partner.caFile, 'partner.caFile');
  return {
    server: {
      product: partner.name,
      url: partner.url,
      caSetting: 'partner.caFile',
      ca,
    },
    clientId: partner.clientId,
    clientSecret,
    api: () =>
      (opened ??= openOneRosterApi({
        partner,
        clientSecret: clientSecret ?? '',
        ca: ca(),
        environment,
        requestTimeoutMs: advanced.requestTimeoutSeconds * 1000,
        minimumIntervalMs: advanced.minimumIntervalMs,
        clock,
      })),
    close: async () => opened?.close(),
  };
}
