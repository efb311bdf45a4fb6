import { enrollmentKind, userKind } from '../../../../shared/oneroster/entity.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import type { Translated } from './translated.ts';
import { dateOf, integerOf, metadataOf } from './wire-values.ts';

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
