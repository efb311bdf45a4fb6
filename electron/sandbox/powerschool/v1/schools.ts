import type { Resource } from './resource.ts';
import { optional } from './json-values.ts';

const expansions = ['school_boundary', 'full_time_equivalencies', 'school_fees_setup'] as const;

/** The school of those who have graduated is not listed, nor counted (reference §5.1). */
export const isOrdinarySchool = 's.SCHOOL_NUMBER <> 999999';

export const school: Resource = {
  name: 'school',
  expansions,
  extensions: ['s_sch_crdc_x'],
  columns: 's.*',
  from: 'SCHOOLS s',
  key: 's.DCID',
  order: 's.DCID',
  elements: new Map([
    ['name', { sql: 's.NAME', type: 'text' }],
    ['school_number', { sql: 's.SCHOOL_NUMBER', type: 'number' }],
  ]),
  toJson: (row, asked) => ({
    id: optional(row['DCID']),
    name: optional(row['NAME']),
    school_number: optional(row['SCHOOL_NUMBER']),
    low_grade: optional(row['LOW_GRADE']),
    high_grade: optional(row['HIGH_GRADE']),
    alternate_school_number: optional(row['ALTERNATE_SCHOOL_NUMBER']),
    addresses: { physical: { street: '1 School Street', city: 'Example', state_province: 'VT', postal_code: 12345 } },
    phones: { main: { number: '555-0100' } },
    ...Object.fromEntries(expansions.filter((name) => asked.has(name)).map((name) => [name, ''])),
  }),
};
