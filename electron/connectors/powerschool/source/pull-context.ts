import { DateTime } from 'luxon';
import type { Advanced, IntegrationConfig } from '../../../../shared/integration/config.ts';
import { yearTermId } from '../../../../shared/powerschool/term.ts';
import type { SchoolFound } from '../../connector.ts';
import type { PowerSchoolApi, QueryArgs, WireRecord } from '../api/powerschool-api.ts';
import type { SchoolKeys } from '../translate/roster.ts';

export interface SourceConfig {
  readonly schools: IntegrationConfig['schools'];
  readonly schoolYear: IntegrationConfig['schoolYear'];
  readonly gradeSync: boolean;
  readonly advanced: Advanced;
}

/** What is found once at the start of a run and does not change in it. */
export interface PullContext {
  readonly api: PowerSchoolApi;
  readonly config: SourceConfig;
  readonly clock: () => Date;
  readonly timeZone: string | null;
  /** The schools to take, by key and by number. */
  readonly schools: readonly SchoolFound[];
  readonly schoolKeys: SchoolKeys;
  readonly schoolRecords: readonly WireRecord[];
  readonly yearId: number;
  readonly schoolYear: number;
}

/** The arguments by which a query is limited to one school and the year. */
export const schoolYearArgs = (context: PullContext, school: SchoolFound): QueryArgs => ({
  schoolid: school.number,
  termfrom: yearTermId(context.yearId),
  termto: yearTermId(context.yearId) + 99,
});

export function schoolOf(context: PullContext, key: number | null): SchoolFound {
  const school = context.schools.find((candidate) => candidate.key === key);
  if (school === undefined) throw new Error('a scope of a school that is not taken');
  return school;
}

/** Changes are asked for with some overlap: clocks differ, and a change may be on its way while we look. */
const overlapMinutes = 5;

/** Now, less the overlap, as the timestamps of the server's tables are written (reference §6.1). */
export function changeMark(context: Pick<PullContext, 'clock' | 'timeZone'>): string {
  const zone = context.timeZone ?? 'utc';
  const now = DateTime.fromJSDate(context.clock(), { zone });
  return (now.isValid ? now : DateTime.fromJSDate(context.clock(), { zone: 'utc' }))
    .minus({ minutes: overlapMinutes })
    .toFormat('yyyy-MM-dd HH:mm:ss');
}
