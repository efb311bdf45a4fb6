import type { ServerDescription } from '../../shared/ipc/contract/setup.ts';
import { schoolYearOf } from '../../shared/powerschool/term.ts';
import type { PowerSchoolApi } from '../connectors/powerschool/api/powerschool-api.ts';
import { joined, readAll } from '../connectors/powerschool/source/pages.ts';
import { openRosterReader } from '../connectors/powerschool/source/roster-reader.ts';
import { openV1Roster } from '../connectors/powerschool/source/v1-roster.ts';
import { dateOf, integerOf, textOf } from '../connectors/powerschool/translate/wire-values.ts';
import { openConnection, type Connection } from './connection.ts';

/** Where PowerSchool keeps graduated students; no school (reference powerschool.md §5.1). */
const graduatedSchool = 999_999;
const longestMs = 30_000;
/** Years that ended before this long ago are of no interest. */
const yearsBack = 2;

/**
 * What PowerSchool is and has: version, time zone, schools and the school years that are near. Throws what connecting and signing in
 * may throw, all of it AppErrors with a fix. Three or four requests where the plugin has our queries.
 */
export async function describeServer(connection: Connection): Promise<ServerDescription> {
  const api = openConnection(connection, { requestTimeoutMs: longestMs });
  try {
    return await lookRound(api, AbortSignal.timeout(longestMs * 2));
  } finally {
    await api.close();
  }
}

async function lookRound(api: PowerSchoolApi, signal: AbortSignal): Promise<ServerDescription> {
  const { version, timeZone } = await api.metadata(signal);
  await api.signIn(signal);
  const reader = openRosterReader(api);
  const v1 = openV1Roster(api, signal);
  const { records } = await readAll(() => reader.read('schools', {}, () => v1.schools(), signal));
  const found = records.flatMap((record) => {
    const key = integerOf(record, 'dcid');
    const number = integerOf(record, 'school_number');
    if (key === null || number === null || number === graduatedSchool) return [];
    return [{ key, number, name: textOf(record, 'name') ?? '' }];
  });
  const from = `${new Date().getUTCFullYear() - yearsBack}-01-01`;
  const byV1 = () => joined(found.map((school) => v1.terms(school, null)));
  const terms = await readAll(() => reader.read('years', { lastdayfrom: from }, byV1, signal));
  return {
    version,
    timeZone,
    schools: found
      .map(({ number, name }) => ({ number, name }))
      .toSorted((a, b) => a.name.localeCompare(b.name) || a.number - b.number),
    years: yearsOf(
      terms.records.flatMap((record) => {
        const yearId = integerOf(record, 'yearid');
        const [firstDay, lastDay] = [dateOf(record, 'firstday'), dateOf(record, 'lastday')];
        if (yearId === null || firstDay === null || lastDay === null) return [];
        return [{ schoolYear: schoolYearOf(yearId), school: integerOf(record, 'schoolid') ?? 0, firstDay, lastDay }];
      }),
    ),
  };
}

interface YearTerm {
  readonly schoolYear: number;
  readonly school: number;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** The newest first. Schools may begin and end on days of their own: the first and the last of all are told. */
function yearsOf(terms: readonly YearTerm[]): ServerDescription['years'] {
  return [...Map.groupBy(terms, ({ schoolYear }) => schoolYear)]
    .map(([schoolYear, own]) => ({
      schoolYear,
      firstDay: own.map(({ firstDay }) => firstDay).toSorted()[0] ?? '',
      lastDay:
        own
          .map(({ lastDay }) => lastDay)
          .toSorted()
          .at(-1) ?? '',
      schools: new Set(own.map(({ school }) => school)).size,
    }))
    .toSorted((a, b) => b.schoolYear - a.schoolYear);
}
