import type { Cadence, Schedule } from '../../../shared/integration/schedule.ts';
import type { ScheduleCommands } from '../../../shared/ipc/contract/schedule.ts';

export const everyNames: Readonly<Record<Cadence['every'] | 'never', string>> = {
  never: 'Never',
  hours: 'Every few hours',
  day: 'Every day',
  week: 'On days of the week',
  month: 'Once a month',
};

export const weekdayNames: Readonly<
  Record<Extract<Cadence, { readonly every: 'week' }>['days'][number], readonly [short: string, long: string]>
> = {
  monday: ['Mon', 'Monday'],
  tuesday: ['Tue', 'Tuesday'],
  wednesday: ['Wed', 'Wednesday'],
  thursday: ['Thu', 'Thursday'],
  friday: ['Fri', 'Friday'],
  saturday: ['Sat', 'Saturday'],
  sunday: ['Sun', 'Sunday'],
};

export const kindNames = {
  incremental: ['Sync of changes', 'Reads what has changed since the last sync.'],
  full: ['Full sync', 'Reads everything again. Where both are due at the same minute, this one is done.'],
} as const satisfies Partial<Record<keyof Schedule, readonly [string, string]>>;

export const systemNames: Readonly<Record<ScheduleCommands['system'], string>> = {
  windows: 'Task Scheduler',
  linux: 'cron',
  macos: 'launchd',
};

export const texts = {
  title: 'Schedule',
  lead: 'When this integration syncs by itself while Grade Sync is open.',
  twoWay: 'A sync that begins by itself makes a plan and stops there. Nothing is written before you have looked at it.',
  enabled: 'Sync by itself',
  zone: 'Time zone of the district',
  zoneHint: 'Empty: the time zone of this computer.',
  every: 'How often',
  hours: 'Hours between',
  at: 'At',
  from: 'From',
  days: 'Days',
  dayOfMonth: 'Day of the month',
  dayHint: 'In a shorter month, its last day.',
  notBefore: 'Not before',
  notBeforeHint:
    'No sync begins earlier in the day. Use it where something has to be done first, such as the export of login names from your directory.',
  notBeforeNote: 'What has to be done first',
  blackouts: 'Days without a sync',
  first: 'First day',
  last: 'Last day',
  note: 'Note',
  addBlackout: 'Add days',
  removeBlackout: (number: number): string => `Remove days ${number}`,
  whyMissed: 'the computer was off or asleep, or Grade Sync was closed.',
  madeUpFor: 'One sync makes up for all of them.',
  notMadeUpFor: 'They are not made up for: the next one runs as scheduled.',
  notBegun: 'A scheduled sync could not begin.',
  syncNow: 'Sync now',
  putAway: 'Put this notice away',
  catchUp: 'Make up for missed syncs',
  catchUpHint: 'After the computer was off or asleep: one sync, however many were missed.',
  keepRunning: 'Go on when the window is closed',
  keepRunningHint:
    'The desktop application then stays beside the clock, where its menu opens it again, syncs, pauses and quits.',
  next: 'Next syncs',
  none: 'None: this integration syncs only when you start it.',
  full: 'full',
  save: 'Save schedule',
  saved: 'Saved.',
  fix: 'Put the marked fields right to save.',
  unattended: 'When nobody is signed in',
  unattendedHint: {
    windows:
      'A computer that should sync without this window can start one with Task Scheduler. Copy a command and give it the time there; it knows none of the settings above.',
    linux:
      'A computer that should sync without this window can start one with cron. Copy a command and put the time before it; it knows none of the settings above.',
    macos:
      'A computer that should sync without this window can start one with launchd. Copy a job and save it in Library/LaunchAgents with a name that ends in “.plist”. It has the saved times, on the clock of this computer, and knows no days without a sync.',
  },
  unattendedTwoWay: 'In a 2-Way Sync these commands make a plan and write nothing: look at it here, then approve it.',
  copy: (what: string, system: string): string => `Copy command for ${system}: ${what}`,
  copied: 'Copied',
} as const;
