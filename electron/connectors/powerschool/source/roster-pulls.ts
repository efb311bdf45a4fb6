import { flagOf, integerOf } from '../translate/wire-values.ts';
import { classRow, courseRow } from '../translate/classes.ts';
import { enrollmentRow, leadTeacherRow, teacherRow } from '../translate/enrollments.ts';
import { staffRow, studentRow } from '../translate/people.ts';
import { districtRow, schoolRow, sessionRow } from '../translate/schools.ts';
import type { SchoolKeys } from '../translate/translated.ts';
import type { QueryArgs, WirePage, WireRecord } from '../api/powerschool-api.ts';
import type { SchoolFound } from '../../connector.ts';
import { oneRow, type ListingPart } from './listing.ts';
import { joined, onePage, readAll } from './pages.ts';
import { schoolYearArgs, type PullContext, type Reading } from './pull-context.ts';
import type { QueryKey } from './roster-reader.ts';
import type { SectionBook } from './sections.ts';
import type { TermBook } from './term-book.ts';

/** What the listings of the roster are read with. */
export interface RosterTools extends Reading {
  readonly context: PullContext;
  readonly terms: TermBook;
  readonly sections: SectionBook;
  readonly districtName: () => Promise<string>;
}

/** Schools, and the district itself. */
export async function orgParts({ context, districtName }: RosterTools): Promise<readonly ListingPart[]> {
  const district = districtRow(await districtName());
  const { records, isWhole } = context.schoolList;
  return [
    {
      pages: () => onePage(records),
      add: oneRow((record) => (integerOf(record, 'school_number') === null ? undefined : schoolRow(record))),
      finish: (rows) =>
        rows.add(district.key, district.subkey, district.schoolKey, district.schoolYear, district.cells),
      isWhole: () => isWhole,
    },
  ];
}

export async function sessionParts(tools: RosterTools, school: SchoolFound): Promise<readonly ListingPart[]> {
  const { records, isWhole } = await tools.terms.of(school, tools);
  const year = records.find((record) => flagOf(record, 'isyearrec') === 1);
  const yearKey = year === undefined ? null : integerOf(year, 'dcid');
  return [
    {
      pages: () => onePage(records),
      add: oneRow((record) => sessionRow(record, school.key, yearKey)),
      isWhole: () => isWhole && isAsExpected(tools, 'terms'),
    },
  ];
}

export function courseParts(tools: RosterTools): readonly ListingPart[] {
  const { context, v1 } = tools;
  const byV1 = () => joined(context.schools.map((school) => v1.courses(school)));
  const add = oneRow((record) => {
    const schoolKey = context.schoolKeys.get(integerOf(record, 'schoolid') ?? 0);
    return schoolKey === undefined ? 'leaveOut' : courseRow(record, schoolKey);
  });
  return [part(tools, 'courses', {}, byV1, add)];
}

export function classParts(tools: RosterTools, school: SchoolFound): readonly ListingPart[] {
  const { context, sections } = tools;
  return [
    {
      pages: () => sections.pages(school, tools),
      add: oneRow((record) => classRow(record, school.key, context.schoolYear)),
      isWhole: () => isAsExpected(tools, 'sections'),
    },
  ];
}

/** Staff of the whole district, grouped by person (C22), and the students of each school. */
export async function userParts(tools: RosterTools): Promise<readonly ListingPart[]> {
  const { context, v1 } = tools;
  const { includeInactiveStudents } = context.config.advanced;
  const schools = new Map([...context.schoolKeys].filter(([number]) => number !== 0));
  const teaching = await findTeachers(tools);
  const students = context.schools.map((school) =>
    part(
      tools,
      'students',
      { ...schoolYearArgs(context, school), inactive: includeInactiveStudents ? 1 : 0 },
      () => v1.students(school, includeInactiveStudents),
      oneRow((record) => studentRow(record, schools)),
    ),
  );
  return [staffPart(tools, schools, teaching), ...students];
}

