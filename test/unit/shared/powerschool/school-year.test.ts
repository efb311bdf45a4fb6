import { describe, expect, it } from 'vitest';
import { yearInEffect } from '../../../../shared/powerschool/school-year.ts';

const years = [
  { yearId: 37, firstDay: '2027-08-16' },
  { yearId: 36, firstDay: '2026-08-20' },
  // One school begins earlier than the others.
  { yearId: 36, firstDay: '2026-08-17' },
  { yearId: 38, firstDay: '2028-08-14' },
];
const takenOn = (today: string, nextYearFrom: string | null = null) => yearInEffect(years, today, nextYearFrom)?.yearId;

describe('school year in effect', () => {
  it('changes on the first day of the next one', () => {
    expect(takenOn('2027-08-15')).toBe(36);
    expect(takenOn('2027-08-16')).toBe(37);
    expect(takenOn('2028-08-13')).toBe(37);
  });

  it('is the next to come where none has begun, and none where there is none', () => {
    expect(takenOn('2026-08-16')).toBe(36);
    expect(yearInEffect([], '2026-08-16', null)).toBeUndefined();
  });

  it('is the next one early from the day chosen on, and that day says nothing about later years', () => {
    expect(takenOn('2027-06-30', '2027-07-01')).toBe(36);
    expect(takenOn('2027-07-01', '2027-07-01')).toBe(37);
    expect(takenOn('2027-09-01', '2027-07-01')).toBe(37);
    expect(takenOn('2028-08-01', '2027-07-01')).toBe(37);
    expect(takenOn('2028-08-14', '2027-07-01')).toBe(38);
  });
});
