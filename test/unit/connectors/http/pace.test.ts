import { describe, expect, it } from 'vitest';
import { openPace, type Pace } from '../../../../electron/connectors/http/pace.ts';
import { fakeClock, type FakeClock } from '../../../support/fake-clock.ts';

const never = new AbortController().signal;

/** A server that refuses what comes within `interval` of the last request it took, and what the pace makes of it. */
async function drive(
  pace: Pace,
  clock: FakeClock,
  interval: number,
  accepted: number,
  hint: (left: number) => number | null,
) {
  let lastTaken = Number.NEGATIVE_INFINITY;
  let refusals = 0;
  for (let done = 0; done < accepted;) {
    const turn = await pace.enter(never);
    const left = lastTaken + interval - clock.now();
    if (left > 0) {
      refusals += 1;
      turn.refused(hint(left));
    } else {
      lastTaken = clock.now();
      done += 1;
      clock.advance(5);
      turn.accepted();
    }
  }
  return refusals;
}

describe('pace', () => {
  it('keeps the configured interval between the beginnings of requests', async () => {
    const clock = fakeClock();
    const pace = openPace({ minimumIntervalMs: 200, maxInFlight: 1, clock });
    for (let i = 0; i < 3; i += 1) {
      const turn = await pace.enter(never);
      clock.advance(50);
      turn.accepted();
    }
    expect(clock.sleeps).toEqual([150, 150]);
  });

  it('does not wait at all while nothing is refused', async () => {
    const clock = fakeClock();
    const pace = openPace({ minimumIntervalMs: 0, maxInFlight: 1, clock });
    expect(await drive(pace, clock, 0, 100, () => null)).toBe(0);
    expect(clock.sleeps).toEqual([]);
  });

  it('learns the interval of a server that says how many seconds to wait', async () => {
    const clock = fakeClock();
    const pace = openPace({ minimumIntervalMs: 0, maxInFlight: 1, clock });
    const refusals = await drive(pace, clock, 300, 300, (left) => Math.ceil(left / 1000) * 1000);
    expect(refusals).toBeLessThan(8);
    expect(pace.intervalMs).toBeGreaterThanOrEqual(300);
    expect(pace.intervalMs).toBeLessThan(350);
  });

  it('learns the interval of a server that only refuses', async () => {
    const clock = fakeClock();
    const pace = openPace({ minimumIntervalMs: 0, maxInFlight: 1, clock });
    const refusals = await drive(pace, clock, 2000, 300, () => null);
    expect(refusals).toBeLessThan(15);
    expect(pace.intervalMs).toBeGreaterThanOrEqual(2000);
    expect(pace.intervalMs).toBeLessThan(2400);
  });

  it('shortens the interval again, never below the configured one, when the server allows more', async () => {
    const clock = fakeClock();
    const pace = openPace({ minimumIntervalMs: 20, maxInFlight: 1, clock });
    await drive(pace, clock, 1000, 50, () => null);
    const learned = pace.intervalMs;
    await drive(pace, clock, 0, 20_000, () => null);
    expect(learned).toBeGreaterThan(900);
    expect(pace.intervalMs).toBeLessThan(learned / 3);
    expect(pace.intervalMs).toBeGreaterThanOrEqual(20);
  });

  it('only waits where a server refuses one request among many, and does not become slow for good', async () => {
    const clock = fakeClock();
    const pace = openPace({ minimumIntervalMs: 0, maxInFlight: 1, clock });
    for (let sent = 1; sent <= 4900; sent++) {
      const turn = await pace.enter(never);
      clock.advance(5);
      if (sent % 97 === 0) turn.refused(1000);
      else turn.accepted();
    }
    expect(clock.sleeps.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(60_000);
    expect(pace.intervalMs).toBe(0);
  });

  it('holds every request back for the time that a refusal names', async () => {
    const clock = fakeClock();
    const pace = openPace({ minimumIntervalMs: 0, maxInFlight: 1, clock });
    (await pace.enter(never)).refused(4000);
    const before = clock.now();
    (await pace.enter(never)).accepted();
    expect(clock.now() - before).toBe(4000);
  });

  it('leaves a server in trouble alone for as long as it asks, without becoming slower for good', async () => {
    const clock = fakeClock();
    const pace = openPace({ minimumIntervalMs: 0, maxInFlight: 1, clock });
    (await pace.enter(never)).ended(3000);
    (await pace.enter(never)).ended(null);
    (await pace.enter(never)).ended();
    expect(clock.sleeps).toEqual([3000]);
    expect(pace.intervalMs).toBe(0);
  });

  it('lets one request at a time through, and more only after a series of accepted ones', async () => {
    const clock = fakeClock();
    const pace = openPace({ minimumIntervalMs: 0, maxInFlight: 2, clock });
    const first = await pace.enter(never);
    let entered = false;
    const second = pace.enter(never).then((turn) => {
      entered = true;
      return turn;
    });
    await Promise.resolve();
    expect(entered).toBe(false);
    first.accepted();
    (await second).accepted();
    for (let i = 0; i < 20; i += 1) (await pace.enter(never)).accepted();
    const together = [await pace.enter(never), await pace.enter(never)];
    together[0]?.refused(null);
    together[1]?.ended();
    const alone = await pace.enter(never);
    let next = false;
    const waiting = pace.enter(never).then((turn) => {
      next = true;
      return turn;
    });
    await Promise.resolve();
    expect(next).toBe(false);
    alone.accepted();
    (await waiting).accepted();
  });

  it('lets a cancelled request leave the queue', async () => {
    const clock = fakeClock();
    const pace = openPace({ minimumIntervalMs: 0, maxInFlight: 1, clock });
    const first = await pace.enter(never);
    const cancel = new AbortController();
    const left = pace.enter(cancel.signal);
    const third = pace.enter(never);
    cancel.abort(new Error('cancelled'));
    await expect(left).rejects.toThrow('cancelled');
    first.accepted();
    (await third).accepted();
    await expect(pace.enter(cancel.signal)).rejects.toThrow('cancelled');
  });
});
