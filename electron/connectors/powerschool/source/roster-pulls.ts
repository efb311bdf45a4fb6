import { flagOf, integerOf } from '../translate/wire-values.ts';
import {
  classRow,
  courseRow,
  districtRow,
  enrollmentRow,
  leadTeacherRow,
  schoolRow,
  sessionRow,
  staffRow,
  studentRow,
  teacherRow,
} from '../translate/roster.ts';
import type { WirePage, WireRecord } from '../api/powerschool-api.ts';
import type { QueryArgs, QueryOptions } from '../api/powerschool-api.ts';
import type { SchoolFound } from '../../connector.ts';
import { oneRow, type ListingPart } from './listing.ts';
import { schoolYearArgs, type PullContext } from './pull-context.ts';
import type { QueryKey, RosterReader } from './roster-reader.ts';
import type { SectionBook } from './sections.ts';
import type { TermBook } from './term-book.ts';
import type { V1Roster } from './v1-roster.ts';

/** What the listings of the roster are read with. */
export interface RosterTools {
  readonly context: PullContext;
  readonly reader: RosterReader;
  readonly v1: V1Roster;
  readonly terms: TermBook;
  readonly sections: SectionBook;
  readonly districtName: () => Promise<string>;
  readonly signal: AbortSignal;
  /** Asks for changes alone, where a data version is at hand. */
  readonly changes: QueryOptions | undefined;
}

/** Schools, and the district itself. */
export async function orgParts({ context, districtName }: RosterTools): Promise<readonly ListingPart[]> {
  const district = districtRow(await districtName());
  return [
    {
      pages: () => onePage(context.schoolRecords),
      add: oneRow(schoolRow),
      finish: (rows) =>
        rows.add(district.key, district.subkey, district.schoolKey, district.schoolYear, district.cells),
    },
  ];
}

export async function sessionParts({ terms }: RosterTools, school: SchoolFound): Promise<readonly ListingPart[]> {
  const records = await terms.of(school);
  const year = records.find((record) => flagOf(record, 'isyearrec') === 1);
  const yearKey = year === undefined ? null : integerOf(year, 'dcid');
  return [{ pages: () => onePage(records), add: oneRow((record) => sessionRow(record, school.key, yearKey)) }];
}

export function courseParts(tools: RosterTools): readonly ListingPart[] {
  const { context, v1 } = tools;
  const byV1 = async function* (): AsyncIterable<WirePage> {
    for (const school of context.schools) yield* uncounted(v1.courses(school));
  };
  const add = oneRow((record) => {
    const schoolKey = context.schoolKeys.get(integerOf(record, 'schoolid') ?? 0);
    return schoolKey === undefined ? 'leaveOut' : courseRow(record, schoolKey);
  });
  return [part(tools, 'courses', {}, byV1, add)];
}

export function classParts(tools: RosterTools, school: SchoolFound): readonly ListingPart[] {
  const { context, v1 } = tools;
  const add = oneRow((record) => classRow(record, school.key, context.schoolYear));
  return [part(tools, 'sections', schoolYearArgs(context, school), () => v1.sections(school, context.yearId), add)];
}

/** Staff of the whole district, grouped by person (C22), and the students of each school. */
export async function userParts(tools: RosterTools): Promise<readonly ListingPart[]> {
  const { context, v1, sections } = tools;
  const { includeInactiveStudents, includeStaffWithoutSections } = context.config.advanced;
  const teaches = new Set<number>();
  for (const school of context.schools) {
    for (const { lead } of (await sections.of(school)).values()) if (lead !== null) teaches.add(lead);
  }
  const people = new Map<number, WireRecord[]>();
  const byV1 = async function* (): AsyncIterable<WirePage> {
    for (const school of context.schools) yield* uncounted(v1.staff(school));
  };
  const staff: ListingPart = {
    ...part({ ...tools, changes: undefined }, 'staff', {}, byV1, (record) => {
      const person = integerOf(record, 'users_dcid');
      if (person === null) return false;
      const rows = people.get(person) ?? [];
      rows.push(record);
      people.set(person, rows);
      return true;
    }),
    finish(rows) {
      for (const affiliations of people.values()) {
        const schools = affiliations.filter((row) => integerOf(row, 'schoolid') !== 0);
        // Who belongs to no school that is taken is staff of the district or of another school.
        if (!schools.some((row) => context.schoolKeys.has(integerOf(row, 'schoolid') ?? -1))) continue;
        const row = staffRow(affiliations, withoutDistrict(context), teaches);
        if (row === undefined) continue;
        if (includeStaffWithoutSections || teaches.has(row.key)) {
          rows.add(row.key, row.subkey, row.schoolKey, row.schoolYear, row.cells);
        }
      }
      people.clear();
    },
  };
  const students = context.schools.map((school) =>
    part(
      tools,
      'students',
      { ...schoolYearArgs(context, school), inactive: includeInactiveStudents ? 1 : 0 },
      () => v1.students(school, includeInactiveStudents),
      oneRow((record) => studentRow(record, withoutDistrict(context))),
    ),
  );
  return [staff, ...students];
}

/** Students' and teachers' enrollments; a lead teacher without a row of SECTIONTEACHER gets one of the section (C27). */
export async function enrollmentParts(tools: RosterTools, school: SchoolFound): Promise<readonly ListingPart[]> {
  const { context, v1, sections, reader } = tools;
  const facts = await sections.of(school);
  const args = schoolYearArgs(context, school);
  const { schoolYear } = context;
  const students = part(
    tools,
    'enrollments',
    args,
    () => uncounted(v1.enrollments([...facts.keys()])),
    oneRow((record) => enrollmentRow(record, school.key, schoolYear)),
  );
  const led = new Set<number>();
  const teachers: ListingPart = {
    pages: () => reader.read('sectionTeachers', args, noPages, tools.signal),
    add: oneRow((record) => {
      const section = integerOf(record, 'sections_dcid');
      const lead = facts.get(section ?? -1)?.lead ?? null;
      if (section !== null && lead !== null && lead === integerOf(record, 'users_dcid')) led.add(section);
      return teacherRow(record, lead, school.key, schoolYear);
    }),
    finish(rows) {
      for (const { section, lead } of facts.values()) {
        if (lead === null || led.has(section)) continue;
        const row = leadTeacherRow(section, lead, school.key, schoolYear);
        rows.add(row.key, row.subkey, row.schoolKey, row.schoolYear, row.cells);
      }
      led.clear();
    },
  };
  return [students, teachers];
}

function part(
  { reader, signal, changes }: RosterTools,
  query: QueryKey,
  args: QueryArgs,
  byV1: () => AsyncIterable<WirePage>,
  add: ListingPart['add'],
): ListingPart {
  return { pages: () => reader.read(query, args, byV1, signal, changes), add };
}

const withoutDistrict = (context: PullContext): ReadonlyMap<number, number> =>
  new Map([...context.schoolKeys].filter(([number]) => number !== 0));

/** A list that v1 delivers in several has no count of its own as a whole. */
async function* uncounted(pages: AsyncIterable<WirePage>): AsyncIterable<WirePage> {
  for await (const page of pages) yield { ...page, count: null };
}

async function* onePage(records: readonly WireRecord[]): AsyncIterable<WirePage> {
  yield { records, count: null, dataVersion: null };
}

// v1 does not know co-teachers (reference §5.5): the sections' lead teachers are what there is.
async function* noPages(): AsyncIterable<WirePage> {}
