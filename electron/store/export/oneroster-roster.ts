import type { OneRosterRecord } from '../reader-api.ts';
import {
  booleanCell,
  dateCell,
  listCell,
  refCell,
  refsCell,
  sourcedIdOf,
  textCell,
  tokenCell,
  type Cell,
} from './oneroster-cells.ts';
import { optional, required, text, unused, type FileColumn, type PackageFile } from './oneroster-file.ts';
import type { OneRosterVersion } from './oneroster-files.ts';

const orgTypes = ['department', 'school', 'district', 'local', 'state', 'national'];
const sessionTypes = ['term', 'gradingPeriod', 'schoolYear', 'semester'];
const classTypes = ['homeroom', 'scheduled'];
const enrollmentRoles = ['administrator', 'proctor', 'student', 'teacher'];
const userRoles: Readonly<Record<OneRosterVersion, readonly string[]>> = {
  '1.1': ['administrator', 'aide', 'guardian', 'parent', 'proctor', 'relative', 'student', 'teacher'],
  '1.2': [
    'aide',
    'counselor',
    'districtAdministrator',
    'guardian',
    'parent',
    'principal',
    'proctor',
    'relative',
    'siteAdministrator',
    'student',
    'systemAdministrator',
    'teacher',
  ],
};

/** Columns and their order: reference oneroster.md §6.3. Files come in the order in which they depend on each other. */
export function rosterFiles(version: OneRosterVersion): readonly PackageFile[] {
  return [orgs, academicSessions, courses, classes, ...(version === '1.1' ? [users11] : [users12, roles]), enrollments];
}

const orgs: PackageFile = {
  name: 'orgs',
  entity: 'org',
  refersToItself: true,
  columns: [
    required('name', text('name')),
    required('type', (record) => tokenCell(record['type'], orgTypes)),
    optional('identifier', text('identifier')),
    optional('parentSourcedId', (record, ids) => refCell(record['parent'], 'org', ids)),
  ],
  extras: [],
};

const academicSessions: PackageFile = {
  name: 'academicSessions',
  entity: 'academicSession',
  refersToItself: true,
  columns: [
    required('title', text('title')),
    required('type', (record) => tokenCell(record['type'], sessionTypes)),
    required('startDate', (record) => dateCell(record['startDate'])),
    required('endDate', (record) => dateCell(record['endDate'])),
    optional('parentSourcedId', (record, ids) => refCell(record['parent'], 'academicSession', ids)),
    required('schoolYear', (record) => yearCell(record['schoolYear'])),
  ],
  // The standard's sessions belong to no school; ours do (C24).
  extras: [optional('metadata.orgSourcedId', (record, ids) => refCell(record['org'], 'org', ids))],
};

const courses: PackageFile = {
  name: 'courses',
  entity: 'course',
  refersToItself: false,
  columns: [
    unused('schoolYearSourcedId'),
    required('title', text('title')),
    optional('courseCode', text('courseCode')),
    unused('grades'),
    required('orgSourcedId', (record, ids) => refCell(record['org'], 'org', ids)),
    unused('subjects'),
    unused('subjectCodes'),
  ],
  extras: [],
};

const classes: PackageFile = {
  name: 'classes',
  entity: 'class',
  refersToItself: false,
  columns: [
    required('title', text('title')),
    unused('grades'),
    required('courseSourcedId', (record, ids) => refCell(record['course'], 'course', ids)),
    optional('classCode', text('classCode')),
    required('classType', (record) => tokenCell(record['classType'], classTypes)),
    optional('location', text('location')),
    required('schoolSourcedId', (record, ids) => refCell(record['school'], 'org', ids)),
    required('termSourcedIds', (record, ids) => refsCell(record['terms'], 'academicSession', ids)),
    unused('subjects'),
    unused('subjectCodes'),
    optional('periods', (record) => listCell(record['periods'])),
  ],
  extras: [],
};

const personColumns: readonly FileColumn[] = [
  required('username', usernameCell),
  unused('userIds'),
  required('givenName', text('givenName')),
  required('familyName', text('familyName')),
  optional('middleName', text('middleName')),
  optional('identifier', text('identifier')),
  optional('email', text('email')),
  unused('sms'),
  unused('phone'),
  unused('agentSourcedIds'),
  optional('grades', (record) => listCell(record['grades'])),
  unused('password'),
];

