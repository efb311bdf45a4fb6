import { describe, expect, it } from 'vitest';
import { retryAfterMs, waitInText } from '../../../../electron/connectors/http/server-wait.ts';

describe('server-wait', () => {
  const now = Date.parse('2026-09-01T12:00:00Z');

  it('reads Retry-After in seconds and as a date', () => {
    expect(retryAfterMs('3', now)).toBe(3000);
    expect(retryAfterMs(' 0 ', now)).toBe(0);
    expect(retryAfterMs('Tue, 01 Sep 2026 12:00:07 GMT', now)).toBe(7000);
    expect(retryAfterMs('Tue, 01 Sep 2026 11:00:00 GMT', now)).toBe(0);
  });

  it('takes an unreadable or absent Retry-After for none', () => {
    expect(retryAfterMs('soon', now)).toBeNull();
    expect(retryAfterMs(null, now)).toBeNull();
  });

  it('finds the time to wait in a sentence, not another time in it', () => {
    expect(waitInText('Too many requests. Please wait 4 seconds.')).toBe(4000);
    expect(waitInText('Minimum interval is 500 ms; wait 2 seconds')).toBe(2000);
    expect(waitInText('too many requests, wait 250 ms')).toBe(250);
    expect(waitInText('too many requests, try again in 1.5 s')).toBe(1500);
    expect(waitInText('too many requests: wait 2 minutes')).toBe(120_000);
    expect(waitInText('too many requests')).toBeNull();
  });
});
