import { Cron } from 'croner';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { dueBetween, mayBegin, nextDue } from '../../../electron/engine/schedule.ts';
import { scheduleSchema, weekdays, type ScheduleFile } from '../../../shared/integration/schedule.ts';

const zone = 'America/Chicago';
const at = (text: string): number => DateTime.fromISO(text, { zone }).toMillis();
const local = (ms: number | undefined): string | null =>
  ms === undefined ? null : DateTime.fromMillis(ms, { zone }).toFormat("yyyy-MM-dd'T'HH:mm ZZ");
const schedule = (file: ScheduleFile) => scheduleSchema.parse(file);
const daily = (time: string, more: ScheduleFile = {}) =>
  schedule({ full: null, incremental: { every: 'day', at: time }, ...more });

const sometime = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) });
const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => [String(hour).padStart(2, '0'), String(minute).padStart(2, '0')].join(':'));

describe('schedule', () => {
  it('is due every night by default, on Saturdays in full', () => {
    const usual = schedule({});
    // 2026-09-04 is a Friday.
    expect(local(nextDue(usual, zone, at('2026-09-03T12:00'))?.at)).toBe('2026-09-04T03:00 -05:00');
    expect(nextDue(usual, zone, at('2026-09-03T12:00'))?.full).toBe(false);
    expect(nextDue(usual, zone, at('2026-09-04T12:00'))).toEqual({ at: at('2026-09-05T03:00'), full: true });
  });

  it('is never due when it is off or empty', () => {
    expect(nextDue(schedule({ enabled: false }), zone, at('2026-09-04T12:00'))).toBeNull();
    expect(nextDue(schedule({ full: null, incremental: null }), zone, at('2026-09-04T12:00'))).toBeNull();
  });

  it('makes up for a time that the clocks leave out, and takes one that comes twice once', () => {
    const due = dueBetween(daily('02:30'), zone, at('2026-03-07T12:00'), at('2026-03-09T12:00'));
    expect(due.map(({ at: ms }) => local(ms))).toEqual(['2026-03-08T03:30 -05:00', '2026-03-09T02:30 -05:00']);
    const twice = dueBetween(daily('01:30'), zone, at('2026-10-31T12:00'), at('2026-11-02T12:00'));
    expect(twice.map(({ at: ms }) => local(ms))).toEqual(['2026-11-01T01:30 -05:00', '2026-11-02T01:30 -06:00']);
  });

  it('keeps to the last day of a month that lacks the day', () => {
    const monthly = schedule({ incremental: null, full: { every: 'month', day: 31, at: '22:00' } });
    expect(local(nextDue(monthly, zone, at('2027-02-01T00:00'))?.at)).toBe('2027-02-28T22:00 -06:00');
    expect(local(nextDue(monthly, zone, at('2027-02-28T22:00'))?.at)).toBe('2027-03-31T22:00 -05:00');
  });

  it('leaves out the days of a blackout, first and last included', () => {
    const away = daily('03:00', { blackout: [{ from: '2026-12-24', to: '2026-12-26' }] });
    expect(local(nextDue(away, zone, at('2026-12-23T12:00'))?.at)).toBe('2026-12-27T03:00 -06:00');
    expect(mayBegin(away, zone, at('2026-12-26T23:59'))).toBe(false);
    expect(mayBegin(away, zone, at('2026-12-27T00:00'))).toBe(true);
  });

  it('begins no sync before what has to be done first', () => {
    const early = daily('01:00', { notBefore: { at: '02:45', note: 'directory export' } });
    expect(local(nextDue(early, zone, at('2026-09-04T00:00'))?.at)).toBe('2026-09-04T02:45 -05:00');
    expect(mayBegin(early, zone, at('2026-09-04T02:44'))).toBe(false);
    expect(mayBegin(early, zone, at('2026-09-04T02:45'))).toBe(true);
  });

  it('refuses two syncs less than an hour apart, also around midnight and after both have moved', () => {
    const pair = (full: string, incremental: string, notBefore?: string) =>
      scheduleSchema.safeParse({
        full: { every: 'day', at: full },
        incremental: { every: 'day', at: incremental },
        ...(notBefore === undefined ? {} : { notBefore: { at: notBefore } }),
      }).success;
    expect([pair('03:00', '03:59'), pair('23:45', '00:15'), pair('02:10', '01:00', '02:00')]).toEqual([
      false,
      false,
      false,
    ]);
    expect([pair('03:00', '04:00'), pair('03:00', '03:00'), pair('01:10', '01:00', '02:00')]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('is due when an independent clockwork says so, day by day and week by week', () => {
    fc.assert(
      fc.property(sometime, timeOfDay, fc.subarray([...weekdays], { minLength: 1 }), (after, time, days) => {
        const [hour, minute] = time.split(':').map(Number);
        const numbers = days.map((day) => (weekdays.indexOf(day) + 1) % 7).join(',');
        const clockwork = new Cron(`${minute} ${hour} * * ${numbers}`, { timezone: zone });
        const expected = clockwork.nextRun(new Date(after))?.getTime();
        // On days on which the clocks change, it takes the time that comes twice or not at all otherwise.
        fc.pre(expected !== undefined && DateTime.fromMillis(expected, { zone }).hour >= 3 && (hour ?? 0) >= 3);
        const weekly = schedule({ incremental: null, full: { every: 'week', days, at: time } });
        expect(nextDue(weekly, zone, after)?.at).toBe(expected);
      }),
    );
  });

  it('has the same moments one by one as all at once, none of them twice', () => {
    const cadence = fc.oneof(
      timeOfDay.map((time) => ({ every: 'day' as const, at: time })),
      fc.record({
        every: fc.constant('hours' as const),
        hours: fc.constantFrom(1 as const, 2, 3, 4, 6, 8, 12),
        at: timeOfDay,
      }),
    );
    fc.assert(
      fc.property(sometime, cadence, fc.option(timeOfDay), (since, incremental, before) => {
        const every = schedule({ full: null, incremental, notBefore: before === null ? null : { at: before } });
        const until = since + 3 * 86_400_000;
        const oneByOne: number[] = [];
        for (let due = nextDue(every, zone, since); due !== null && due.at <= until;) {
          oneByOne.push(due.at);
          due = nextDue(every, zone, due.at);
        }
        expect(dueBetween(every, zone, since, until).map(({ at: ms }) => ms)).toEqual(oneByOne);
        for (const [index, ms] of oneByOne.entries()) {
          if (index > 0) expect(ms - (oneByOne[index - 1] ?? 0)).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60 },
    );
  });
});
