import { AppError } from '../../../shared/errors.ts';
import type { Clock } from './clock.ts';

/** How often and how patiently to try again. Only for reads: a request that arrived twice must do no harm. */
export interface RetryPolicy {
  /** Attempts in all, the first included. */
  readonly tries: number;
  /** Attempts in all for errors of a code that has its own number. */
  readonly triesOf: Readonly<Record<string, number>>;
  /** Upper end of the first wait; each further one is twice as long. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** A server that wants us to wait longer than this ends the attempts. */
  readonly longestServerWaitMs: number;
}

export const usualPolicy: RetryPolicy = {
  tries: 5,
  triesOf: { 'net.timeout': 3, 'net.unreachable': 4, 'remote.rateLimited': 8, 'remote.resubmit': 2 },
  firstWaitMs: 500,
  longestWaitMs: 20_000,
  longestServerWaitMs: 120_000,
};

export interface Retrying {
  readonly policy: RetryPolicy;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/**
 * Runs `attempt` again while it throws an AppError to `retry`, waiting as long as its `details.retryAfterMs` asks for, else with
 * exponential back-off and jitter. When the attempts are used up the last error is thrown, now to `stop`; all else passes through.
 */
export async function withRetry<T>(attempt: () => Promise<T>, retrying: Retrying, signal: AbortSignal): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof AppError) || error.recovery !== 'retry') throw error;
      const wait = nextWait(error, tried, retrying);
      if (wait === null) throw finalError(error, tried);
      await retrying.clock.sleep(wait, signal);
    }
  }
}

/** Milliseconds to the next attempt, or null if there shall be none. */
function nextWait(error: AppError, tried: number, { policy, random }: Retrying): number | null {
  if (tried >= (policy.triesOf[error.code] ?? policy.tries)) return null;
  const asked = error.details['retryAfterMs'];
  if (typeof asked === 'number') return asked > policy.longestServerWaitMs ? null : asked;
  const longest = Math.min(policy.longestWaitMs, policy.firstWaitMs * 2 ** (tried - 1));
  return Math.round(longest * (0.5 + random() / 2));
}

function finalError(error: AppError, tries: number): AppError {
  return new AppError(error.code, 'stop', error.message, {
    ...(error.fix === undefined ? {} : { fix: error.fix }),
    details: { ...error.details, tries },
    cause: error,
  });
}
