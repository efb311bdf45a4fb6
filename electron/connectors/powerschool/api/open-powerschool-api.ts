import { systemClock, type Clock } from '../../http/clock.ts';
import { openHttpClient } from '../../http/http-client.ts';
import { openPace } from '../../http/pace.ts';
import { usualPolicy } from '../../http/retry.ts';
import { AppError } from '../../../../shared/errors.ts';
import { openCaller } from './caller.ts';
import { xteRecords } from './envelopes.ts';
import { fetchMetadata } from './metadata.ts';
import { queryCount, queryPages } from './power-query.ts';
import type { Metadata, PowerSchoolApi } from './powerschool-api.ts';
import { columnAccess, tablePages } from './schema-table.ts';
import { v1Pages, v1Single } from './v1.ts';

export interface PowerSchoolApiOptions {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A private certificate authority in PEM; null: only the public ones. */
  readonly ca: string | null;
  readonly environment: 'test' | 'production';
  /** The longest one request may take. */
  readonly requestTimeoutMs: number;
  readonly minimumIntervalMs: number;
  /** Rows per page; 0: what suits the server. */
  readonly pageSize: number;
  readonly maxRequestsInFlight: number;
  readonly clock?: Clock;
  /** From 0 up to 1; spreads the waits between attempts. */
  readonly random?: () => number;
}

/** What schema tables give where the server does not say what it can (reference §4.1). */
const usualTablePage = 100;

/**
 * PowerSchool's API at an address. Nothing is sent before the first call. Throws `config.insecureUrl` for plain http anywhere but on
 * the loopback address of a test (C12), and `tls.badAuthority` for a certificate authority that cannot be read.
 */
export function openPowerSchoolApi(options: PowerSchoolApiOptions): PowerSchoolApi {
  requireSecureUrl(options);
  const { clientId, clientSecret, minimumIntervalMs, maxRequestsInFlight, pageSize } = options;
  const clock = options.clock ?? systemClock;
  const client = openHttpClient({
    url: options.url,
    ca: options.ca,
    requestTimeoutMs: options.requestTimeoutMs,
    connections: maxRequestsInFlight,
    peer: { product: 'PowerSchool', environment: options.environment },
  });
  const pace = openPace({ minimumIntervalMs, maxInFlight: maxRequestsInFlight, clock });
  const retrying = { policy: usualPolicy, clock, random: options.random ?? Math.random };
  const caller = openCaller({ client, clientId, clientSecret, pace, retrying, clock });
  let known: Metadata | null = null;

  /** The configured page size within what the server allows for a resource; null if neither is known. */
  function pageSizeOf(resource: string): number | null {
    const most = known?.maxPageSize[resource];
    if (pageSize === 0) return most ?? null;
    return most === undefined ? pageSize : Math.min(pageSize, most);
  }

  return {
    async metadata(signal) {
      known = await fetchMetadata(caller, client.host, signal);
      return known;
    },
    signIn: (signal) => caller.signIn(signal),
    query: (name, args, signal, queryOptions = {}) => queryPages(caller, name, args, queryOptions, pageSize, signal),
    queryCount: (name, args, signal) => queryCount(caller, name, args, signal),
    table: (table, tableOptions, signal) =>
      tablePages(caller, table, tableOptions, pageSizeOf('schemaTable') ?? usualTablePage, signal),
    columnAccess: (table, signal) => columnAccess(caller, table, signal),
    v1List: (path, plural, singular, params, signal) =>
      v1Pages(caller, { path, plural, singular, params, pageSize: pageSizeOf(singular) }, signal),
    v1One: (path, singular, signal) => v1Single(caller, path, singular, signal),
    xte: async (path, params, signal) =>
      xteRecords(await caller.call({ asked: { surface: 'xte', name: path }, path, params }, signal)),
    write: (request, signal) => caller.write(request, signal),
    get requests() {
      return client.sent;
    },
    close: () => client.close(),
  };
}

function requireSecureUrl({ url, environment }: PowerSchoolApiOptions): void {
  const { protocol, hostname } = new URL(url);
  const loopback = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  if (protocol === 'https:' || (protocol === 'http:' && loopback && environment === 'test')) return;
  throw new AppError('config.insecureUrl', 'ask', 'The address of PowerSchool must begin with https://.', {
    fix: 'Enter the address with https://. Plain http is only for a test on this computer itself.',
  });
}
