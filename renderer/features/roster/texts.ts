import type { CourseNameToken } from '../../../shared/integration/course-name.ts';
import type { CourseStructure, UsernameRole, UsernameSource } from '../../../shared/integration/roster.ts';
import type { MismatchKind } from '../../../shared/ipc/contract/roster.ts';

const number = (value: number): string => value.toLocaleString('en');
const some = (value: number, one: string, many: string): string => `${number(value)} ${value === 1 ? one : many}`;

export const texts = {
  where:
    'This decides how courses and people look in the OneRoster packages that a partner gets its roster from. Usernames also decide whether a 2-Way Sync may write.',

  naming: 'Course names',
  template: 'What a class is called',
  templateHint:
    'Words in braces are filled in for each class. Where PowerSchool has nothing, the separator before it goes, too.',
  insert: 'Insert what is filled in',
  insertToken: (token: string): string => `Insert ${token}`,
  preview: 'How that looks',
  previewLocal: 'Some of your classes, from the local copy.',
  previewLive: 'Some of your classes, as PowerSchool has them now.',
  previewNone: 'There are no classes yet to show it on.',
  reading: 'Reading some classes …',
  inPowerSchool: 'In PowerSchool',
  classNamed: 'Class',
  courseNamed: 'Course',

  structure: 'Courses',
  structureLabel: 'What makes a course?',
  structureHint: 'Sections always stay apart as classes. Choose well: later, another choice makes all courses anew.',
  grouping: 'Sections are in one course that have this in common',
  always: 'The same school and the same course (always)',
  sameTerm: 'The same term',
  sameTeacher: 'The same lead teacher',
  groups: 'The first courses',
  makes: (sections: number, courses: number, largest: number): string =>
    `${some(sections, 'section makes', 'sections make')} ${some(courses, 'course', 'courses')}. The largest has ${some(largest, 'section', 'sections')}.`,
  ofSample: 'Of the classes that were read just now. After the first sync it is shown for all of them.',
  sectionsOf: (count: number): string => some(count, 'section', 'sections'),
  more: (count: number): string => `and ${number(count)} more`,
  counting: 'Counting …',

  fixed: 'Fixed by the first sync',
  fixedHint: 'With another structure the partner gets new courses for the same sections.',
  restructure: 'Change the structure …',
  restructureTitle: 'Change the course structure',
  restructureWhy:
    'What a partner’s courses hold stays with them: assignments, files and settings that teachers have made in the present courses are not taken over to the new ones. It is best done between two school years.',
  restructureNow: (now: number, kept: number): string =>
    `Of ${some(now, 'present course', 'present courses')}, ${some(now - kept, 'goes', 'go')} and ${number(kept)} stay.`,
  restructureThen: (then: number, kept: number): string =>
    `${some(then - kept, 'new course comes', 'new courses come')}.`,
  restructureWhen:
    'Nothing happens at once. The next OneRoster package has the new courses, and no longer the others. Enrollments and gradebooks belong to the sections and stay as they are.',
  typeName: (name: string): string => `To change it, type the integration’s name: ${name}`,
  change: 'Change the structure',
  cancel: 'Leave it as it is',
  changed: 'The structure is changed.',

  usernames: 'Usernames',
  usernamesHint: 'What people sign in with at the partner. It must be what your directory knows them by.',

  authentication: 'Signing in',
  authenticationLabel: 'Who checks who signs in at the partner?',
  unknown: 'Still open',
  noneWarning: 'Without third-party authentication a meeting about usernames is due.',
  noneWarningHint:
    'Speak with whoever sets up the partner about how people get their passwords, then record here who agreed and when. Until then nothing is written to the partner.',
  agreed: 'It was agreed that it may go on',
  agreedHint: 'Where usernames do not match, or nobody else checks who signs in: a meeting settles it.',
  agreement: 'The agreement',
  agreedBy: 'Agreed by',
  agreedOn: 'Agreed on',
  note: 'Note',
  noteHint: 'Optional: what was agreed.',

  compareLater:
    'After the first sync, compare the usernames with your directory under Settings, Roster. A 2-Way Sync makes a plan before that, but writes nothing.',
  comparison: 'Usernames and your directory',
  comparisonHint:
    'Export the users of your directory as CSV and choose the file here. It is compared on this computer; only the counts are kept.',
  saveFirst: 'Save the changes first: what is saved is compared.',
  syncFirst: 'Sync first: there are no people yet to compare with.',
  chooseList: 'Choose a list (CSV)',
  chooseAnother: 'Choose another list',
  column: 'Which column holds the usernames?',
  columnNumber: (at: number): string => `Column ${at + 1}`,
  titles: 'The first line names the columns',
  encoding: 'Letters',
  delimiter: 'Between columns',
  firstLines: 'The first lines of the list',
  compare: 'Compare',
  sending: (percent: number): string => `Reading the list: ${percent} %`,
  comparedOn: (day: string, source: string): string => `Compared on ${day}, by ${source}.`,
  otherSource: 'Compared by another source than the one in use: compare again.',
  neverCompared: 'Not compared yet.',
  people: 'People',
  matched: 'Match',
  onlyInDirectory: 'Only in the directory',
  show: 'Show whom',
  notHeld: 'Who they are was kept until Grade Sync was closed. Compare again to see them.',
  allMatch: 'Everybody’s username is in the directory.',
  saveList: 'Save the list as CSV',
  problem: 'Problem',
  person: 'Person',
  powerSchoolId: 'PowerSchool ID',
  username: 'Username',
  inDirectory: 'In the directory',
  moreOf: (shown: number, total: number): string => `${number(shown)} of ${number(total)}`,
  showMore: 'Show more',
  all: 'All',

  blocked: 'Nothing is written to the partner yet',
  settled: 'Usernames are settled.',
} as const;

