import { insecureParts } from '../../../../shared/integration/web-address.ts';
import { AppError } from '../../../../shared/errors.ts';
import { partnerAddresses, type Partner } from '../../../../shared/integration/partner.ts';
import { systemClock, type Clock } from '../../http/clock.ts';
import { openHttpClient, type HttpAnswer, type HttpClient } from '../../http/http-client.ts';
import { openPace } from '../../http/pace.ts';
import { usualPolicy } from '../../http/retry.ts';
import { openCaller, type TokenPlace } from './caller.ts';
import { scopesOf } from './oauth2.ts';
import type { Listing, OneRosterApi, Single } from './oneroster-api.ts';
import { askedAt, eachPage, readPage, readSingle, type At, type Page } from './pages.ts';
import { queryOf } from './path.ts';

export interface OneRosterApiOptions {
  readonly partner: Partner;
  readonly clientSecret: string;
  /** A private certificate authority in PEM; null: only the public ones. */
  readonly ca: string | null;
  readonly environment: 'test' | 'production';
  /** The longest one request may take. */
  readonly requestTimeoutMs: number;
  readonly minimumIntervalMs: number;
  readonly clock?: Clock;
  /** From 0 up to 1; spreads the waits between attempts. */
  readonly random?: () => number;
}

const usualPageSize = 500;

/**
 * A partner's OneRoster API. Nothing is sent before the first call. Throws `config.insecureUrl` for plain http anywhere but on the
 * loopback address of a test (C12), and `tls.badAuthority` for a certificate authority that cannot be read.
 */
export function openOneRosterApi(options: OneRosterApiOptions): OneRosterApi {
  const { partner, clientSecret, environment, minimumIntervalMs } = options;
  requireSecure(partner, environment);
  const clock = options.clock ?? systemClock;
  const addresses = partnerAddresses(partner);
  const { origin } = new URL(addresses.rostering);
  const product = partner.name;
  const clients = new Map<string, HttpClient>();

  function clientOf(url: string): HttpClient {
    const known = clients.get(url);
    if (known !== undefined) return known;
    const { ca, requestTimeoutMs } = options;
    const opened = openHttpClient({ url, ca, requestTimeoutMs, connections: 1, peer: { product, environment } });
    clients.set(url, opened);
    return opened;
  }

  function tokenPlace(): TokenPlace | null {
    if (addresses.token === null) return null;
    const { origin: server, pathname } = new URL(addresses.token);
    return { client: clientOf(server), path: pathname, scopes: scopesOf(partner.version) };
  }

  const client = clientOf(origin);
  const caller = openCaller({
    client,
    origin,
    token: tokenPlace(),
    clientId: partner.clientId ?? '',
    clientSecret,
    product,
    pace: openPace({ minimumIntervalMs, maxInFlight: 1, clock }),
    retrying: { policy: usualPolicy, clock, random: options.random ?? Math.random },
    clock,
  });
  const toldOf = ({ named }: Listing) => ({ product, host: client.host, asked: named });

  function pageAt(listing: Listing, limit: number, at: At, signal: AbortSignal): Promise<Page> {
    const told = toldOf(listing);
    const { pathname } = new URL(addresses[listing.service]);
    const filter = listing.filter === undefined ? {} : { filter: listing.filter };
    const query = 'offset' in at ? queryOf({ limit: String(limit), offset: String(at.offset), ...filter }) : '';
    const path = 'link' in at ? at.link : `${pathname}${listing.path}?${query}`;
    const begun = clock.now();
    const read = (answer: HttpAnswer): Page => ({
      ...readPage(answer, listing.plural, origin, told),
      askedAt: askedAt(answer, clock.now() - begun),
    });
    return caller.get(path, told, read, signal);
  }

  const pathOf = ({ service, path }: Pick<Single, 'service' | 'path'>): string =>
    new URL(addresses[service]).pathname + path;

  return {
    async one(single, signal) {
      const told = { product, host: client.host, asked: single.named };
      try {
        return await caller.get(pathOf(single), told, (answer) => readSingle(answer, single.singular, told), signal);
      } catch (error) {
        if (error instanceof AppError && error.details['status'] === 404) return null;
        throw error;
      }
    },
    write(single, method, body, signal) {
      const told = { product, host: client.host, asked: single.named };
      return caller.write({ method, path: pathOf(single), ...(body === null ? {} : { body }) }, told, signal);
    },
    pathOf,
    hrefOf: ({ service, path }) => addresses[service] + path,
    signIn: (signal) => caller.signIn(signal),
    list: (listing, signal) =>
      eachPage(
        (at) => pageAt(listing, partner.pageSize === 0 ? usualPageSize : partner.pageSize, at, signal),
        toldOf(listing),
      ),
    first: (listing, signal) => pageAt(listing, 1, { offset: 0 }, signal),
    count: async (listing, signal) => (await pageAt(listing, 1, { offset: 0 }, signal)).count,
    close: async () => {
      await Promise.all([...clients.values()].map((opened) => opened.close()));
    },
  };
}

function requireSecure(partner: Partner, environment: 'test' | 'production'): void {
  const insecure = insecureParts(partner, environment).find(({ key }) => key !== 'caFile');
  if (insecure === undefined) return;
  throw new AppError('config.insecureUrl', 'ask', `The address of ${partner.name} must begin with https://.`, {
    fix: 'Enter the address with https://. Plain http is only for a test on this computer itself.',
  });
}
