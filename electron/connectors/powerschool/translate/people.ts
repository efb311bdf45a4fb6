import { userKind } from '../../../../shared/oneroster/entity.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import type { SchoolKeys, Translated } from './translated.ts';
import { integerOf, metadataOf, textOf } from './wire-values.ts';

/**
 * One person's rows of SCHOOLSTAFF ⋈ USERS → User with every school that is taken and that they belong to (C22); undefined if there
 * is none or the person has no number. `teaches`: who leads or helps to teach a section.
 */
export function staffRow(
  affiliations: readonly WireRecord[],
  schools: SchoolKeys,
  teaches: ReadonlySet<number>,
): Translated | undefined {
  const [first] = affiliations;
  const key = first === undefined ? null : integerOf(first, 'users_dcid');
  if (first === undefined || key === null) return undefined;
  const keyOf = (row: WireRecord, column: string): number | undefined => schools.get(integerOf(row, column) ?? -1);
  const here = affiliations.filter((row) => keyOf(row, 'schoolid') !== undefined);
  if (here.length === 0) return undefined;
  const current = here.filter((row) => integerOf(row, 'status') !== 2);
  const counting = current.length > 0 ? current : here;
  const orgKeys = [...new Set(counting.map((row) => keyOf(row, 'schoolid') ?? 0))].toSorted((a, b) => a - b);
  const home = keyOf(first, 'homeschoolid');
  const statuses = counting.map((row) => integerOf(row, 'staffstatus'));
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
    JSON.stringify(orgKeys),
    metadataOf({ userDcid: String(key), staffStatus: statuses[0] ?? null }),
  ];
  const schoolKey = home !== undefined && orgKeys.includes(home) ? home : (orgKeys[0] ?? 0);
  return { key, subkey: userKind.staff, schoolKey, schoolYear: 0, cells };
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

/** PowerSchool's grade levels as CEDS codes (OneRoster CSV §6.4): 0 is kindergarten, negatives come before it. */
function gradeOf(level: number | null): string | null {
  if (level === null) return null;
  if (level > 0) return String(level).padStart(2, '0');
  return level === 0 ? 'KG' : level === -1 ? 'PK' : level === -2 ? 'PR' : 'IT';
}
