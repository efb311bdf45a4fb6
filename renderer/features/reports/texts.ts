import type { MappedEntity } from '../../../shared/integration/mapping/mapped-entities.ts';
import type { ReportName } from '../../../shared/ipc/contract/reports.ts';
import type { Customer, PhasePlan, ProjectPhase } from '../../../shared/reports/project-plan.ts';
import type { WorksheetRow } from '../../../shared/reports/worksheet.ts';

const numbers = new Intl.NumberFormat('en-US');
const counted = (count: number, one: string, many: string): string =>
  `${numbers.format(count)} ${count === 1 ? one : many}`;

export const reportTexts: Readonly<Record<ReportName, { readonly title: string; readonly lead: string }>> = {
  worksheet: {
    title: 'Data mapping worksheet',
    lead: 'Every attribute with where it comes from and which end wins. Go through it before the data mapping call, and sign it when it is agreed.',
  },
  project: {
    title: 'Plan of the project',
    lead: 'The three phases with their usual durations. Change the dates as you agree on them: they remind, they stop nothing.',
  },
  week: {
    title: 'Weekly status',
    lead: 'What to report in the weekly check-in with the implementation team.',
  },
};

export const texts = {
  reports: 'Reports',
  print: 'Print or save as PDF',
  csv: 'CSV',
  bom: 'For older versions of Excel',
  bomHint: 'Begins the CSV file with the mark of UTF-8.',
  noStudents: 'No student’s data stands on this page.',

  call: 'Data mapping call',
  callHint: 'Your customer success manager arranges it with an implementation consultant.',
  callWith: 'With whom',
  callOn: 'Date of the call',
  callQuestions: 'Questions for the call',
  keep: 'Keep',
  kept: 'Kept.',
  notSet: 'not set',

  columns: { attribute: 'Attribute', source: 'Source', how: 'Transform', master: 'Master', note: 'Notes' },
  own: 'Own mapping',
  asIs: 'as it is',
  noSource: '—',
  noteOf: (entity: string, attribute: string) => `Note on ${entity}, ${attribute}`,
  masters: { powerschool: 'PowerSchool', partner: 'Partner', both: 'Both, merged' } as const satisfies Record<
    NonNullable<WorksheetRow['master']>,
    string
  >,
  protected: (ends: readonly string[]) => `not overridden: ${ends.join(', ')}`,
  draft: 'There is a draft of attribute mappings. It is not on this sheet before it is activated.',
  attributes: (count: number) => counted(count, 'attribute', 'attributes'),

  signOffs: 'Sign-off',
  signOffHint: 'Your name says that this mapping was agreed. It stays on the sheet, and later changes are told.',
  noSignOff: 'Nobody has signed yet.',
  signed: (name: string, role: string) => (role === '' ? name : `${name}, ${role}`),
  current: 'This mapping',
  outdated: 'The mapping was changed since',
  name: 'Name',
  role: 'Role (optional)',
  date: 'Date',
  sign: 'Sign',
  signature: 'Signature',

  customer: 'Customer',
  customers: {
    new: 'New: nothing was connected',
    existing: 'Existing: with old IDs to match',
  } satisfies Record<Customer, string>,
  start: 'Start of the project',
  checkInDay: 'Day of the weekly check-in',
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  from: 'From',
  to: 'To',
  done: 'Done on',
  notes: 'Notes',
  usual: 'Usual dates',
  backwards: 'This phase ends before it begins.',
  checkIns: 'Weekly check-ins',
  checkInHint: 'The implementation team leads; the weekly status is what you bring.',

  week: 'Week',
  earlier: 'Earlier week',
  later: 'Later week',
  day: 'A day of the week',
  span: (from: string, to: string) => `${from} to ${to}`,
  madeAt: (when: string) => `Put together ${when}.`,
  tiles: {
    runs: 'Syncs',
    changed: 'Records changed',
    issues: 'Open issues',
    conflicts: 'Conflicts open',
  },
  good: (good: number, all: number) => `${numbers.format(good)} of ${numbers.format(all)} succeeded`,
  change: (before: number | null, now: number | null) => {
    if (now === null) return 'no sync yet';
    if (before === null) return 'first syncs of this integration';
    const by = now - before;
    return by === 0
      ? 'as many as the week before'
      : `${numbers.format(Math.abs(by))} ${by > 0 ? 'more' : 'fewer'} than the week before`;
  },
  decided: (count: number) => `${numbers.format(count)} decided this week`,
  runs: 'Syncs of the week',
  noRuns: 'There was no sync this week.',
  more: (count: number) => `and ${counted(count, 'earlier sync', 'earlier syncs')}; all are in the CSV`,
  runColumns: { when: 'When', kind: 'Kind', outcome: 'Outcome', changed: 'Records changed', issues: 'Issues' },
  records: 'Changes by kind of record',
  noRecords: 'Nothing changed.',
  recordColumns: { what: 'Records', created: 'New', updated: 'Changed', removed: 'Removed' },
  writes: 'Written at both ends',
  writeColumns: {
    end: 'To',
    created: 'New',
    updated: 'Changed',
    deleted: 'Removed',
    failed: 'Refused',
    unconfirmed: 'Not confirmed',
  },
  ends: { powerschool: 'PowerSchool', partner: 'Partner' },
  applied: 'Plans written',
  noApplied: 'No plan was written this week.',
  appliedLine: (written: number, by: string | null, held: number) =>
    [
      counted(written, 'change', 'changes'),
      by === null ? 'approved by nobody by name' : `approved by ${by}`,
      ...(held === 0 ? [] : [`${numbers.format(held)} kept back`]),
    ].join(', '),
  quality: 'Data quality',
  qualityHint: 'As the last sync found it: earlier findings are not kept.',
  noQuality: 'Nothing found.',
  next: 'Next syncs',
  noNext: 'No sync begins by itself.',
  full: 'everything is read',
  changes: 'changes are read',
  kind: (full: boolean, dryRun: boolean) => `${full ? 'Everything' : 'Changes'}${dryRun ? ', dry run' : ''}`,
} as const;

export const entityTitles: Readonly<Record<MappedEntity, string>> = {
  org: 'Schools',
  academicSession: 'Terms',
  course: 'Courses',
  class: 'Classes',
  teacher: 'Teachers',
  student: 'Students',
  enrollment: 'Enrollments',
  category: 'Categories',
  lineItem: 'Line items',
  result: 'Results',
};

export const phaseTexts: Readonly<Record<ProjectPhase, { readonly title: string; readonly text: string }>> = {
  setup: {
    title: 'Phase 1 – Setup',
    text: 'The connection is created; course names, the source of usernames and the course structure are set. The test environment then runs.',
  },
  test: {
    title: 'Phase 2 – Review test data',
    text: 'The data are in the test environment. You review them from end to end and sign off; the accuracy of the data is your responsibility.',
  },
  production: {
    title: 'Phase 3 – Data in production',
    text: 'The data are in production, and you review them there.',
  },
};

/** `2 to 3 weeks`, `up to 2 days`. */
export function usually({ least, most }: PhasePlan['usualDays']): string {
  if (least % 7 !== 0 || most % 7 !== 0) return `usually a couple of days`;
  const [from, to] = [least / 7, most / 7];
  return `usually ${from === to ? counted(to, 'week', 'weeks') : `${from} to ${to} weeks`}`;
}
