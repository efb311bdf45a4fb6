import type { RosterSection } from '../../shared/integration/course-preview.ts';
import { userKind, type EntityType } from '../../shared/oneroster/entity.ts';
import { formatSourcedId } from '../../shared/oneroster/sourced-id.ts';
import type { SetupTarget } from '../../shared/ipc/contract/inputs.ts';
import type { Backend } from '../backend-api.ts';
import type { Source } from '../connectors/connector.ts';
import type { PowerSchoolApi } from '../connectors/powerschool/api/powerschool-api.ts';
import { openPowerSchoolSource } from '../connectors/powerschool/source/open-powerschool-source.ts';
import type { StoredRow } from '../store/record.ts';
import { connectionOf, openConnection, type Connection } from './connection.ts';
import { longestMs, requireCredentials, rowsOf, tooSlow } from './sample.ts';

const classesWanted = 40;
/** A school without classes says nothing: the next is asked, up to this many. */
const schoolsAtMost = 3;
const rowsPerRequest = 1000;

/**
 * Some classes of one school as PowerSchool has them now, with their course, term and lead teacher: what names and courses are made of,
 * before anything was synced. Empty where the first schools have none. Throws what reading PowerSchool throws.
 */
export async function readSampleSections(backend: Backend, target: SetupTarget): Promise<readonly RosterSection[]> {
  const connection = await connectionOf(backend, target);
  requireCredentials(connection);
  const signal = AbortSignal.timeout(longestMs);
  const open = (): PowerSchoolApi =>
    openConnection(connection, { pageSize: rowsPerRequest, requestTimeoutMs: longestMs });
  try {
    const { schools } = await withSource(connection, open(), connection.config.schools, (source) =>
      source.describe(signal),
    );
    for (const { number } of schools.slice(0, schoolsAtMost)) {
      const found = await withSource(connection, open(), [number], (source) => readSchool(source, signal));
      if (found.length > 0) return found;
    }
    return [];
  } catch (error) {
    throw error instanceof DOMException ? tooSlow(error) : error;
  }
}

async function withSource<T>(
  { config }: Connection,
  api: PowerSchoolApi,
  schools: Connection['config']['schools'],
  work: (source: Source) => Promise<T>,
): Promise<T> {
  const { schoolYear, nextYearFrom, advanced } = config;
  const source = openPowerSchoolSource({
    api,
    config: { schools, schoolYear, nextYearFrom, gradeSync: false, advanced },
    clock: () => new Date(),
  });
  try {
    return await work(source);
  } finally {
    await source.close();
  }
}

type Keyed = ReadonlyMap<number, StoredRow>;

async function readSchool(source: Source, signal: AbortSignal): Promise<readonly RosterSection[]> {
  const { scopes, schools } = await source.describe(signal);

  /** Rows of an entity by the key in one of their columns, until enough were seen. */
  async function gather(
    entity: EntityType,
    isWanted: (row: StoredRow) => boolean,
    isEnough: (rows: Keyed) => boolean,
    by = 'sourceKey',
  ): Promise<Keyed> {
    const rows = new Map<number, StoredRow>();
    for (const scope of scopes.filter((candidate) => candidate.entity === entity)) {
      for await (const message of source.pull(scope, null, signal)) {
        if (message.kind === 'end') break;
        for (const row of rowsOf(entity, message)) if (isWanted(row)) rows.set(numberOf(row, by) ?? -1, row);
        if (isEnough(rows)) return rows;
      }
    }
    return rows;
  }

  const all = () => true;
  const classes = [...(await gather('class', all, ({ size }) => size >= classesWanted)).values()];
  const taken = classes.slice(0, classesWanted);
  if (taken.length === 0) return [];
  const wanted = new Set(taken.map((row) => numberOf(row, 'sourceKey') ?? -1));
  const terms = await gather('academicSession', all, () => false);
  const courseKeys = new Set(taken.map((row) => numberOf(row, 'courseKey') ?? -1));
  const courses = await gather(
    'course',
    (row) => courseKeys.has(numberOf(row, 'sourceKey') ?? -1),
    ({ size }) => size === courseKeys.size,
  );
  const leads = await gather(
    'enrollment',
    (row) => row['primary'] === 1 && wanted.has(numberOf(row, 'classKey') ?? -1),
    ({ size }) => size === wanted.size,
    'classKey',
  );
  const leadKeys = new Set([...leads.values()].map((row) => numberOf(row, 'userKey')));
  const staff = await gather(
    'user',
    (row) => row['sourceSubkey'] === userKind.staff && leadKeys.has(numberOf(row, 'sourceKey')),
    ({ size }) => size === leadKeys.size,
  );
  const schoolName = schools[0]?.name ?? null;
  return taken.map((row) => toSection(row, { schoolName, terms, courses, leads, staff }));
}

interface Around {
  readonly schoolName: string | null;
  readonly terms: Keyed;
  readonly courses: Keyed;
  readonly leads: Keyed;
  readonly staff: Keyed;
}

function toSection(row: StoredRow, { schoolName, terms, courses, leads, staff }: Around): RosterSection {
  const key = numberOf(row, 'sourceKey') ?? 0;
  const metadata = jsonOf(row, 'metadata') as Readonly<Record<string, unknown>>;
  const courseKey = numberOf(row, 'courseKey');
  const course = courses.get(courseKey ?? -1);
  const termKey = (jsonOf(row, 'termKeys') as readonly number[])[0];
  const term = terms.get(termKey ?? -1);
  const lead = numberOf(leads.get(key), 'userKey');
  return {
    section: formatSourcedId('class', key),
    school: formatSourcedId('org', numberOf(row, 'schoolKey') ?? 0),
    course: course === undefined || courseKey === null ? null : formatSourcedId('course', courseKey),
    term: term === undefined || termKey === undefined ? null : formatSourcedId('academicSession', termKey),
    leadTeacher: lead === null ? null : formatSourcedId('user', lead),
    title: textOf(row, 'title') ?? '',
    facts: {
      courseName: textOf(course, 'title'),
      courseNumber: textOf(course, 'courseCode'),
      sectionNumber: typeof metadata['sectionNumber'] === 'string' ? metadata['sectionNumber'] : null,
      period: (jsonOf(row, 'periods') as readonly string[])[0] ?? null,
      teacherLastName: textOf(staff.get(lead ?? -1), 'familyName'),
      term: textOf(term, 'title'),
      school: schoolName,
    },
  };
}

const numberOf = (row: StoredRow | undefined, column: string): number | null => {
  const value = row?.[column];
  return typeof value === 'number' ? value : null;
};

const textOf = (row: StoredRow | undefined, column: string): string | null => {
  const value = row?.[column];
  return typeof value === 'string' ? value : null;
};

const jsonOf = (row: StoredRow, column: string): unknown => JSON.parse(String(row[column] ?? '[]'));
