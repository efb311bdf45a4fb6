import type { Clock } from './clock.ts';

/** Leave to send one request. Exactly one of its functions is called when the request has ended. */
interface Turn {
  accepted(): void;
  /** The server said "too many requests"; with the time it wants us to wait, if it named one. */
  refused(waitMs: number | null): void;
  /** Ended in a way that says nothing about the pace; with the time that the server in trouble wants to be left alone, if it named one. */
  ended(waitMs?: number | null): void;
}

/**
 * How fast a server lets us ask. It begins with one request at a time and the given interval between their beginnings, learns a
 * longer interval from refusals, shortens it again slowly while requests are accepted, and allows more at a time only after a
 * series of accepted ones.
 */
export interface Pace {
  /** Resolves when a request may be sent; rejects with the signal's reason. */
  enter(signal: AbortSignal): Promise<Turn>;
  /** The least time between the beginnings of two requests, as learned so far. */
  readonly intervalMs: number;
}

export interface PaceOptions {
  readonly minimumIntervalMs: number;
  readonly maxInFlight: number;
  readonly clock: Clock;
}

export function openPace({ minimumIntervalMs, maxInFlight, clock }: PaceOptions): Pace {
  const interval = learnInterval(minimumIntervalMs);
  const waiting: (() => void)[] = [];
  let allowed = 1;
  let inFlight = 0;
  let series = 0;
  let lastStart = Number.NEGATIVE_INFINITY;
  let nextStart = Number.NEGATIVE_INFINITY;

  function release(): void {
    inFlight -= 1;
    while (inFlight < allowed) {
      const next = waiting.shift();
      if (next === undefined) return;
      inFlight += 1;
      next();
    }
  }

  function slot(signal: AbortSignal): Promise<void> | undefined {
    if (inFlight < allowed) {
      inFlight += 1;
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const admit = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(admit), 1);
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.push(admit);
    });
  }

  /** Waits for the interval; returns the time since the request before. */
  async function gap(signal: AbortSignal): Promise<number> {
    for (;;) {
      const now = clock.now();
      if (now >= nextStart) {
        const since = now - lastStart;
        lastStart = now;
        nextStart = now + interval.currentMs;
        return since;
      }
      await clock.sleep(nextStart - now, signal);
    }
  }

  async function enter(signal: AbortSignal): Promise<Turn> {
    signal.throwIfAborted();
    await slot(signal);
    let since: number;
    try {
      since = await gap(signal);
    } catch (error) {
      release();
      throw error;
    }
    return {
      accepted() {
        interval.accepted(since);
        series += 1;
        if (series >= seriesToWiden && allowed < maxInFlight) {
          series = 0;
          allowed += 1;
        }
        release();
      },
      refused(waitMs) {
        interval.refused(since, waitMs);
        series = 0;
        allowed = 1;
        nextStart = clock.now() + Math.min(longestHoldMs, waitMs ?? interval.currentMs);
        release();
      },
      ended(waitMs) {
        if (waitMs != null) nextStart = Math.max(nextStart, clock.now() + Math.min(longestHoldMs, waitMs));
        release();
      },
    };
  }

  return {
    enter,
    get intervalMs() {
      return interval.currentMs;
    },
  };
}

const seriesToWiden = 20;
const longestIntervalMs = 60_000;
const longestHoldMs = 120_000;
const firstIntervalMs = 100;
/** After so many accepted requests, so much of the way down to what was refused is kept. */
const boldStep = { accepted: 2, keeps: 0.6 };
const carefulStep = { accepted: 4, keeps: 0.8 };
const acceptedBeforeForgetting = 500;
/** After so many accepted requests that came no later than the refused one, the refusal was not about the interval. */
const acceptedAgainst = 20;

/** The interval lies between the longest time that was refused and the shortest that was accepted; this narrows it down. */
function learnInterval(floorMs: number) {
  let currentMs = floorMs;
  let refusedMs = 0;
  let acceptedMs = Number.POSITIVE_INFINITY;
  let streak = 0;
  let sinceRefusal = 0;
  /** The shortest time that was accepted since the last refusal. */
  let quickest = Number.POSITIVE_INFINITY;

  return {
    get currentMs() {
      return currentMs;
    },
    accepted(since: number): void {
      sinceRefusal += 1;
      quickest = Math.min(quickest, since);
      if (currentMs <= floorMs) return;
      // A request that came later than it had to proves nothing about a shorter interval.
      if (since > currentMs * 1.5) return;
      acceptedMs = Math.min(acceptedMs, since);
      streak += 1;
      if (sinceRefusal % acceptedBeforeForgetting === 0) refusedMs *= 0.8;
      const step = currentMs > refusedMs * 2 ? boldStep : carefulStep;
      if (streak < step.accepted) return;
      streak = 0;
      const shorter = refusedMs + (currentMs - refusedMs) * step.keeps;
      if (shorter > refusedMs * 1.05) currentMs = Math.max(floorMs, Math.floor(shorter));
    },
    refused(since: number, waitMs: number | null): void {
      // A server that counts requests by the minute, or is in trouble now and then, says itself how long it wants to be left alone.
      const isOfInterval = waitMs === null || sinceRefusal < acceptedAgainst || since < quickest;
      streak = 0;
      sinceRefusal = 0;
      quickest = Number.POSITIVE_INFINITY;
      if (!isOfInterval) return;
      if (Number.isFinite(since)) refusedMs = Math.min(longestIntervalMs, Math.max(refusedMs, since));
      if (refusedMs >= acceptedMs) acceptedMs = Number.POSITIVE_INFINITY;
      const guess = waitMs === null ? Math.max(firstIntervalMs, refusedMs * 2, currentMs * 2) : refusedMs + waitMs;
      currentMs = Math.max(floorMs, Math.ceil(Math.min(longestIntervalMs, guess, acceptedMs * 1.02)));
    },
  };
}