/** Who belongs to no school that is taken is staff of the district (C22) or of another school. */
function staffPart(tools: RosterTools, schools: SchoolKeys, teaching: Teaching): ListingPart {
  const { context, v1 } = tools;
  const people = new Map<number, WireRecord[]>();
  const byV1 = () => joined(context.schools.map((school) => v1.staff(school)));
  const read = part(tools, 'staff', {}, byV1, (record) => {
    const person = integerOf(record, 'users_dcid');
    if (person === null) return false;
    const rows = people.get(person) ?? [];
    rows.push(record);
    people.set(person, rows);
    return true;
  });
  return {
    ...read,
    start: () => people.clear(),
    finish(rows) {
      for (const affiliations of people.values()) {
        if (!affiliations.some((row) => schools.has(integerOf(row, 'schoolid') ?? -1))) continue;
        const row = staffRow(affiliations, schools, teaching.teachers);
        if (row === undefined) continue;
        if (context.config.advanced.includeStaffWithoutSections || teaching.teachers.has(row.key)) {
          rows.add(row.key, row.subkey, row.schoolKey, row.schoolYear, row.cells);
        }
      }
      people.clear();
    },
    isWhole: () => teaching.isWhole && isAsExpected(tools, 'staff'),
  };
}

interface Teaching {
  readonly teachers: ReadonlySet<number>;
  readonly isWhole: boolean;
}

/** Who leads or helps to teach a section of the schools. */
async function findTeachers(tools: RosterTools): Promise<Teaching> {
  const { context, reader, sections, signal } = tools;
  const teachers = new Set<number>();
  let isWhole = true;
  for (const school of context.schools) {
    const known = await sections.of(school, tools);
    isWhole &&= known.isWhole;
    for (const { lead } of known.facts.values()) if (lead !== null) teachers.add(lead);
    if (!context.config.advanced.includeCoTeachers) continue;
    const args = schoolYearArgs(context, school);
    const coTeachers = await readAll(() => reader.read('sectionTeachers', args, noPages, signal));
    isWhole &&= coTeachers.isWhole && isAsExpected(tools, 'sectionTeachers');
    for (const record of coTeachers.records) teachers.add(integerOf(record, 'users_dcid') ?? -1);
  }
  // Only where it decides who is in does it matter to what may be removed.
  return { teachers, isWhole: isWhole || context.config.advanced.includeStaffWithoutSections };
}

/** Students' and teachers' enrollments; a lead teacher without a row of SECTIONTEACHER gets one of the section (C27). */
export async function enrollmentParts(tools: RosterTools, school: SchoolFound): Promise<readonly ListingPart[]> {
  const { context, v1, sections } = tools;
  const { facts, isWhole } = await sections.of(school, tools);
  const args = schoolYearArgs(context, school);
  const { schoolYear } = context;
  const students = part(
    tools,
    'enrollments',
    args,
    () => v1.enrollments([...facts.keys()]),
    oneRow((record) => enrollmentRow(record, school.key, schoolYear)),
  );
  const led = new Set<number>();
  const addTeacher = oneRow((record) => {
    const section = integerOf(record, 'sections_dcid');
    const lead = facts.get(section ?? -1)?.lead ?? null;
    const row = teacherRow(record, lead, school.key, schoolYear);
    if (section !== null && lead !== null && lead === integerOf(record, 'users_dcid')) led.add(section);
    else if (row !== undefined && !context.config.advanced.includeCoTeachers) return 'leaveOut';
    return row;
  });
  const teachers: ListingPart = {
    ...part(tools, 'sectionTeachers', args, noPages, addTeacher),
    start: () => led.clear(),
    finish(rows) {
      for (const { section, lead } of facts.values()) {
        if (lead === null || led.has(section)) continue;
        const row = leadTeacherRow(section, lead, school.key, schoolYear);
        rows.add(row.key, row.subkey, row.schoolKey, row.schoolYear, row.cells);
      }
    },
    isWhole: () => isWhole && isAsExpected(tools, 'sectionTeachers'),
  };
  return [students, teachers];
}

function part(
  tools: RosterTools,
  query: QueryKey,
  args: QueryArgs,
  byV1: () => AsyncIterable<WirePage>,
  add: ListingPart['add'],
): ListingPart {
  return {
    pages: () => tools.reader.read(query, args, byV1, tools.signal),
    add,
    isWhole: () => isAsExpected(tools, query),
  };
}

/** A listing that came by the other way than the rest of the roster lacks records of its own kind: it cannot remove any. */
const isAsExpected = ({ context, reader }: RosterTools, query: QueryKey): boolean =>
  reader.usesV1(query) === context.isByV1;

// v1 does not know co-teachers (reference §5.5): the sections' lead teachers are what there is.
async function* noPages(): AsyncIterable<WirePage> {}
