import { DateTime } from 'luxon';
import { userKind, enrollmentKind, type Value } from '../../../../shared/oneroster/entity.ts';
import { schoolYearOf } from '../../../../shared/powerschool/term.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import { dateOf, flagOf, integerOf, metadataOf, textOf } from './wire-values.ts';

/** A row before it is laid out: `cells` in the order of the entity's stored columns. */
export interface Translated {
  readonly key: number;
  readonly subkey: number;
  readonly schoolKey: number;
  readonly schoolYear: number;
  readonly cells: readonly Value[];
}

/** School numbers to keys; `undefined` for a school that is not taken. 0 is the district. */
export type SchoolKeys = ReadonlyMap<number, number>;

export const districtRow = (name: string): Translated => ({
  key: 0,
  subkey: 0,
  schoolKey: 0,
  schoolYear: 0,
  cells: [name, 'district', '0', null, null],
});

/** SCHOOLS → Org of type school (C23). */
export function schoolRow(record: WireRecord): Translated | undefined {
  const key = integerOf(record, 'dcid');
  if (key === null) return undefined;
  const metadata = metadataOf({
    abbreviation: textOf(record, 'abbreviation'),
    lowGrade: integerOf(record, 'low_grade'),
    highGrade: integerOf(record, 'high_grade'),
  });
  const cells = [textOf(record, 'name'), 'school', textOf(record, 'school_number'), 0, metadata];
  return { key, subkey: 0, schoolKey: key, schoolYear: 0, cells };
}

/** TERMS → AcademicSession, per school (C24). OneRoster's end date is exclusive, LASTDAY is not. */
export function sessionRow(record: WireRecord, schoolKey: number, yearTermKey: number | null): Translated | undefined {
  const key = integerOf(record, 'dcid');
  const yearId = integerOf(record, 'yearid');
  if (key === null || yearId === null) return undefined;
  const lastDay = dateOf(record, 'lastday');
  const portion = integerOf(record, 'portion');
  const isYear = flagOf(record, 'isyearrec') === 1;
  const metadata = metadataOf({
    termId: integerOf(record, 'id'),
    yearId,
    portion,
    lastDay,
    abbreviation: textOf(record, 'abbreviation'),
  });
  const cells = [
    textOf(record, 'name'),
    isYear ? 'schoolYear' : portion === 2 ? 'semester' : 'term',
    dateOf(record, 'firstday'),
    lastDay === null ? null : DateTime.fromISO(lastDay, { zone: 'utc' }).plus({ days: 1 }).toISODate(),
    isYear ? null : yearTermKey,
    metadata,
  ];
  return { key, subkey: 0, schoolKey, schoolYear: schoolYearOf(yearId), cells };
}

/** COURSES → Course. */
export function courseRow(record: WireRecord, schoolKey: number): Translated | undefined {
  const key = integerOf(record, 'dcid');
  if (key === null) return undefined;
  const metadata = metadataOf({ creditType: textOf(record, 'credittype') });
  return {
    key,
    subkey: 0,
    schoolKey,
    schoolYear: 0,
    cells: [textOf(record, 'course_name'), textOf(record, 'course_number'), metadata],
  };
}

const gradebooks: Readonly<Record<string, string>> = { '1': 'PTG', '2': 'PTP', PTG: 'PTG', PTP: 'PTP' };

/** SECTIONS → Class (C26). Section numbers are text: leading zeros count. */
export function classRow(record: WireRecord, schoolKey: number, schoolYear: number): Translated | undefined {
  const key = integerOf(record, 'dcid');
  if (key === null) return undefined;
  const courseName = textOf(record, 'course_name') ?? textOf(record, 'course_number') ?? '';
  const courseNumber = textOf(record, 'course_number');
  const sectionNumber = textOf(record, 'section_number') ?? '';
  const expression = textOf(record, 'expression');
  const termKey = integerOf(record, 'terms_dcid');
  const metadata = metadataOf({
    sectionNumber,
    courseNumber,
    sectionId: integerOf(record, 'id'),
    externalExpression: textOf(record, 'external_expression'),
    gradebookType: gradebooks[textOf(record, 'gradebooktype') ?? ''] ?? null,
    gradeScaleId: integerOf(record, 'gradescaleid'),
  });
  const cells = [
    `${courseName} (${sectionNumber})`,
    courseNumber === null ? sectionNumber : `${courseNumber}.${sectionNumber}`,
    'scheduled',
    textOf(record, 'room'),
    JSON.stringify(expression === null ? [] : [expression]),
    integerOf(record, 'courses_dcid'),
    JSON.stringify(termKey === null ? [] : [termKey]),
    metadata,
  ];
  return { key, subkey: 0, schoolKey, schoolYear, cells };
}

