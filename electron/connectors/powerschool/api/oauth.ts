import type { Clock } from '../../http/clock.ts';
import type { HttpAnswer, HttpRequest } from '../../http/http-client.ts';
import { AppError } from '../../../../shared/errors.ts';
import { errorOfAnswer, isWebPage, notPowerSchool } from './answer-errors.ts';
import { badAnswer, isRecord } from './envelopes.ts';

export interface Token {
  readonly text: string;
  /** By the clock, in milliseconds since 1970. */
  readonly renewAt: number;
}

/** The token of one run, in memory only, fetched once however many calls wait for it. */
export interface TokenHolder {
  get(signal: AbortSignal): Promise<string>;
  /** Fetches a new one, whatever is held. */
  renew(signal: AbortSignal): Promise<void>;
  /** Forgets this token, if it is still the one in use. */
  drop(token: string): void;
}

export function holdToken(fetchToken: (signal: AbortSignal) => Promise<Token>, clock: Clock): TokenHolder {
  let current: Token | null = null;
  let coming: Promise<Token> | null = null;

  async function fetchOnce(signal: AbortSignal): Promise<Token> {
    try {
      current = await fetchToken(signal);
      return current;
    } finally {
      coming = null;
    }
  }

  async function get(signal: AbortSignal): Promise<string> {
    for (;;) {
      signal.throwIfAborted();
      if (current !== null && clock.now() < current.renewAt) return current.text;
      const own = coming === null;
      coming ??= fetchOnce(signal);
      try {
        return (await coming).text;
      } catch (error) {
        // Whoever fetched it for all of us was cancelled; that is no failure of ours.
        if (own || error instanceof AppError) throw error;
      }
    }
  }

  return {
    get,
    async renew(signal) {
      current = null;
      await get(signal);
    },
    drop(token) {
      if (current?.text === token) current = null;
    },
  };
}

/** The request for a token (reference §2.1). */
export function tokenRequest(clientId: string, clientSecret: string): HttpRequest {
  return {
    method: 'POST',
    path: '/oauth/access_token/',
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
      accept: 'application/json',
    },
    body: 'grant_type=client_credentials',
  };
}

/**
 * The token in an answer (reference §2.2, §2.3). It is renewed a minute before its end, or at half its life if it lives less than
 * two; a lifetime that is no number counts as none. Throws `auth.invalidClient` when the server refuses the credentials.
 */
export function readToken(answer: HttpAnswer, host: string, now: number): Token {
  const { status, text } = answer;
  if (status === 400 || status === 401 || status === 403) throw invalidClient();
  if (status === 404 || status === 405) throw notOffered(host, status);
  if (status >= 300) throw errorOfAnswer(answer, { surface: 'metadata', name: 'oauth' }, host, now);
  if (isWebPage(text)) throw notPowerSchool(answer, host);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw badAnswer('to the request for access is not readable');
  }
  if (!isRecord(body)) throw badAnswer('to the request for access is not readable');
  const token = body['access_token'];
  if (typeof token === 'string' && token !== '') return { text: token, renewAt: renewal(body['expires_in'], now) };
  if ('error' in body) throw invalidClient();
  throw badAnswer('to the request for access holds no access');
}

function renewal(expiresIn: unknown, now: number): number {
  const seconds = typeof expiresIn === 'number' || typeof expiresIn === 'string' ? Number(expiresIn) : Number.NaN;
  if (!(seconds > 0)) return now;
  return now + seconds * 1000 - Math.min(60_000, seconds * 500);
}

function invalidClient(): AppError {
  return new AppError('auth.invalidClient', 'ask', 'PowerSchool refuses the client ID and secret.', {
    fix:
      'Check in PowerSchool that the plugin is installed and enabled, then copy the client ID and secret again from its Data ' +
      'Provider Configuration. They change when they are regenerated and when the plugin is deleted and installed anew.',
  });
}

function notOffered(host: string, status: number): AppError {
  return new AppError('net.notPowerSchool', 'stop', `${host} does not offer PowerSchool's sign-in for plugins.`, {
    fix: 'Check that the address is that of PowerSchool itself, without a path.',
    details: { status },
  });
}
