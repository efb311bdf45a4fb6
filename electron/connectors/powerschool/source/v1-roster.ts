import { startYearOf } from '../../../../shared/powerschool/term.ts';
import type { SchoolFound } from '../../connector.ts';
import type { PowerSchoolApi, WirePage, WireRecord } from '../api/powerschool-api.ts';
import { integerOf, recordOf, recordsOf, textOf } from '../translate/wire-values.ts';
import { joined, readAll } from './pages.ts';

/** The roster by `/ws/v1` (reference §5), each record under the column names of the named query it stands in for. */
export interface V1Roster {
  schools(): AsyncIterable<WirePage>;
  terms(school: SchoolFound, yearId: number | null): AsyncIterable<WirePage>;
  courses(school: SchoolFound): AsyncIterable<WirePage>;
  sections(school: SchoolFound, yearId: number): AsyncIterable<WirePage>;
  staff(school: SchoolFound): AsyncIterable<WirePage>;
  students(school: SchoolFound, includeInactive: boolean): AsyncIterable<WirePage>;
  enrollments(sections: readonly number[]): AsyncIterable<WirePage>;
}

export function openV1Roster(api: PowerSchoolApi, signal: AbortSignal): V1Roster {
  const list = (path: string, singular: string, params: Readonly<Record<string, string>> = {}) =>
    api.v1List(path, `${singular}s`, singular, params, signal);
  const ofSchool = (school: SchoolFound, singular: string, params: Readonly<Record<string, string>> = {}) =>
    list(`/ws/v1/school/${school.key}/${singular}`, singular, params);
  const courses = (school: SchoolFound) => renamed(list(`/ws/v1/school/${school.key}/course`, 'course'), courseRecord);
  const staff = (school: SchoolFound) =>
    renamed(ofSchool(school, 'staff', { expansions: 'emails' }), (record) => staffRecord(record, school));

  return {
    schools: () => renamed(list('/ws/v1/district/school', 'school'), schoolRecord),
    terms: (school, yearId) =>
      renamed(ofSchool(school, 'term', yearId === null ? {} : { q: `start_year==${startYearOf(yearId)}` }), (record) =>
        termRecord(record, school),
      ),
    courses,
    async *sections(school, yearId) {
      // Sections name their course and their lead teacher by numbers of other lists.
      const coursesByKey = new Map(
        (await readAll(() => courses(school))).records.map((record) => [integerOf(record, 'dcid'), record]),
      );
      const staffByKey = new Map(
        (await readAll(() => staff(school))).records.map((record) => [integerOf(record, 'schoolstaff_dcid'), record]),
      );
      const params = { q: `term.start_year==${startYearOf(yearId)}` };
      yield* renamed(ofSchool(school, 'section', params), (record) =>
        sectionRecord(
          record,
          school,
          coursesByKey.get(integerOf(record, 'course_id')) ?? {},
          staffByKey.get(integerOf(record, 'staff_id')) ?? {},
        ),
      );
    },
    staff,
    students(school, includeInactive) {
      // Those who left in the year have scores in it, too.
      const statuses = includeInactive ? ['A', 'T', 'I', 'P', 'G', 'H'] : ['A', 'T'];
      const lists = statuses.map((status) =>
        ofSchool(school, 'student', {
          expansions: 'school_enrollment',
          q: `school_enrollment.enroll_status==${status}`,
        }),
      );
      return renamed(joined(lists), (record) => studentRecord(record, school));
    },
    enrollments: (sections) =>
      renamed(
        joined(sections.map((section) => list(`/ws/v1/section/${section}/section_enrollment`, 'section_enrollment'))),
        enrollmentRecord,
      ),
  };
}

async function* renamed(
  pages: AsyncIterable<WirePage>,
  rename: (record: WireRecord) => WireRecord,
): AsyncIterable<WirePage> {
  for await (const page of pages) yield { ...page, records: page.records.map(rename) };
}

const schoolRecord = (record: WireRecord): WireRecord => ({ ...record, dcid: record['id'] });

const termRecord = (record: WireRecord, school: SchoolFound): WireRecord => {
  const startYear = integerOf(record, 'start_year');
  return {
    dcid: record['id'],
    yearid: startYear === null ? undefined : startYear - startYearOf(0),
    schoolid: school.number,
    name: record['name'],
    abbreviation: record['abbreviation'],
    firstday: record['start_date'],
    lastday: record['end_date'],
    portion: record['portion'],
    isyearrec: integerOf(record, 'portion') === 1 ? 1 : 0,
  };
};

/** v1 does not say whether a course is a school's own or the district's. */
const courseRecord = (record: WireRecord): WireRecord => ({ ...record, dcid: record['id'], schoolid: 0 });

const sectionRecord = (record: WireRecord, school: SchoolFound, course: WireRecord, lead: WireRecord): WireRecord => ({
  ...record,
  id: undefined,
  dcid: record['id'],
  course_number: course['course_number'],
  course_name: course['course_name'],
  courses_dcid: record['course_id'],
  terms_dcid: record['term_id'],
  schoolid: school.number,
  lead_users_dcid: lead['users_dcid'],
  lead_schoolstaff_dcid: record['staff_id'],
});

const staffRecord = (record: WireRecord, school: SchoolFound): WireRecord => {
  const name = recordOf(record, 'name');
  const emails = recordOf(record, 'emails');
  return {
    schoolstaff_dcid: record['id'],
    users_dcid: record['users_dcid'],
    schoolid: school.number,
    status: 1,
    teachernumber: record['local_id'],
    first_name: name['first_name'],
    middle_name: name['middle_name'],
    last_name: name['last_name'],
    email_addr: textOf(emails, 'work_email') ?? textOf(recordsOf(emails, 'email')[0] ?? {}, 'address') ?? undefined,
    teacher_username: record['teacher_username'],
  };
};

/** Enroll_Status by its letter (reference §5.4); any other is inactive. */
const statusCodes: Readonly<Record<string, number>> = { A: 0, P: -1, T: 2, G: 3, H: 4 };

const studentRecord = (record: WireRecord, school: SchoolFound): WireRecord => {
  const name = recordOf(record, 'name');
  const enrollment = recordOf(record, 'school_enrollment');
  return {
    dcid: record['id'],
    student_number: record['local_id'],
    state_studentnumber: record['state_province_id'],
    first_name: name['first_name'],
    middle_name: name['middle_name'],
    last_name: name['last_name'],
    grade_level: enrollment['grade_level'],
    enroll_status:
      enrollment['enroll_status_code'] ??
      enrollment['status_code'] ??
      statusCodes[(textOf(enrollment, 'enroll_status') ?? '').toUpperCase()],
    schoolid: enrollment['school_number'] ?? school.number,
    student_web_id: record['student_username'],
  };
};

const enrollmentRecord = (record: WireRecord): WireRecord => {
  const sign = record['dropped'] === true || record['dropped'] === 'true' ? -1 : 1;
  return {
    dcid: record['id'],
    students_dcid: record['student_id'],
    sections_dcid: record['section_id'],
    dateenrolled: record['entry_date'],
    dateleft: record['exit_date'],
    termid: sign,
    sectionid: sign,
  };
};
