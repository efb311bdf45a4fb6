import { z } from 'zod';

/** A time of day in the schedule's zone, `03:00`. */
const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day from 00:00 to 23:59, such as 03:00');

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Every so many hours of a day; each divides 24, so that every day has the same times. */
export const hourSteps = [1, 2, 3, 4, 6, 8, 12] as const;

const cadenceSchema = z.discriminatedUnion('every', [
  /** Beginning at `at`, then every so many hours until the end of the day. */
  z.strictObject({ every: z.literal('hours'), hours: z.literal([...hourSteps]), at: timeOfDay.default('00:00') }),
  z.strictObject({ every: z.literal('day'), at: timeOfDay }),
  z.strictObject({ every: z.literal('week'), days: z.array(z.enum(weekdays)).min(1).max(7), at: timeOfDay }),
  /** In a month without this day, its last day. */
  z.strictObject({ every: z.literal('month'), day: z.number().int().min(1).max(31), at: timeOfDay }),
]);
export type Cadence = z.output<typeof cadenceSchema>;

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const blackoutSchema = z
  .strictObject({ from: z.iso.date(), to: z.iso.date(), note: z.string().trim().max(200).default('') })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not be before the first day' });

/** When an integration syncs by itself (C30). What is not said: a sync every night, on Saturdays one that reads everything. */
export const scheduleSchema = z
  .strictObject({
    enabled: z.boolean().default(true),
    /** A name of the IANA database, such as `America/Chicago`; null: that of the computer. */
    timeZone: z.string().refine(isTimeZone, 'must be a time zone such as America/Chicago').nullable().default(null),
    /** Everything is read again. */
    full: cadenceSchema.nullable().default({ every: 'week', days: ['saturday'], at: '03:00' }),
    /** What has changed is read. Where both are due at the same moment, everything is. */
    incremental: cadenceSchema.nullable().default({ every: 'day', at: '03:00' }),
    /** Days without a sync, first and last included. */
    blackout: z.array(blackoutSchema).max(100).default([]),
    /** No sync begins earlier in the day, because something else has to be done before (C36). Earlier ones begin then. */
    notBefore: z
      .strictObject({ at: timeOfDay, note: z.string().trim().max(200).default('') })
      .nullable()
      .default(null),
    /** Whether a sync that was missed, because the computer was off or asleep, is made up for: once, however many were missed. */
    catchUp: z.boolean().default(true),
    /** Whether closing the window leaves the application in the tray, so that it goes on syncing. */
    keepRunning: z.boolean().default(false),
  })
  .superRefine(({ full, incremental, notBefore }, context) => {
    if (full === null || incremental === null || !areTooClose(full, incremental, notBefore)) return;
    const message = 'must be at the same minute as the other one, or an hour or more away from it';
    context.addIssue({ code: 'custom', path: ['full', 'at'], message });
  })
  .prefault({});

export type ScheduleFile = z.input<typeof scheduleSchema>;
export type Schedule = z.output<typeof scheduleSchema>;

/** The least time between two syncs that are due. */
export const shortestGapMinutes = 60;
const dayMinutes = 24 * 60;

export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The minutes of a day at which a cadence is due, ascending, on a day on which it is. Earlier ones have moved to `notBefore`. */
export function minutesOfDay(cadence: Cadence, notBefore: Schedule['notBefore']): readonly number[] {
  const first = minutesOf(cadence.at);
  const step = cadence.every === 'hours' ? cadence.hours * 60 : dayMinutes;
  const earliest = notBefore === null ? 0 : minutesOf(notBefore.at);
  const due: number[] = [];
  for (let minute = first; minute < dayMinutes; minute += step) {
    const moved = Math.max(minute, earliest);
    const last = due.at(-1);
    if (last === undefined || moved - last >= shortestGapMinutes) due.push(moved);
  }
  return due;
}

/** Two that are an hour apart on one day may be closer around midnight. */
function areTooClose(one: Cadence, other: Cadence, notBefore: Schedule['notBefore']): boolean {
  const others = minutesOfDay(other, notBefore);
  return minutesOfDay(one, notBefore).some((minute) =>
    others.some((second) => {
      const apart = Math.abs(minute - second);
      const least = Math.min(apart, dayMinutes - apart);
      return least > 0 && least < shortestGapMinutes;
    }),
  );
}

/** Whether an integration ever syncs by itself. */
export const isScheduled = ({ enabled, full, incremental }: Schedule): boolean =>
  enabled && (full !== null || incremental !== null);
