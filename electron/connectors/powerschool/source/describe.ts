import { DateTime } from 'luxon';
import { AppError } from '../../../../shared/errors.ts';
import { yearInEffect, type YearFound } from '../../../../shared/powerschool/school-year.ts';
import { schoolYearOf, yearIdOfSchoolYear, yearTermId } from '../../../../shared/powerschool/term.ts';
import type { SchoolFound, Scope, SourceDescription } from '../../connector.ts';
import type { PowerSchoolApi } from '../api/powerschool-api.ts';
import { queries } from '../queries/all-queries.ts';
import { dateOf, integerOf, textOf } from '../translate/wire-values.ts';
import { joined, readAll, type WholeList } from './pages.ts';
import type { PullContext, SourceConfig } from './pull-context.ts';
import { isMissingQuery, type RosterReader } from './roster-reader.ts';
import type { V1Roster } from './v1-roster.ts';
import { requireVersion } from './version.ts';

/** Where PowerSchool keeps graduated students; no school (reference §5.1). */
const graduatedSchool = 999_999;

interface Describing {
  readonly api: PowerSchoolApi;
  readonly config: SourceConfig;
  readonly clock: () => Date;
  readonly rowsPerPage: number;
  readonly reader: RosterReader;
  readonly v1: V1Roster;
  readonly signal: AbortSignal;
}

/**
 * Signs in and looks round: version, schools, the year to take, and every listing to read. Throws AppError `setup.versionTooOld`
 * (C11), `config.unknownSchool`, `source.noSchools`, `source.noYear` and what signing in may throw (ask).
 */
export async function describeSource(
  describing: Describing,
): Promise<{ readonly description: SourceDescription; readonly context: PullContext }> {
  const { api, config, clock, rowsPerPage, signal } = describing;
  const metadata = await api.metadata(signal);
  requireVersion(metadata.version);
  await api.signIn(signal);
  const schoolList = await listSchools(describing);
  const schools = schoolList.records.flatMap((record): readonly SchoolFound[] => {
    const key = integerOf(record, 'dcid');
    const number = integerOf(record, 'school_number');
    return key === null || number === null ? [] : [{ key, number, name: textOf(record, 'name') ?? '' }];
  });
  const yearId = await yearToTake(describing, schools, metadata.timeZone);
  const schoolYear = schoolYearOf(yearId);
  const context: PullContext = {
    api,
    config,
    clock,
    rowsPerPage,
    timeZone: metadata.timeZone,
    schools,
    schoolKeys: new Map([[0, 0], ...schools.map((school): [number, number] => [school.number, school.key])]),
    schoolList,
    isByV1: describing.reader.usesV1('schools'),
    isScoreTable: config.gradeSync && !(await hasScoresQuery(api, yearId, signal)),
    yearId,
    schoolYear,
  };
  const description: SourceDescription = {
    system: 'powerschool',
    version: metadata.version,
    timeZone: metadata.timeZone,
    schools,
    schoolYear,
    requests: api.requests,
    scopes: scopesOf(context),
  };
  return { description, context };
}

async function listSchools({ config, reader, v1, signal }: Describing): Promise<WholeList> {
  const { records, isWhole } = await readAll(() => reader.read('schools', {}, () => v1.schools(), signal));
  const all = records.filter((record) => integerOf(record, 'school_number') !== graduatedSchool);
  if (all.length === 0) {
    throw new AppError('source.noSchools', 'ask', 'PowerSchool did not list a single school.', {
      fix: 'Check that the plugin is enabled and was granted the table SCHOOLS.',
    });
  }
  if (config.schools === 'all') return { records: all, isWhole };
  const wanted = new Set(config.schools);
  const taken = all.filter((record) => wanted.delete(integerOf(record, 'school_number') ?? -1));
  if (wanted.size > 0) {
    throw new AppError(
      'config.unknownSchool',
      'ask',
      `PowerSchool has no school with the number ${[...wanted].join(', ')}.`,
      { fix: 'Correct the list of schools of this integration; the numbers are PowerSchool’s School_Number.' },
    );
  }
  return { records: taken, isWhole };
}

/** The year in effect on the district's own calendar day. */
async function yearToTake(
  { config, clock, reader, v1, signal }: Describing,
  schools: readonly SchoolFound[],
  zone: string | null,
): Promise<number> {
  if (config.schoolYear !== 'current') return yearIdOfSchoolYear(config.schoolYear);
  const now = DateTime.fromJSDate(clock(), { zone: zone ?? 'utc' });
  const today = (now.isValid ? now : now.setZone('utc')).toISODate() ?? '';
  const from = DateTime.fromISO(today, { zone: 'utc' }).minus({ years: 2 }).toISODate() ?? today;
  const byV1 = () => joined(schools.map((school) => v1.terms(school, null)));
  const years: YearFound[] = [];
  for await (const page of reader.read('years', { lastdayfrom: from }, byV1, signal)) {
    for (const record of page.records) {
      const yearId = integerOf(record, 'yearid');
      const firstDay = dateOf(record, 'firstday');
      if (yearId !== null && firstDay !== null) years.push({ yearId, firstDay });
    }
  }
  const year = yearInEffect(years, today, config.nextYearFrom ?? null)?.yearId;
  if (year === undefined) {
    throw new AppError('source.noYear', 'ask', 'PowerSchool has no school year that is under way or to come.', {
      fix: 'Set up the years and terms in PowerSchool, or name the year in schoolYear of this integration.',
    });
  }
  return year;
}

/** Asks for the scores of no school: whether the plugin has our query decides how scores are listed. */
async function hasScoresQuery(api: PowerSchoolApi, yearId: number, signal: AbortSignal): Promise<boolean> {
  const args = { schoolid: -1, termfrom: yearTermId(yearId), termto: yearTermId(yearId) };
  try {
    await api.queryCount(queries.scores.name, args, signal);
    return true;
  } catch (error) {
    if (isMissingQuery(error)) return false;
    throw error;
  }
}

function scopesOf({ config, schools, schoolYear, isByV1, isScoreTable }: PullContext): readonly Scope[] {
  const { includeInactiveStudents, includeStaffWithoutSections, includeCoTeachers } = config.advanced;
  const leadOnly = includeCoTeachers ? '' : ' lead teachers only';
  const taken = config.schools === 'all' ? 'all' : config.schools.toSorted((a, b) => a - b).join(',');
  const way = isByV1 ? ' by v1' : '';
  const district = (entity: Scope['entity'], filter = ''): Scope => ({
    entity,
    schoolKey: null,
    schoolYear: null,
    filter: `schools ${taken}${filter}${way}`,
    incremental: false,
  });
  const perSchool = (entity: Scope['entity'], incremental = false, more = ''): readonly Scope[] =>
    schools.map(({ key }) => ({ entity, schoolKey: key, schoolYear, filter: `year${way}${more}`, incremental }));
  const people = ` inactive ${includeInactiveStudents} withoutSections ${includeStaffWithoutSections} year ${schoolYear}${leadOnly}`;
  return [
    district('org'),
    ...perSchool('academicSession'),
    district('course'),
    ...perSchool('class'),
    district('user', people),
    ...perSchool('enrollment', false, leadOnly),
    ...(config.gradeSync
      ? [
          // Line items first: they show which inactive categories are in use.
          ...perSchool('lineItem', true),
          ...perSchool('category', true),
          ...perSchool('result', true, isScoreTable ? ' by table' : ''),
        ]
      : []),
  ];
}
