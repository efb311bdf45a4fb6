import { describe, expect, it } from 'vitest';
import { usualPolicy, withRetry } from '../../../../electron/connectors/http/retry.ts';
import { AppError, type Recovery } from '../../../../shared/errors.ts';
import { fakeClock } from '../../../support/fake-clock.ts';

const never = new AbortController().signal;

function failing(times: number, code: string, recovery: Recovery = 'retry', details: Record<string, unknown> = {}) {
  let calls = 0;
  return {
    attempt: () => {
      calls += 1;
      if (calls <= times) return Promise.reject(new AppError(code, recovery, 'It failed.', { fix: 'Wait.', details }));
      return Promise.resolve('done');
    },
    calls: () => calls,
  };
}

describe('retry', () => {
  it('waits twice as long each time, spread by chance, until an attempt succeeds', async () => {
    const clock = fakeClock();
    const work = failing(3, 'remote.serverError');
    await expect(withRetry(work.attempt, { policy: usualPolicy, clock, random: () => 0.5 }, never)).resolves.toBe(
      'done',
    );
    expect(clock.sleeps).toEqual([375, 750, 1500]);
  });

  it('honours the wait that the server asks for', async () => {
    const clock = fakeClock();
    const work = failing(2, 'remote.serverError', 'retry', { retryAfterMs: 7000 });
    await withRetry(work.attempt, { policy: usualPolicy, clock, random: Math.random }, never);
    expect(clock.sleeps).toEqual([7000, 7000]);
  });

  it('gives up at once when the server asks for a very long wait', async () => {
    const clock = fakeClock();
    const work = failing(2, 'remote.rateLimited', 'retry', { retryAfterMs: 3_600_000 });
    await expect(
      withRetry(work.attempt, { policy: usualPolicy, clock, random: Math.random }, never),
    ).rejects.toMatchObject({
      code: 'remote.rateLimited',
      recovery: 'stop',
    });
    expect(clock.sleeps).toEqual([]);
  });

  it('throws the last error, to stop, when the attempts of its kind are used up', async () => {
    for (const [code, tries] of [
      ['remote.serverError', 5],
      ['net.timeout', 3],
      ['remote.resubmit', 2],
    ] as const) {
      const work = failing(99, code);
      const run = withRetry(work.attempt, { policy: usualPolicy, clock: fakeClock(), random: Math.random }, never);
      await expect(run).rejects.toMatchObject({ code, recovery: 'stop', fix: 'Wait.', details: { tries } });
      expect(work.calls()).toBe(tries);
    }
  });

  it('does not try again what a person must put right, nor what is a defect', async () => {
    const asking = failing(1, 'auth.invalidClient', 'ask');
    const retrying = { policy: usualPolicy, clock: fakeClock(), random: Math.random };
    await expect(withRetry(asking.attempt, retrying, never)).rejects.toMatchObject({ recovery: 'ask' });
    expect(asking.calls()).toBe(1);
    await expect(withRetry(() => Promise.reject(new TypeError('x')), retrying, never)).rejects.toBeInstanceOf(
      TypeError,
    );
  });

  it('ends its wait when it is cancelled', async () => {
    const cancel = new AbortController();
    const work = failing(99, 'remote.serverError');
    const clock = fakeClock();
    const stopping = {
      ...clock,
      sleep: (ms: number, signal: AbortSignal) => {
        cancel.abort(new Error('cancelled by the user'));
        return clock.sleep(ms, signal);
      },
    };
    const run = withRetry(work.attempt, { policy: usualPolicy, clock: stopping, random: Math.random }, cancel.signal);
    await expect(run).rejects.toThrow('cancelled by the user');
    expect(work.calls()).toBe(1);
  });
});
