import type { Resource } from './resource.ts';
import { looseText, optional } from './json-values.ts';
import type { Json } from './json-values.ts';

const statusLetter =
  "CASE s.ENROLL_STATUS WHEN 0 THEN 'A' WHEN -1 THEN 'P' WHEN 2 THEN 'T' WHEN 3 THEN 'G' WHEN 4 THEN 'H' ELSE 'I' END";
const descriptions: Readonly<Record<string, string>> = {
  A: 'Active',
  P: 'Pre-registered',
  T: 'Transferred out',
  G: 'Graduated',
  H: 'Historical',
  I: 'Inactive',
};
const expansions = [
  'demographics',
  'addresses',
  'alerts',
  'phones',
  'school_enrollment',
  'ethnicity_race',
  'contact',
  'contact_info',
  'initial_enrollment',
  'schedule_setup',
  'fees',
  'lunch',
  'counselors',
  'global_id',
] as const;

export const student: Resource = {
  name: 'student',
  expansions,
  extensions: ['activities', 'studentcorefields'],
  columns: `s.*, ${statusLetter} AS LETTER,
    (SELECT DCID FROM SCHOOLS WHERE SCHOOL_NUMBER = s.SCHOOLID) AS SCHOOLS_DCID,
    (SELECT e.EMAILADDRESS FROM PERSONEMAILADDRESSASSOC a JOIN EMAILADDRESS e ON e.EMAILADDRESSID = a.EMAILADDRESSID
      WHERE a.PERSONID = s.PERSON_ID ORDER BY a.EMAILADDRESSPRIORITYORDER LIMIT 1) AS EMAIL`,
  from: 'STUDENTS s',
  key: 's.DCID',
  order: 's.DCID',
  elements: new Map([
    ['student_username', { sql: 's.STUDENT_WEB_ID', type: 'text' }],
    ['local_id', { sql: 's.STUDENT_NUMBER', type: 'text' }],
    ['name.last_name', { sql: 's.LAST_NAME', type: 'text' }],
    ['name.first_name', { sql: 's.FIRST_NAME', type: 'text' }],
    ['school_enrollment.enroll_status_code', { sql: 's.ENROLL_STATUS', type: 'number' }],
    ['school_enrollment.enroll_status', { sql: `(${statusLetter})`, type: 'text', ignoreCase: true }],
    ['school_enrollment.entry_date', { sql: 's.ENTRYDATE', type: 'date' }],
    ['state_province_id', { sql: 's.STATE_STUDENTNUMBER', type: 'text' }],
  ]),
  toJson: (row, asked, { switches }) => {
    const expanded: Record<string, Json> = {
      demographics: {
        gender: optional(row['GENDER']),
        birth_date: optional(row['DOB']),
      },
      school_enrollment: {
        enroll_status: optional(row['LETTER']),
        enroll_status_description: descriptions[String(row['LETTER'])],
        enroll_status_code: optional(row['ENROLL_STATUS']),
        grade_level: optional(row['GRADE_LEVEL']),
        entry_date: optional(row['ENTRYDATE']),
        exit_date: optional(row['EXITDATE']),
        school_number: optional(row['SCHOOLID']),
        school_id: optional(row['SCHOOLS_DCID']),
      },
      contact_info: row['EMAIL'] === null ? '' : { email: optional(row['EMAIL']) },
    };
    return {
      id: optional(row['DCID']),
      local_id: looseText(row['STUDENT_NUMBER'], switches),
      state_province_id: looseText(row['STATE_STUDENTNUMBER'], switches),
      student_username: optional(row['STUDENT_WEB_ID']),
      name: {
        first_name: optional(row['FIRST_NAME']),
        middle_name: optional(row['MIDDLE_NAME']),
        last_name: optional(row['LAST_NAME']),
      },
      ...Object.fromEntries(expansions.filter((name) => asked.has(name)).map((name) => [name, expanded[name] ?? ''])),
    };
  },
};
