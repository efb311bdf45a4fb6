export const stopTexts = {
  now: 'Stop now',
  stopping: 'Stopping …',
  afterSchool: 'Stop after this school',
  stoppingAfterSchool: 'Stopping after this school …',
  meanings:
    '“Stop now” drops the list being read. “Stop after this school” first reads the rest of the school’s lists. Either way the local copy stays as it was, and the next sync goes on from the lists that were read.',
} as const;

export const chartTexts = {
  charts: 'Charts',
  records: 'Records by entity',
  recordsNote: 'Each line is ten times the one before.',
  entity: 'Entity',
  count: 'Records',
  changes: 'Changes per run',
  lastRuns: (count: number) => (count === 1 ? 'The only run so far.' : `The last ${count} runs, oldest first.`),
  run: 'Run',
  created: 'Created',
  updated: 'Updated',
  removed: 'Removed',
  issues: 'Open issues over time',
  issuesNote: 'How many were open when each run had ended.',
  openIssues: 'Open issues',
  asTable: 'Show as a table',
} as const;

/** Integrations that are being set up. */
export const draftTexts = {
  activate: 'Activate PowerSchool',
  title: 'Being set up',
  unnamed: 'An integration without a name',
  goOn: (name: string): string => `Go on with ${name}`,
  left: (when: string): string => `Left on ${when}. Nothing of it is lost.`,
  discard: 'Discard',
  keep: 'Keep it',
  sure: 'Its settings, plugin and secrets are removed.',
} as const;

export const scheduleWords = {
  next: 'Next sync',
  none: 'when you start it',
  madeUpFor: 'The computer was off, asleep, or the application was closed. One sync makes up for it.',
  notMadeUpFor: 'The computer was off, asleep, or the application was closed. The next sync begins when it is due.',
} as const;

export const cardTexts = {
  gradeSync: 'Grade Sync',
  gradeSyncPaused: 'Grade Sync paused',
  settings: (name: string): string => `Settings of ${name}`,
} as const;
