import type { OneRosterRecord } from '../reader-api.ts';
import {
  booleanCell,
  dateCell,
  numberCell,
  refCell,
  tokenCell,
  type Cell,
  type PackageIds,
} from './oneroster-cells.ts';
import { optional, required, text, unused, type FileColumn, type PackageFile } from './oneroster-file.ts';
import type { OneRosterVersion } from './oneroster-files.ts';

const scoreStatuses = ['exempt', 'fully graded', 'not submitted', 'partially graded', 'submitted'];

/** Columns and their order: reference oneroster.md §6.3. */
export function gradebookFiles(version: OneRosterVersion): readonly PackageFile[] {
  return version === '1.1' ? [categories11, lineItems11, results11] : [categories12, lineItems12, results12];
}

/** The standard's categories belong to nobody. `classId` is the name under which Canvas looks for the class (oneroster.md §4.1). */
const categoryOwners: readonly FileColumn[] = [
  optional('metadata.classId', (record, ids) => refCell(record['class'], 'class', ids)),
  optional('metadata.teacherId', (record, ids) => refCell(record['teacher'], 'user', ids)),
];

const categories11: PackageFile = {
  name: 'categories',
  entity: 'category',
  refersToItself: false,
  columns: [required('title', text('title'))],
  extras: [...categoryOwners, optional('metadata.weight', (record) => numberCell(record['weight']))],
};

const categories12: PackageFile = {
  name: 'categories',
  entity: 'category',
  refersToItself: false,
  columns: [required('title', text('title')), required('weight', weightCell)],
  extras: [...categoryOwners, optional('metadata.weight', (record) => numberCell(record['weight']))],
};

const lineItemStart: readonly FileColumn[] = [
  required('title', text('title')),
  optional('description', text('description')),
  required('assignDate', assignDateCell),
  required('dueDate', (record) => dateCell(record['dueDate'])),
  required('classSourcedId', (record, ids) => refCell(record['class'], 'class', ids)),
  required('categorySourcedId', (record, ids) => refCell(record['category'], 'category', ids)),
];
const sessionOf = (record: OneRosterRecord, ids: PackageIds): Cell =>
  refCell(record['academicSession'], 'academicSession', ids);

const lineItems11: PackageFile = {
  name: 'lineItems',
  entity: 'lineItem',
  refersToItself: false,
  columns: [
    ...lineItemStart,
    required('gradingPeriodSourcedId', sessionOf),
    // S3: where the source does not say, the least that can be reached is 0.
    required('resultValueMin', (record) => numberCell(record['resultValueMin'] ?? 0)),
    required('resultValueMax', greatestCell),
  ],
  extras: [optional('metadata.schoolSourcedId', (record, ids) => refCell(record['school'], 'org', ids))],
};

const lineItems12: PackageFile = {
  name: 'lineItems',
  entity: 'lineItem',
  refersToItself: false,
  columns: [
    ...lineItemStart,
    required('academicSessionSourcedId', sessionOf),
    optional('resultValueMin', (record) => numberCell(record['resultValueMin'])),
    optional('resultValueMax', greatestCell),
    required('schoolSourcedId', (record, ids) => refCell(record['school'], 'org', ids)),
  ],
  extras: [],
};

const resultStart: readonly FileColumn[] = [
  required('lineItemSourcedId', (record, ids) => refCell(record['lineItem'], 'lineItem', ids)),
  required('studentSourcedId', (record, ids) => refCell(record['student'], 'user', ids)),
  required('scoreStatus', (record) => tokenCell(record['scoreStatus'], scoreStatuses)),
];
const resultEnd: readonly FileColumn[] = [
  required('scoreDate', (record) => dateCell(record['scoreDate'])),
  optional('comment', text('comment')),
];
const flag = (name: string): FileColumn => optional(name, (record) => booleanCell(record[name]));
const flagAsMetadata = (name: string): FileColumn => ({ ...flag(name), name: `metadata.${name}` });

const results11: PackageFile = {
  name: 'results',
  entity: 'result',
  refersToItself: false,
  columns: [...resultStart, required('score', (record) => numberCell(record['score'])), ...resultEnd],
  extras: [
    optional('metadata.textScore', text('textScore')),
    optional('metadata.classSourcedId', (record, ids) => refCell(record['class'], 'class', ids)),
    ...['incomplete', 'late', 'missing'].map(flagAsMetadata),
  ],
};

const results12: PackageFile = {
  name: 'results',
  entity: 'result',
  refersToItself: false,
  columns: [
    ...resultStart,
    optional('score', (record) => numberCell(record['score'])),
    ...resultEnd,
    optional('textScore', text('textScore')),
    optional('classSourcedId', (record, ids) => refCell(record['class'], 'class', ids)),
    unused('inProgress'),
    ...['incomplete', 'late', 'missing'].map(flag),
  ],
  extras: [],
};

/** Many sources do not say when something was set: then it was known on the day it was due. */
function assignDateCell(record: OneRosterRecord): Cell {
  const own = dateCell(record['assignDate']);
  if ('lacks' in own || own.text !== '') return own;
  const due = dateCell(record['dueDate']);
  if ('lacks' in due || due.text === '') return { lacks: 'is missing, and so is dueDate' };
  return { text: due.text, remark: 'there is none at the source, so the due date stands in its place' };
}

/** The format has whole weights, and demands one; the exact value stands in the metadata. */
function weightCell(record: OneRosterRecord): Cell {
  const weight = record['weight'];
  if (typeof weight !== 'number')
    return { text: '1', remark: 'there is none at the source, so all such have weight 1' };
  const whole = Math.round(weight);
  return whole === weight ? { text: String(whole) } : { text: String(whole), remark: 'written as a whole number' };
}

function greatestCell(record: OneRosterRecord): Cell {
  const most = record['resultValueMax'];
  const least = record['resultValueMin'];
  if (typeof most === 'number' && typeof least === 'number' && most < least)
    return { lacks: 'is below the least value' };
  return numberCell(most);
}
