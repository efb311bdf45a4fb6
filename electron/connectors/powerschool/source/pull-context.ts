import { DateTime } from 'luxon';
import type { Advanced, IntegrationConfig } from '../../../../shared/integration/config.ts';
import { yearTermId } from '../../../../shared/powerschool/term.ts';
import type { SchoolFound } from '../../connector.ts';
import type { PowerSchoolApi, QueryArgs } from '../api/powerschool-api.ts';
import type { SchoolKeys } from '../translate/translated.ts';
import type { WholeList } from './pages.ts';
import type { RosterReader } from './roster-reader.ts';
import type { V1Roster } from './v1-roster.ts';

export interface SourceConfig {
  readonly schools: IntegrationConfig['schools'];
  readonly schoolYear: IntegrationConfig['schoolYear'];
  /** The day from which the year after it counts as begun; null: none does before its first day. */
  readonly nextYearFrom?: IntegrationConfig['nextYearFrom'];
  readonly gradeSync: boolean;
  readonly advanced: Advanced;
}

/** What is found once at the start of a run and does not change in it. */
export interface PullContext {
  readonly api: PowerSchoolApi;
  readonly config: SourceConfig;
  readonly clock: () => Date;
  /** How many rows are gathered before they go on; few where only a sample is wanted. */
  readonly rowsPerPage: number;
  readonly timeZone: string | null;
  /** The schools to take, by key and by number. */
  readonly schools: readonly SchoolFound[];
  readonly schoolKeys: SchoolKeys;
  /** What the server said of them, records that cannot be read included. */
  readonly schoolList: WholeList;
  /** Whether the roster is expected by v1: each way has records that the other lacks. */
  readonly isByV1: boolean;
  /** Whether scores come from their table, for want of our query. */
  readonly isScoreTable: boolean;
  readonly yearId: number;
  readonly schoolYear: number;
}

/** With what a pull reads, and until when. */
export interface Reading {
  readonly reader: RosterReader;
  readonly v1: V1Roster;
  readonly signal: AbortSignal;
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
/** A server whose zone we do not know may be as far behind UTC as this. */
const westernmostMinutes = 12 * 60;

/**
 * The least that a change from now on may be stamped with, less the overlap, as the timestamps of the server's tables are written
 * (reference §6.1): local time, which goes through one hour twice when summer time ends.
 */
export function changeMark({ clock, timeZone }: Pick<PullContext, 'clock' | 'timeZone'>): string {
  const local = DateTime.fromJSDate(clock(), { zone: timeZone ?? 'utc' });
  const isKnown = timeZone !== null && local.isValid;
  const now = isKnown ? local : DateTime.fromJSDate(clock(), { zone: 'utc' });
  const setBack = Math.max(0, now.offset - now.plus({ hours: 1 }).offset);
  return now
    .setZone('utc', { keepLocalTime: true })
    .minus({ minutes: overlapMinutes + (isKnown ? setBack : westernmostMinutes) })
    .toFormat('yyyy-MM-dd HH:mm:ss');
}
