import type { EntityType } from '../../shared/oneroster/entity.ts';
import type { OneRosterRecord } from '../store/reader-api.ts';
import { formatTable } from './table.ts';

/** What tells one record from another, for people. The rest is in `record`, CSV and JSON. */
const shown: Readonly<Record<EntityType, readonly string[]>> = {
  org: ['name', 'type', 'identifier'],
  academicSession: ['title', 'type', 'startDate', 'endDate', 'org'],
  course: ['title', 'courseCode'],
  class: ['title', 'classCode', 'course', 'school'],
  user: ['familyName', 'givenName', 'role', 'identifier'],
  enrollment: ['user', 'class', 'role', 'beginDate', 'endDate'],
  category: ['title', 'class', 'teacher'],
  lineItem: ['title', 'class', 'category', 'dueDate', 'resultValueMax'],
  result: ['lineItem', 'student', 'scoreStatus', 'score', 'textScore'],
};

export function describeRecords(entity: EntityType, records: readonly OneRosterRecord[]): string {
  if (records.length === 0) return 'No record matches.\n';
  const attributes = shown[entity];
  return formatTable(
    ['sourcedId', 'PowerSchool ID', ...attributes],
    records.map((record) => [
      record.sourcedId,
      record.identifiers.powerSchool,
      ...attributes.map((attribute) => record[attribute]),
    ]),
  );
}
