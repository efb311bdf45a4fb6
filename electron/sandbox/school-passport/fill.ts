import type { Database } from 'better-sqlite3';
import type { Entity } from './collections.ts';
import type { HubRecords } from './records.ts';

type Row = Readonly<Record<string, string | number | null>>;

/** The hub's own ids: they say nothing of PowerSchool's, and hold `+` and `/`, which paths must carry encoded. */
const idOf = (entity: Entity, kind: string, key: string | number | null | undefined): string =>
  `gg/${entity}+${kind}${key}`;

const ref = (entity: Entity, kind: string, key: string | number | null | undefined, type: string = entity) => ({
  sourcedId: idOf(entity, kind, key),
  type,
});

const dayAfter = (day: Row[string] | undefined): string =>
  new Date(Date.parse(`${String(day)}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

const districtId = 'd';

/**
 * Puts in the roster of a district as School Passport would have imported it: schools, terms (all of type `term`), courses, classes,
 * people, enrollments of the school year `yearId`. Nobody has graded yet: there are no categories, line items and results.
 */
export function fillFromDistrict(records: HubRecords, district: Database, yearId: number, importedAt: Date): void {
  const dateLastModified = importedAt.toISOString();
  const rows = (sql: string, ...values: number[]): IterableIterator<Row> =>
    district.prepare<number[], Row>(sql).iterate(...values);
  const put = (entity: Entity, sourcedId: string, more: Readonly<Record<string, unknown>>): void =>
    records.putShaped(entity, { sourcedId, status: 'active', dateLastModified, ...more });
  const [first, last] = [yearId * 100, yearId * 100 + 99];

  records.together(() => {
    put('org', idOf('org', districtId, 0), { name: 'Sandbox School District', type: 'district', identifier: '0' });
    for (const row of rows('SELECT * FROM SCHOOLS WHERE SCHOOL_NUMBER <> 999999')) {
      put('org', idOf('org', 's', row['SCHOOL_NUMBER']), {
        name: row['NAME'],
        type: 'school',
        identifier: String(row['SCHOOL_NUMBER']),
        parent: ref('org', districtId, 0, 'district'),
      });
    }
    const terms = 'SELECT * FROM TERMS WHERE ID BETWEEN ? AND ? AND SCHOOLID IN (SELECT SCHOOL_NUMBER FROM SCHOOLS)';
    for (const row of rows(terms, first, last)) {
      put('academicSession', termId(row['SCHOOLID'], row['ID']), {
        title: row['NAME'],
        type: 'term',
        startDate: row['FIRSTDAY'],
        endDate: dayAfter(row['LASTDAY']),
        schoolYear: String(yearId + 1991),
      });
    }
    for (const row of rows('SELECT * FROM COURSES')) {
      put('course', idOf('course', 'c', row['DCID']), {
        title: row['COURSE_NAME'],
        courseCode: row['COURSE_NUMBER'],
        org: ref('org', districtId, 0, 'district'),
      });
    }
    const sections = `SELECT s.*, c.DCID AS COURSE, c.COURSE_NAME FROM SECTIONS s JOIN COURSES c USING (COURSE_NUMBER)
      WHERE s.TERMID BETWEEN ? AND ?`;
    for (const row of rows(sections, first, last)) {
      put('class', idOf('class', 'c', row['DCID']), {
        title: `${row['COURSE_NAME']} (${row['SECTION_NUMBER']})`,
        classCode: `${row['COURSE_NUMBER']}.${row['SECTION_NUMBER']}`,
        classType: 'scheduled',
        course: ref('course', 'c', row['COURSE']),
        school: ref('org', 's', row['SCHOOLID'], 'school'),
        terms: [{ sourcedId: termId(row['SCHOOLID'], row['TERMID']), type: 'term' }],
      });
    }
    for (const row of rows('SELECT * FROM STUDENTS')) {
      put('user', idOf('user', 's', row['DCID']), {
        ...personOf(row),
        username: `s${row['STUDENT_NUMBER']}`,
        enabledUser: row['ENROLL_STATUS'] === 0 ? 'true' : 'false',
        role: 'student',
        identifier: String(row['STUDENT_NUMBER']),
        orgs: [orgOf(row['SCHOOLID'])],
      });
    }
    for (const row of rows('SELECT * FROM USERS')) {
      put('user', idOf('user', 't', row['DCID']), {
        ...personOf(row),
        username: `t${row['TEACHERNUMBER']}`,
        enabledUser: 'true',
        role: 'teacher',
        identifier: String(row['TEACHERNUMBER']),
        ...(row['EMAIL_ADDR'] === null ? {} : { email: row['EMAIL_ADDR'] }),
        orgs: [orgOf(row['HOMESCHOOLID'])],
      });
    }
    const studying = `SELECT cc.*, st.DCID AS STUDENT, s.DCID AS SECTION FROM CC cc
      JOIN STUDENTS st ON st.ID = cc.STUDENTID JOIN SECTIONS s ON s.ID = cc.SECTIONID WHERE s.TERMID BETWEEN ? AND ?`;
    for (const row of rows(studying, first, last)) {
      put('enrollment', idOf('enrollment', 's', row['DCID']), {
        user: ref('user', 's', row['STUDENT'], 'student'),
        class: ref('class', 'c', row['SECTION']),
        school: ref('org', 's', row['SCHOOLID'], 'school'),
        role: 'student',
        beginDate: row['DATEENROLLED'],
        endDate: row['DATELEFT'],
      });
    }
    const teaching = `SELECT s.DCID, s.SCHOOLID, f.USERS_DCID FROM SECTIONS s JOIN SCHOOLSTAFF f ON f.ID = s.TEACHER
      WHERE s.TERMID BETWEEN ? AND ?`;
    for (const row of rows(teaching, first, last)) {
      put('enrollment', idOf('enrollment', 't', row['DCID']), {
        user: ref('user', 't', row['USERS_DCID'], 'teacher'),
        class: ref('class', 'c', row['DCID']),
        school: ref('org', 's', row['SCHOOLID'], 'school'),
        role: 'teacher',
        primary: 'true',
      });
    }
  });
}

const termId = (school: Row[string] | undefined, term: Row[string] | undefined): string =>
  idOf('academicSession', 't', `${school}-${term}`);

/** Who works for the district (0) or has left (999999) is of no school. */
const orgOf = (school: Row[string] | undefined) =>
  school === 0 || school === 999_999 ? ref('org', districtId, 0, 'district') : ref('org', 's', school, 'school');

const personOf = (row: Row) => ({
  givenName: row['FIRST_NAME'],
  ...(row['MIDDLE_NAME'] === null ? {} : { middleName: row['MIDDLE_NAME'] }),
  familyName: row['LAST_NAME'],
});
