import { startYearOf } from '../../../../shared/powerschool/term.ts';
import type { SandboxContext } from '../route.ts';
import { localTimestamp } from '../local-time.ts';
import { looseText, optional } from './json-values.ts';
import type { Resource } from './resource.ts';

/** The school year in which an expression gives a YEARID begins. */
const startYear = (yearId: string): string => `(${yearId} + ${startYearOf(0)})`;

export const term: Resource = {
  name: 'term',
  extensions: [],
  columns: `t.*, ${startYear('t.YEARID')} AS START_YEAR, (SELECT DCID FROM SCHOOLS WHERE SCHOOL_NUMBER = t.SCHOOLID) AS SCHOOLS_DCID`,
  from: 'TERMS t',
  key: 't.DCID',
  order: 't.PORTION, t.FIRSTDAY, t.DCID',
  elements: new Map([
    ['start_year', { sql: startYear('t.YEARID'), type: 'number' }],
    ['portion', { sql: 't.PORTION', type: 'number' }],
    ['name', { sql: 't.NAME', type: 'text' }],
    ['abbreviation', { sql: 't.ABBREVIATION', type: 'text' }],
    ['start_date', { sql: 't.FIRSTDAY', type: 'date' }],
    ['end_date', { sql: 't.LASTDAY', type: 'date' }],
  ]),
  byDefault: (q, context) => (/\bstart_year\b/.test(q) ? undefined : `t.YEARID = ${currentYearId(context)}`),
  toJson: (row, _asked, { switches }) => ({
    id: optional(row['DCID']),
    school_id: optional(row['SCHOOLS_DCID']),
    start_year: optional(row['START_YEAR']),
    portion: optional(row['PORTION']),
    start_date: optional(row['FIRSTDAY']),
    end_date: optional(row['LASTDAY']),
    abbreviation: looseText(row['ABBREVIATION'], switches),
    name: looseText(row['NAME'], switches),
  }),
};

/** The year of the latest year term that has begun; the first year where none has. */
export function currentYearId(context: SandboxContext): number {
  const today = localTimestamp(context.now(), context.switches.timeZone).slice(0, 10);
  const years = context.db.prepare<[string], number | null>(
    `SELECT coalesce(max(YEARID) FILTER (WHERE FIRSTDAY <= ?), min(YEARID)) FROM TERMS WHERE ISYEARREC = 1`,
  );
  return years.pluck().get(today) ?? 0;
}
