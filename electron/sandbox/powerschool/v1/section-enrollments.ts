import { optional } from './json-values.ts';
import type { Resource } from './resource.ts';

/** CC rows, dropped ones too: those have negative keys (reference §9.1). */
export const sectionEnrollment: Resource = {
  name: 'section_enrollment',
  extensions: [],
  columns: 'e.DCID, s.DCID AS SECTIONS_DCID, t.DCID AS STUDENTS_DCID, e.DATEENROLLED, e.DATELEFT, e.SECTIONID',
  from: 'CC e JOIN STUDENTS t ON t.ID = e.STUDENTID JOIN SECTIONS s ON s.ID = abs(e.SECTIONID)',
  key: 'e.DCID',
  order: 't.DCID, e.DATEENROLLED, e.DCID',
  elements: new Map([
    ['student_id', { sql: 't.DCID', type: 'number' }],
    ['entry_date', { sql: 'e.DATEENROLLED', type: 'date' }],
    ['exit_date', { sql: 'e.DATELEFT', type: 'date' }],
    ['dropped', { sql: '(e.SECTIONID < 0)', type: 'boolean' }],
  ]),
  toJson: (row) => ({
    id: optional(row['DCID']),
    section_id: optional(row['SECTIONS_DCID']),
    student_id: optional(row['STUDENTS_DCID']),
    entry_date: optional(row['DATEENROLLED']),
    exit_date: optional(row['DATELEFT']),
    dropped: Number(row['SECTIONID']) < 0,
  }),
};
