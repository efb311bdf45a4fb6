import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openRowBuilder } from '../../../../../electron/connectors/row-builder.ts';
import type { WireRecord } from '../../../../../electron/connectors/powerschool/api/powerschool-api.ts';
import { v1Records } from '../../../../../electron/connectors/powerschool/api/envelopes.ts';
import { classRow, courseRow } from '../../../../../electron/connectors/powerschool/translate/classes.ts';
import {
  enrollmentRow,
  leadTeacherRow,
  teacherRow,
} from '../../../../../electron/connectors/powerschool/translate/enrollments.ts';
import { staffRow, studentRow } from '../../../../../electron/connectors/powerschool/translate/people.ts';
import {
  districtRow,
  schoolRow,
  sessionRow,
} from '../../../../../electron/connectors/powerschool/translate/schools.ts';
import type { Translated } from '../../../../../electron/connectors/powerschool/translate/translated.ts';
import type { EntityType } from '../../../../../shared/oneroster/entity.ts';
import { readRows, type ReadRow } from '../../../../support/read-rows.ts';

function read(entity: EntityType, row: Translated | undefined): ReadRow {
  if (row === undefined) throw new Error('no row');
  const rows = openRowBuilder(entity);
  rows.add(row.key, row.subkey, row.schoolKey, row.schoolYear, row.cells);
  const [only] = readRows(entity, rows.take(0, null));
  return only ?? {};
}

const schools = new Map([
  [100, 10],
  [200, 20],
]);

const fixture = (name: string): unknown =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`../../../../fixtures/powerschool/${name}.json`, import.meta.url)), 'utf8'),
  );

describe('schools and terms', () => {
  it('makes a school of the district of each row, with its number as text', () => {
    const record = {
      dcid: '10',
      school_number: '100',
      name: 'Adams',
      abbreviation: 'AD',
      low_grade: '-1',
      high_grade: '5',
    };
    expect(read('org', schoolRow(record))).toMatchObject({
      sourceKey: 10,
      schoolKey: 10,
      name: 'Adams',
      type: 'school',
      identifier: '100',
      parentKey: 0,
      metadata: { abbreviation: 'AD', lowGrade: -1, highGrade: 5 },
    });
    expect(read('org', districtRow('Springfield'))).toMatchObject({ sourceKey: 0, type: 'district', parentKey: null });
  });

  it('names the year by its end and keeps the last day beside the exclusive end date (C24)', () => {
    const record = {
      dcid: '501',
      id: '3600',
      yearid: '36',
      schoolid: '100',
      name: '2026-2027',
      abbreviation: '26-27',
      firstday: '2026-08-17',
      lastday: '2027-02-28',
      portion: '1',
      isyearrec: '1',
    };
    expect(read('academicSession', sessionRow(record, 10, 501))).toMatchObject({
      sourceKey: 501,
      schoolKey: 10,
      schoolYear: 2027,
      type: 'schoolYear',
      startDate: '2026-08-17',
      endDate: '2027-03-01',
      parentKey: null,
      metadata: { termId: 3600, yearId: 36, portion: 1, lastDay: '2027-02-28', abbreviation: '26-27' },
    });
  });

  it('puts semesters and quarters under the year of their own school (C24)', () => {
    const half = { dcid: '502', id: '3601', yearid: '36', portion: '2', isyearrec: '0', name: 'S1' };
    expect(read('academicSession', sessionRow(half, 10, 501))).toMatchObject({ type: 'semester', parentKey: 501 });
    const quarter = { ...half, dcid: '503', portion: '4' };
    expect(read('academicSession', sessionRow(quarter, 20, 601))).toMatchObject({
      type: 'term',
      parentKey: 601,
      startDate: null,
      endDate: null,
    });
  });

  it('takes a date of 1899 or 1900 for none', () => {
    const record = { dcid: '1', yearid: '36', firstday: '1899-12-31', lastday: '1900-01-01' };
    expect(read('academicSession', sessionRow(record, 10, null))).toMatchObject({ startDate: null, endDate: null });
  });
});

