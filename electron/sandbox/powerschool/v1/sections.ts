import { startYearOf } from '../../../../shared/powerschool/term.ts';
import { looseText, optional } from './json-values.ts';
import type { Json } from './json-values.ts';
import type { Resource, Row } from './resource.ts';
import { currentYearId, term } from './terms.ts';

/** A section belongs to the year of its term id, whose last two digits count the terms (reference §9.1). */
const yearId = 'CAST(s.TERMID / 100 AS INTEGER)';
const courseDcid =
  '(SELECT DCID FROM COURSES WHERE COURSE_NUMBER = s.COURSE_NUMBER ORDER BY SCHOOLID = s.SCHOOLID DESC, DCID LIMIT 1)';
const termDcid = '(SELECT DCID FROM TERMS WHERE ID = s.TERMID AND SCHOOLID = s.SCHOOLID)';

export const section: Resource = {
  name: 'section',
  expansions: ['term'],
  extensions: ['s_sec_crdc_x', 's_sec_edfi_x'],
  columns: `s.*, ${courseDcid} AS COURSES_DCID, ${termDcid} AS TERMS_DCID,
    (SELECT DCID FROM SCHOOLS WHERE SCHOOL_NUMBER = s.SCHOOLID) AS SCHOOLS_DCID,
    (SELECT DCID FROM SCHOOLSTAFF WHERE ID = s.TEACHER) AS STAFF_DCID`,
  from: 'SECTIONS s',
  key: 's.DCID',
  order: 's.DCID, COURSES_DCID, TERMS_DCID',
  elements: new Map([
    ['term.start_year', { sql: `(${yearId} + ${startYearOf(0)})`, type: 'number' }],
    ['section_number', { sql: 's.SECTION_NUMBER', type: 'text' }],
    ['course_id', { sql: courseDcid, type: 'number' }],
    ['term_id', { sql: termDcid, type: 'number' }],
  ]),
  byDefault: (q, context) => (/\bterm\.start_year\b/.test(q) ? undefined : `${yearId} = ${currentYearId(context)}`),
  toJson: (row, asked, context) => ({
    id: optional(row['DCID']),
    school_id: optional(row['SCHOOLS_DCID']),
    course_id: optional(row['COURSES_DCID']),
    // Terms.DCID, not Terms.ID.
    term_id: optional(row['TERMS_DCID']),
    section_number: looseText(row['SECTION_NUMBER'], context.switches),
    expression: looseText(row['EXPRESSION'], context.switches),
    external_expression: looseText(row['EXTERNAL_EXPRESSION'], context.switches),
    staff_id: optional(row['STAFF_DCID']),
    gradebooktype: row['GRADEBOOKTYPE'] === 2 ? 'PTP' : 'PTG',
    ...(asked.has('term') ? { term: termOf(row, context) } : {}),
  }),
};

function termOf(row: Row, context: Parameters<Resource['toJson']>[2]): Json {
  const found = context.db
    .prepare<[unknown], Row>(`SELECT ${term.columns} FROM ${term.from} WHERE ${term.key} = ?`)
    .get(row['TERMS_DCID']);
  return found === undefined ? '' : term.toJson(found, new Set(), context);
}
