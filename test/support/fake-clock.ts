import type { Clock } from '../../electron/connectors/http/clock.ts';

/** A clock that stands still except when someone sleeps, and that notes how long. */
export interface FakeClock extends Clock {
  readonly sleeps: readonly number[];
  advance(ms: number): void;
}

export function fakeClock(start = Date.UTC(2026, 8, 1, 12)): FakeClock {
  let now = start;
  const sleeps: number[] = [];
  return {
    now: () => now,
    sleep(ms, signal) {
      signal.throwIfAborted();
      sleeps.push(ms);
      now += ms;
      return Promise.resolve();
    },
    sleeps,
    advance(ms) {
      now += ms;
    },
  };
}
