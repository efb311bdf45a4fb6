import { DateTime } from 'luxon';
import { isScheduled, minutesOfDay, weekdays, type Cadence, type Schedule } from '../../shared/integration/schedule.ts';

/** A moment at which a sync is due, in milliseconds since 1970. */
export interface Due {
  readonly at: number;
  readonly full: boolean;
}

/** Long enough for the one month in which a blackout ends. */
const horizonDays = 800;

/** The first sync that is due after a moment; null if there is none within two years. */
export function nextDue(schedule: Schedule, zone: string, after: number): Due | null {
  const first = DateTime.fromMillis(after, { zone }).startOf('day');
  for (let days = -1; days <= horizonDays; days++) {
    const found = dueOn(schedule, zone, first.plus({ days })).find(({ at }) => at > after);
    if (found !== undefined) return found;
  }
  return null;
}

/** The next ones after a moment, the soonest first; fewer where there are no more within two years. */
export function upcoming(schedule: Schedule, zone: string, after: number, limit: number): readonly Due[] {
  const due: Due[] = [];
  for (let from = after; due.length < limit;) {
    const next = nextDue(schedule, zone, from);
    if (next === null) break;
    due.push(next);
    from = next.at;
  }
  return due;
}

/** What was due after `since` and up to `until`, oldest first; of a time longer than `horizonDays`, the last part. */
export function dueBetween(schedule: Schedule, zone: string, since: number, until: number): readonly Due[] {
  const due: Due[] = [];
  const end = DateTime.fromMillis(until, { zone }).startOf('day').plus({ days: 1 });
  const start = DateTime.fromMillis(since, { zone }).startOf('day').minus({ days: 1 });
  const earliest = end.minus({ days: horizonDays });
  for (let day = start < earliest ? earliest : start; day <= end; day = day.plus({ days: 1 })) {
    due.push(...dueOn(schedule, zone, day).filter(({ at }) => at > since && at <= until));
  }
  return due;
}

/** Whether a sync may begin now: on no day of a blackout, and not before what has to be done first. */
export function mayBegin({ blackout, notBefore }: Schedule, zone: string, now: number): boolean {
  const local = DateTime.fromMillis(now, { zone });
  return !isBlackedOut(blackout, local) && (notBefore === null || local.toFormat('HH:mm') >= notBefore.at);
}

/**
 * What is due on a calendar day of the zone, each local time once: one that a change of clocks leaves out comes as much later, of one
 * that comes twice the first counts. Where both kinds fall on one moment, the full one is due.
 */
function dueOn(schedule: Schedule, zone: string, day: DateTime): readonly Due[] {
  if (!isScheduled(schedule) || isBlackedOut(schedule.blackout, day)) return [];
  const moments = new Map<number, Due>();
  for (const [cadence, full] of [
    [schedule.incremental, false],
    [schedule.full, true],
  ] as const) {
    if (cadence === null || !isDayOf(cadence, day)) continue;
    for (const minutes of minutesOfDay(cadence, schedule.notBefore)) {
      const { year, month, day: date } = day;
      const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
      const local = DateTime.fromObject({ year, month, day: date, hour, minute }, { zone });
      // Which of two it takes by itself depends on the day on which it is asked.
      const at = Math.min(...local.getPossibleOffsets().map((possible) => possible.toMillis()));
      moments.set(at, { at, full: full || moments.get(at)?.full === true });
    }
  }
  return [...moments.values()].sort((a, b) => a.at - b.at);
}

function isDayOf(cadence: Cadence, day: DateTime): boolean {
  if (cadence.every === 'week') return cadence.days.some((name) => weekdays.indexOf(name) + 1 === day.weekday);
  if (cadence.every === 'month') return day.day === Math.min(cadence.day, day.daysInMonth ?? cadence.day);
  return true;
}

function isBlackedOut(blackout: Schedule['blackout'], day: DateTime): boolean {
  const date = day.toFormat('yyyy-MM-dd');
  return blackout.some(({ from, to }) => from <= date && date <= to);
}
