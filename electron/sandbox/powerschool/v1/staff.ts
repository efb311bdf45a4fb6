import type { Resource, Row } from './resource.ts';
import { looseList, looseText, optional } from './json-values.ts';
import type { Json } from './json-values.ts';
import type { SandboxContext } from '../route.ts';

const expansions = ['addresses', 'emails', 'phones', 'school_affiliations'] as const;

/** Lists hold active staff only (reference §5.1). */
export const isActiveStaff = 's.STATUS = 1';

/** One per person and school: `id` is SchoolStaff's, `users_dcid` the person's. */
export const staff: Resource = {
  name: 'staff',
  expansions,
  extensions: [],
  columns:
    's.DCID, s.USERS_DCID, u.TEACHERNUMBER, u.FIRST_NAME, u.MIDDLE_NAME, u.LAST_NAME, u.EMAIL_ADDR, u.LOGINID, u.TEACHERLOGINID',
  from: 'SCHOOLSTAFF s JOIN USERS u ON u.DCID = s.USERS_DCID',
  key: 's.DCID',
  order: 's.DCID',
  elements: new Map([
    ['local_id', { sql: 'u.TEACHERNUMBER', type: 'text' }],
    ['users_dcid', { sql: 's.USERS_DCID', type: 'number' }],
    ['name.last_name', { sql: 'u.LAST_NAME', type: 'text' }],
    ['name.first_name', { sql: 'u.FIRST_NAME', type: 'text' }],
    ['teacher_username', { sql: 'u.TEACHERLOGINID', type: 'text' }],
  ]),
  toJson: (row, asked, context) => ({
    id: optional(row['DCID']),
    users_dcid: optional(row['USERS_DCID']),
    local_id: looseText(row['TEACHERNUMBER'], context.switches),
    admin_username: optional(row['LOGINID']),
    teacher_username: optional(row['TEACHERLOGINID']),
    name: {
      first_name: optional(row['FIRST_NAME']),
      middle_name: optional(row['MIDDLE_NAME']),
      last_name: optional(row['LAST_NAME']),
    },
    ...Object.fromEntries(
      expansions.filter((name) => asked.has(name)).map((name) => [name, expansion(name, row, context)]),
    ),
  }),
};

function expansion(name: (typeof expansions)[number], row: Row, { db, switches }: SandboxContext): Json {
  if (name === 'emails') return row['EMAIL_ADDR'] === null ? '' : { work_email: optional(row['EMAIL_ADDR']) };
  if (name !== 'school_affiliations') return '';
  const affiliations = db
    .prepare<[unknown], { school: number; type: number; status: number }>(
      `SELECT c.DCID AS school, s.STAFFSTATUS AS type, s.STATUS AS status
         FROM SCHOOLSTAFF s JOIN SCHOOLS c ON c.SCHOOL_NUMBER = s.SCHOOLID WHERE s.USERS_DCID = ? ORDER BY s.DCID`,
    )
    .all(row['USERS_DCID']);
  if (affiliations.length === 0) return '';
  const entries = affiliations.map(({ school, type, status }) => ({ school_id: school, type, status }));
  return { school_affiliation: looseList(entries, switches) };
}