/** Rows of SCHOOLSTAFF ⋈ USERS of one person. */
export function staffRow(
  affiliations: readonly WireRecord[],
  schools: SchoolKeys,
  teaches: ReadonlySet<number>,
): Translated | undefined {
  const [first] = affiliations;
  const key = first === undefined ? null : integerOf(first, 'users_dcid');
  if (first === undefined || key === null) return undefined;
  const at = affiliations.filter((row) => schools.has(integerOf(row, 'schoolid') ?? -1));
  const current = at.filter((row) => integerOf(row, 'status') !== 2);
  const orgKeys = [
    ...new Set((current.length > 0 ? current : at).map((row) => schools.get(integerOf(row, 'schoolid') ?? -1) ?? 0)),
  ];
  const home = schools.get(integerOf(first, 'homeschoolid') ?? -1);
  const statuses = current.map((row) => integerOf(row, 'staffstatus'));
  const isTeacher = teaches.has(key) || statuses.some((status) => status === 1 || status === 4);
  const email = textOf(first, 'email_addr');
  const number = textOf(first, 'teachernumber');
  const cells = [
    isTeacher ? 'teacher' : 'aide',
    textOf(first, 'first_name'),
    textOf(first, 'middle_name'),
    textOf(first, 'last_name'),
    textOf(first, 'teacher_username') ?? email ?? number,
    email,
    number,
    current.length > 0 ? 1 : 0,
    null,
    JSON.stringify(orgKeys.toSorted((a, b) => a - b)),
    metadataOf({ userDcid: String(key), staffStatus: statuses[0] ?? null }),
  ];
  const schoolKey = home !== undefined && orgKeys.includes(home) ? home : (orgKeys[0] ?? 0);
  return { key, subkey: userKind.staff, schoolKey, schoolYear: 0, cells };
}

/** PowerSchool's grade levels as CEDS codes (OneRoster CSV §6.4): 0 is kindergarten, negatives come before it. */
function gradeOf(level: number | null): string | null {
  if (level === null) return null;
  if (level > 0) return String(level).padStart(2, '0');
  return level === 0 ? 'KG' : level === -1 ? 'PK' : level === -2 ? 'PR' : 'IT';
}

/** STUDENTS → User. Student numbers are text: leading zeros count. */
export function studentRow(record: WireRecord, schools: SchoolKeys): Translated | undefined {
  const key = integerOf(record, 'dcid');
  if (key === null) return undefined;
  const level = integerOf(record, 'grade_level');
  const status = integerOf(record, 'enroll_status');
  const grade = gradeOf(level);
  const schoolKey = schools.get(integerOf(record, 'schoolid') ?? -1);
  const metadata = metadataOf({
    studentId: integerOf(record, 'id'),
    stateId: textOf(record, 'state_studentnumber'),
    enrollStatus: status,
    gradeLevel: level,
  });
  const cells = [
    'student',
    textOf(record, 'first_name'),
    textOf(record, 'middle_name'),
    textOf(record, 'last_name'),
    textOf(record, 'student_web_id'),
    textOf(record, 'email'),
    textOf(record, 'student_number'),
    status === 0 ? 1 : 0,
    JSON.stringify(grade === null ? [] : [grade]),
    JSON.stringify(schoolKey === undefined ? [] : [schoolKey]),
    metadata,
  ];
  return { key, subkey: userKind.student, schoolKey: schoolKey ?? 0, schoolYear: 0, cells };
}

/** CC → Enrollment (C27). A dropped one has negative numbers (reference §9.1): it ends, it does not vanish. */
export function enrollmentRow(record: WireRecord, schoolKey: number, schoolYear: number): Translated | undefined {
  const key = integerOf(record, 'dcid');
  const student = integerOf(record, 'students_dcid');
  const section = integerOf(record, 'sections_dcid');
  if (key === null || student === null || section === null) return undefined;
  const dropped = (integerOf(record, 'sectionid') ?? 1) < 0 || (integerOf(record, 'termid') ?? 1) < 0;
  const cells = [
    student,
    userKind.student,
    section,
    'student',
    0,
    dateOf(record, 'dateenrolled'),
    dateOf(record, 'dateleft'),
    metadataOf({ dropped: dropped ? true : null }),
  ];
  return { key, subkey: enrollmentKind.student, schoolKey, schoolYear, cells };
}

/** SECTIONTEACHER → Enrollment of a lead or co-teacher. */
export function teacherRow(
  record: WireRecord,
  lead: number | null,
  schoolKey: number,
  schoolYear: number,
): Translated | undefined {
  const key = integerOf(record, 'id');
  const teacher = integerOf(record, 'users_dcid');
  const section = integerOf(record, 'sections_dcid');
  if (key === null || teacher === null || section === null) return undefined;
  const cells = [
    teacher,
    userKind.staff,
    section,
    'teacher',
    teacher === lead ? 1 : 0,
    dateOf(record, 'start_date'),
    dateOf(record, 'end_date'),
    metadataOf({ roleId: integerOf(record, 'roleid') }),
  ];
  return { key, subkey: enrollmentKind.teacher, schoolKey, schoolYear, cells };
}

/** The lead teacher of a section that has no row of SECTIONTEACHER for it. */
export const leadTeacherRow = (section: number, lead: number, schoolKey: number, schoolYear: number): Translated => ({
  key: section,
  subkey: enrollmentKind.leadTeacher,
  schoolKey,
  schoolYear,
  cells: [lead, userKind.staff, section, 'teacher', 1, null, null, null],
});
