import type { Resource } from './resource.ts';
import { looseText, optional } from './json-values.ts';

export const course: Resource = {
  name: 'course',
  extensions: ['s_crs_crdc_x'],
  columns: 'c.DCID, c.COURSE_NUMBER, c.COURSE_NAME',
  from: 'COURSES c',
  key: 'c.DCID',
  order: 'c.COURSE_NUMBER, c.DCID',
  elements: new Map([
    ['course_number', { sql: 'c.COURSE_NUMBER', type: 'text' }],
    ['course_name', { sql: 'c.COURSE_NAME', type: 'text' }],
  ]),
  toJson: (row, _asked, { switches }) => ({
    id: optional(row['DCID']),
    course_number: looseText(row['COURSE_NUMBER'], switches),
    course_name: looseText(row['COURSE_NAME'], switches),
  }),
};
