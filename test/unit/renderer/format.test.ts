import { describe, expect, it } from 'vitest';
import { formatCount, formatDuration, formatNumber, formatSeconds } from '../../../renderer/components/format.ts';

describe('format', () => {
  it('groups the digits of large numbers and knows one from many', () => {
    expect(formatNumber(1_234_567.4)).toBe('1,234,567');
    expect([formatCount(1, 'record', 'records'), formatCount(0, 'record', 'records')]).toEqual([
      '1 record',
      '0 records',
    ]);
  });

  it.each([
    [0.2, 'less than a second'],
    [1, '1 second'],
    [89, '89 seconds'],
    [120, '2 minutes'],
    [7199, '2 h 0 min'],
    [7260, '2 h 1 min'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });

  it('says how long a run took, once it has ended', () => {
    expect(formatDuration('2026-11-20T02:00:00Z', '2026-11-20T02:00:42Z')).toBe('42 seconds');
    expect(formatDuration('2026-11-20T02:00:00Z', null)).toBeNull();
  });
});