describe('courses and classes', () => {
  it('keeps leading zeros of section and course numbers (C26)', () => {
    const record = {
      dcid: '700',
      id: '71',
      course_number: '0100',
      courses_dcid: '80',
      course_name: 'Algebra',
      section_number: '01',
      terms_dcid: '501',
      expression: '1(A-E)',
      room: '12',
      gradescaleid: '3',
      gradebooktype: '2',
    };
    expect(read('class', classRow(record, 10, 2027))).toMatchObject({
      sourceKey: 700,
      schoolKey: 10,
      schoolYear: 2027,
      title: 'Algebra (01)',
      classCode: '0100.01',
      classType: 'scheduled',
      location: '12',
      periods: ['1(A-E)'],
      courseKey: 80,
      termKeys: [501],
      metadata: { sectionNumber: '01', courseNumber: '0100', sectionId: 71, gradebookType: 'PTP', gradeScaleId: 3 },
    });
  });

  it('keeps a section without course, term and room (C26)', () => {
    const row = read('class', classRow({ dcid: '700', course_number: 'X1', section_number: '2' }, 10, 2027));
    expect(row).toMatchObject({ title: 'X1 (2)', courseKey: null, termKeys: [], periods: [], location: null });
  });

  it('reads recorded answers of v1 courses and sections', () => {
    const [course] = v1Records(fixture('ws_v1_course_list'), 'courses', 'course');
    expect(read('course', courseRow({ ...course, dcid: course?.['id'] }, 0))).toMatchObject({
      sourceKey: 2135,
      title: 'Computer Science I',
      courseCode: 'CSC101',
    });
    const [section] = v1Records(fixture('ws_v1_section_list'), 'sections', 'section');
    expect(read('class', classRow({ ...section, dcid: section?.['id'] }, 3, 2027))).toMatchObject({
      sourceKey: 1500,
      title: ' (5)',
      metadata: { gradebookType: 'PTG' },
    });
  });

  it('cannot read a record without its number', () => {
    expect([
      schoolRow({ name: 'A' }),
      courseRow({ dcid: 'x' }, 0),
      classRow({ dcid: '' }, 10, 2027),
      classRow({ dcid: '  ' }, 10, 2027),
      sessionRow({ dcid: '1' }, 10, null),
      studentRow({ dcid: '1.5' }, schools),
      enrollmentRow({ dcid: '1', students_dcid: '2' }, 10, 2027),
      teacherRow({ id: '1', users_dcid: '2' }, null, 10, 2027),
    ]).toEqual(Array.from({ length: 8 }, () => undefined));
  });
});