export const roleTexts: Readonly<Record<UsernameRole, string>> = { staff: 'Staff', student: 'Students' };

export const sourceTexts: Readonly<Record<UsernameSource, string>> = {
  username: 'Username in PowerSchool',
  email: 'Email address',
  emailName: 'Email address, the part before @',
  number: 'Staff or student number',
  stateId: 'State student number',
};

export const authenticationTexts = {
  ldap: 'LDAP or Active Directory',
  saml: 'SAML single sign-on',
  cas: 'CAS',
  none: 'Nobody else: the partner keeps passwords of its own',
} as const;

export const structureTexts: Readonly<
  Record<CourseStructure['per'], { readonly label: string; readonly hint: string }>
> = {
  section: { label: 'One course for each section', hint: 'Every section has a course of its own.' },
  group: {
    label: 'One course for many sections',
    hint: 'Sections that have something in common share a course; you say what.',
  },
  course: {
    label: 'As PowerSchool lists its courses',
    hint: 'One course for all sections of a course, whoever teaches them and when.',
  },
};

export const kindTexts: Readonly<Record<MismatchKind, string>> = {
  missing: 'Not in the directory',
  ambiguous: 'More than one',
  blank: 'No username',
  caseDiffers: 'Other capitals',
};

export const tokenTexts: Readonly<Record<CourseNameToken, string>> = {
  courseName: 'Course name',
  courseNumber: 'Course number',
  sectionNumber: 'Section number',
  period: 'Period',
  teacherLastName: 'Teacher’s last name',
  term: 'Term',
  school: 'School',
};

export const pointTexts = {
  'authentication.unknown': 'Say who checks who signs in at the partner.',
  'authentication.meeting': 'The meeting about usernames is not recorded.',
  'usernames.notCompared': {
    staff: 'The usernames of staff were not compared with the directory.',
    student: 'The usernames of students were not compared with the directory.',
  },
  'usernames.unresolved': {
    staff: 'Usernames of staff do not match the directory.',
    student: 'Usernames of students do not match the directory.',
  },
} as const;

export const delimiterTexts = { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Bar' } as const;

export const encodingTexts = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Western (Windows)',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16, big-endian',
} as const;
