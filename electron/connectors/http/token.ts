import { AppError } from '../../../shared/errors.ts';
import type { Clock } from './clock.ts';

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

/**
 * When to renew a token by what the server says of its life in seconds: a minute before its end, or at half its life if it lives
 * less than two; a lifetime that is no number counts as none.
 */
export function renewalOf(expiresIn: unknown, now: number): number {
  const seconds = typeof expiresIn === 'number' || typeof expiresIn === 'string' ? Number(expiresIn) : Number.NaN;
  if (!(seconds > 0)) return now;
  return now + seconds * 1000 - Math.min(60_000, seconds * 500);
}