describe('people', () => {
  const affiliation = (schoolid: string, more: WireRecord = {}): WireRecord => ({
    schoolstaff_dcid: '1',
    users_dcid: '40',
    schoolid,
    status: '1',
    staffstatus: '1',
    teachernumber: '0071',
    first_name: 'Ada',
    last_name: 'Byron',
    email_addr: 'ada@example.org',
    homeschoolid: '200',
    ...more,
  });
  const nobody: ReadonlySet<number> = new Set();

  it('makes one user of a teacher at two schools, at home in one (C22)', () => {
    const row = read('user', staffRow([affiliation('100'), affiliation('200'), affiliation('300')], schools, nobody));
    expect(row).toMatchObject({
      sourceKey: 40,
      sourceSubkey: 0,
      schoolKey: 20,
      role: 'teacher',
      username: 'ada@example.org',
      identifier: '0071',
      enabledUser: 1,
      orgKeys: [10, 20],
      grades: null,
      metadata: { userDcid: '40', staffStatus: 1 },
    });
  });

  it('leaves out staff of the district alone and takes who also belongs to a school (C22)', () => {
    expect(staffRow([affiliation('0')], schools, nobody)).toBeUndefined();
    expect(read('user', staffRow([affiliation('0'), affiliation('100')], schools, nobody))).toMatchObject({
      orgKeys: [10],
      schoolKey: 10,
    });
  });

  it('takes teachers, substitutes and whoever teaches for teachers, and others for aides (C22)', () => {
    const role = (staffstatus: string, teaches = nobody): unknown =>
      read('user', staffRow([affiliation('100', { staffstatus })], schools, teaches))['role'];
    expect([role('1'), role('2'), role('3'), role('4'), role('2', new Set([40]))]).toEqual([
      'teacher',
      'aide',
      'aide',
      'teacher',
      'teacher',
    ]);
  });

  it('keeps who has left a school, but not as an enabled user', () => {
    const gone = affiliation('100', { status: '2' });
    expect(read('user', staffRow([gone], schools, nobody))).toMatchObject({ enabledUser: 0, orgKeys: [10] });
    expect(read('user', staffRow([gone, affiliation('200')], schools, nobody))).toMatchObject({
      enabledUser: 1,
      orgKeys: [20],
    });
  });

  it('takes the number for the user name where there is no address', () => {
    const row = read('user', staffRow([affiliation('100', { email_addr: undefined })], schools, nobody));
    expect(row).toMatchObject({ username: '0071', email: null });
  });

  it('keeps leading zeros of student numbers and names grades by their codes (C22)', () => {
    const student = (grade_level: string): ReadRow =>
      read(
        'user',
        studentRow(
          {
            dcid: '9',
            id: '8',
            student_number: '000123',
            grade_level,
            enroll_status: '0',
            schoolid: '100',
            last_name: 'Ⅻ',
          },
          schools,
        ),
      );
    expect(student('7')).toMatchObject({
      sourceKey: 9,
      sourceSubkey: 1,
      schoolKey: 10,
      role: 'student',
      identifier: '000123',
      familyName: 'Ⅻ',
      enabledUser: 1,
      orgKeys: [10],
      username: null,
      metadata: { studentId: 8, enrollStatus: 0, gradeLevel: 7 },
    });
    expect(['-3', '-2', '-1', '0', '1', '12'].map((grade) => student(grade)['grades'])).toEqual([
      ['IT'],
      ['PR'],
      ['PK'],
      ['KG'],
      ['01'],
      ['12'],
    ]);
  });

  it('disables a student who is not active and belongs to no school that is taken', () => {
    expect(read('user', studentRow({ dcid: '9', enroll_status: '2', schoolid: '300' }, schools))).toMatchObject({
      enabledUser: 0,
      schoolKey: 0,
      orgKeys: [],
      grades: [],
    });
  });
});

describe('enrollments', () => {
  const cc = {
    dcid: '30',
    students_dcid: '9',
    sections_dcid: '700',
    termid: '3600',
    sectionid: '71',
    dateenrolled: '2026-08-17',
    dateleft: '2027-06-11',
  };

  it('keeps the dates of an enrollment; the day of leaving is exclusive on both sides (C27)', () => {
    expect(read('enrollment', enrollmentRow(cc, 10, 2027))).toMatchObject({
      sourceKey: 30,
      sourceSubkey: 0,
      userKey: 9,
      userKind: 1,
      classKey: 700,
      role: 'student',
      primary: 0,
      beginDate: '2026-08-17',
      endDate: '2027-06-11',
      metadata: null,
    });
  });

  it('ends a dropped enrollment and does not lose it (C27)', () => {
    const dropped = { ...cc, termid: '-3600', sectionid: '-71', dateleft: '2026-10-02' };
    expect(read('enrollment', enrollmentRow(dropped, 10, 2027))).toMatchObject({
      sourceKey: 30,
      endDate: '2026-10-02',
      metadata: { dropped: true },
    });
  });

  it('enrolls the lead teacher as primary and a co-teacher beside (C27)', () => {
    const row = { id: '5', sections_dcid: '700', users_dcid: '40', roleid: '25', start_date: '2026-08-17' };
    expect(read('enrollment', teacherRow(row, 40, 10, 2027))).toMatchObject({
      sourceKey: 5,
      sourceSubkey: 1,
      userKind: 0,
      role: 'teacher',
      primary: 1,
      metadata: { roleId: 25 },
    });
    expect(read('enrollment', teacherRow(row, 41, 10, 2027))).toMatchObject({ primary: 0 });
    expect(read('enrollment', leadTeacherRow(700, 41, 10, 2027))).toMatchObject({
      sourceKey: 700,
      sourceSubkey: 2,
      userKey: 41,
      primary: 1,
    });
  });
});
