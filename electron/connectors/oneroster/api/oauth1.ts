import { createHmac } from 'node:crypto';
import { encodeStrictly } from './path.ts';

export interface Signing {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly nonce: string;
}

/**
 * The Authorization header of a request signed after OAuth 1.0a (RFC 5849 §3.4) with a key and a secret and no token: HMAC-SHA1, as
 * deployed OneRoster 1.1 systems have it (reference §5.9).
 */
export function oauth1Header(method: string, address: string, signing: Signing): string {
  const url = new URL(address);
  const oauth: readonly (readonly [string, string])[] = [
    ['oauth_consumer_key', signing.clientId],
    ['oauth_nonce', signing.nonce],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', String(signing.timestamp)],
    ['oauth_version', '1.0'],
  ];
  // The query is decoded and encoded anew: filters with spaces and quotes are where signatures break.
  const asked = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? ([pair, ''] as const) : ([pair.slice(0, at), pair.slice(at + 1)] as const);
    })
    .map(([name, value]) => [decodeURIComponent(name), decodeURIComponent(value)] as const);
  const encoded = [...oauth, ...asked].map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`);
  const base = [method, `${url.origin}${url.pathname}`, encoded.toSorted(byBytes).join('&')]
    .map(encodeStrictly)
    .join('&');
  const signature = createHmac('sha1', `${encodeStrictly(signing.clientSecret)}&`)
    .update(base)
    .digest('base64');
  const parts = [...oauth, ['oauth_signature', signature] as const];
  return `OAuth ${parts.map(([name, value]) => `${name}="${encodeStrictly(value)}"`).join(', ')}`;
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