const users11: PackageFile = {
  name: 'users',
  entity: 'user',
  refersToItself: false,
  columns: [
    required('enabledUser', (record) => booleanCell(record['enabledUser'])),
    required('orgSourcedIds', (record, ids) => refsCell(record['orgs'], 'org', ids)),
    required('role', (record) => tokenCell(record['role'], userRoles['1.1'])),
    ...personColumns,
  ],
  extras: [],
};

const users12: PackageFile = {
  name: 'users',
  entity: 'user',
  refersToItself: false,
  columns: [
    required('enabledUser', (record) => booleanCell(record['enabledUser'])),
    ...personColumns,
    unused('userMasterIdentifier'),
    unused('preferredGivenName'),
    unused('preferredMiddleName'),
    unused('preferredFamilyName'),
    optional('primaryOrgSourcedId', (record, ids) => onlyOrgCell(record, ids)),
    unused('pronouns'),
  ],
  // A person without a role would be nobody (oneroster.md §3.5): roles.csv must have one.
  alsoRequires: [
    required('role', (record) => tokenCell(record['role'], userRoles['1.2'])),
    required('org', (record, ids) => refsCell(record['orgs'], 'org', ids)),
  ],
  extras: [],
};

/** 1.2 keeps a person's roles apart: one for each school, the primary one there. */
const roles: PackageFile = {
  name: 'roles',
  entity: 'user',
  refersToItself: false,
  expand: (record, ids) => {
    if (!ids.user.has(record.sourcedId)) return [];
    const given = Array.isArray(record['orgs']) ? record['orgs'] : [];
    return given.map((org: unknown) => ({
      ...record,
      sourcedId: `${record.sourcedId}.${sourcedIdOf(org) ?? ''}`,
      metadata: {},
      user: { sourcedId: record.sourcedId, type: 'user' },
      org,
    }));
  },
  columns: [
    required('userSourcedId', (record, ids) => refCell(record['user'], 'user', ids)),
    required('roleType', () => ({ text: 'primary' })),
    required('role', (record) => tokenCell(record['role'], userRoles['1.2'])),
    unused('beginDate'),
    unused('endDate'),
    required('orgSourcedId', (record, ids) => refCell(record['org'], 'org', ids)),
    unused('userProfileSourcedId'),
  ],
  extras: [],
};

const enrollments: PackageFile = {
  name: 'enrollments',
  entity: 'enrollment',
  refersToItself: false,
  columns: [
    required('classSourcedId', (record, ids) => refCell(record['class'], 'class', ids)),
    required('schoolSourcedId', (record, ids) => refCell(record['school'], 'org', ids)),
    required('userSourcedId', (record, ids) => refCell(record['user'], 'user', ids)),
    required('role', (record) => tokenCell(record['role'], enrollmentRoles)),
    optional('primary', (record) => booleanCell(record['primary'])),
    optional('beginDate', (record) => dateCell(record['beginDate'])),
    optional('endDate', (record) => dateCell(record['endDate'])),
  ],
  extras: [],
};

/** The year in which the school year ends (reference oneroster.md §2.5). */
function yearCell(value: unknown): Cell {
  const year = Number(value ?? 0);
  return Number.isInteger(year) && year >= 1900 && year <= 2999 ? { text: String(year) } : { text: '' };
}

/** The format demands a username. Who has none at the source keeps the rest of the record all the same. */
function usernameCell(record: OneRosterRecord): Cell {
  const own = textCell(record['username']);
  if ('lacks' in own || own.text.trim() !== '') return own;
  const number = record['identifier'];
  return typeof number === 'string' && number.trim() !== ''
    ? { ...textCell(number), remark: 'there is none at the source, so the identifier stands in its place' }
    : { text: record.sourcedId, remark: 'there is none at the source, so the sourcedId stands in its place' };
}

/** The primary org, where there can be no doubt which one it is. */
function onlyOrgCell(record: OneRosterRecord, ids: Parameters<FileColumn['cell']>[1]): Cell {
  const cell = refsCell(record['orgs'], 'org', ids);
  return 'text' in cell && cell.text !== '' && !cell.text.includes(',') ? { text: cell.text } : { text: '' };
}
