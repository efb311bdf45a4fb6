import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDistrict } from '../../../../../electron/sandbox/district.ts';
import { openSandboxDatabase } from '../../../../../electron/sandbox/powerschool/database.ts';
import type { InstalledPlugin, SandboxSwitches } from '../../../../../electron/sandbox/powerschool/route.ts';
import { defaultSwitches } from '../../../../../electron/sandbox/powerschool/switches.ts';
import { v1Handler } from '../../../../../electron/sandbox/powerschool/v1/handler.ts';

const plugin: InstalledPlugin = {
  id: 744,
  name: 'p',
  version: '1',
  enabled: true,
  v1Access: 'READ',
  grants: new Map(),
};

interface Asking {
  readonly method?: string;
  readonly plugin?: InstalledPlugin | undefined;
  readonly switches?: Partial<SandboxSwitches>;
}

type Listed = Readonly<Record<string, unknown>>;

describe('the core API', () => {
  let db: Database;
  const one = (sql: string) => db.prepare(sql).pluck().get();
  const all = (sql: string) => db.prepare(sql).pluck().all();
  beforeAll(() => {
    db = openSandboxDatabase();
    createDistrict(db, { seed: 3, students: 450, today: new Date('2026-11-24'), scoresPerStudent: 6 });
  });
  afterAll(() => db.close());

  const ask = (path: string, options: Asking = {}) => {
    const url = new URL(path, 'http://sandbox');
    return v1Handler(
      {
        method: options.method ?? 'GET',
        path: url.pathname,
        params: url.searchParams,
        body: undefined,
        plugin: 'plugin' in options ? options.plugin : plugin,
      },
      {
        db,
        switches: { ...defaultSwitches(), ...options.switches },
        now: () => new Date('2026-11-24T18:00:00Z'),
        recordChange: () => undefined,
        recordWrite: () => undefined,
      },
    );
  };
  const body = (path: string, options?: Asking) =>
    JSON.parse(JSON.stringify(ask(path, options)?.body)) as Readonly<Record<string, Listed>>;
  const page = (path: string, plural: string, singular: string) => {
    const entries = body(path)[plural]?.[singular];
    return (Array.isArray(entries) ? entries : entries === undefined ? [] : [entries]) as readonly Listed[];
  };
  const school = (number: number) => String(one(`SELECT DCID FROM SCHOOLS WHERE SCHOOL_NUMBER = ${number}`));

  describe('access', () => {
    it('answers for metadata and time without a plugin, and for nothing else', () => {
      const { metadata } = body('/ws/v1/metadata', { plugin: undefined });
      expect(metadata).toMatchObject({
        powerschool_version: '25.6.1.0',
        student_max_page_size: 100,
        schema_table_query_max_page_size: 100,
        district_timezone: 'America/Chicago',
      });
      expect(metadata).not.toHaveProperty('plugin_id');
      expect(body('/ws/v1/metadata')['metadata']?.['plugin_id']).toBe(744);
      expect(body('/ws/v1/time', { plugin: undefined })['time']).toMatchObject({
        date: '2026-11-24',
        time: '12:00:00',
      });
      expect(ask('/ws/v1/district', { plugin: undefined })).toBeUndefined();
    });

    it('refuses a plugin without access level with 401 from 25.2 on, except for metadata', () => {
      const none = { ...plugin, v1Access: 'NONE' } as const;
      expect(ask('/ws/v1/district/school', { plugin: none })).toEqual({
        status: 401,
        body: { errorMessage: { message: 'Plugin is missing required accessLevelV1Api READ permission' } },
      });
      expect(ask('/ws/v1/metadata', { plugin: none })?.status).toBe(200);
      expect(ask('/ws/v1/district/school', { plugin: none, switches: { version: '25.1.9.0' } })?.status).toBe(200);
      expect(ask('/ws/v1/district/school', { plugin: none, switches: { version: '25.2.0.0' } })?.status).toBe(401);
    });

    it.each([
      '/ws/v1/student/999999999',
      '/ws/v1/student/x',
      '/ws/v1/school/999999999/student',
      '/ws/v1/nothing/1',
      '/ws/v1/district/nothing',
    ])('has 404 with a message for %s', (path) => {
      expect(ask(path)).toMatchObject({ status: 404, body: { errorMessage: { message: expect.any(String) } } });
    });

    it('is for reading only, and leaves other paths alone', () => {
      expect(ask('/ws/v1/student', { method: 'POST' })?.status).toBe(405);
      expect(ask('/ws/xte/score')).toBeUndefined();
    });
  });

  describe('envelopes', () => {
    it('put a list under plural and singular with both attributes, parted in their own ways', () => {
      const { students } = body('/ws/v1/district/student?pagesize=3');
      expect(students?.['@expansions']).toMatch(/^demographics, addresses, /);
      expect(students?.['@extensions']).toBe('activities,studentcorefields');
      expect(students?.['student']).toHaveLength(3);
    });

    it('hold one row as an object and not as a list, on a last page, too', () => {
      const list = `/ws/v1/section/${String(one('SELECT DCID FROM SECTIONS s WHERE (SELECT count(*) FROM CC WHERE abs(SECTIONID) = s.ID) = 1'))}/section_enrollment`;
      expect(body(list)['section_enrollments']?.['section_enrollment']).toMatchObject({ dropped: false });
      expect(body('/ws/v1/district/student?pagesize=449&page=5')).toMatchObject({
        students: { student: expect.any(Array) },
      });
      const last = body('/ws/v1/district/school?pagesize=2&page=2')['schools']?.['school'];
      expect(last).toMatchObject({ school_number: 302 });
      const asList = body('/ws/v1/district/school?pagesize=2&page=2', { switches: { singleObjectQuirk: false } });
      expect(asList['schools']?.['school']).toMatchObject([{ school_number: 302 }]);
    });

    it('leave the inner key out where there is nothing', () => {
      const { students } = body('/ws/v1/district/student?q=local_id==none');
      expect(Object.keys(students ?? {})).toEqual(['@expansions', '@extensions']);
      expect(body('/ws/v1/district/student?page=50')['students']).not.toHaveProperty('student');
    });

    it('put the attributes of a single one inside it; term and course have no expansions', () => {
      const id = String(one('SELECT min(DCID) FROM STUDENTS'));
      expect(Object.keys(body(`/ws/v1/student/${id}`)['student'] ?? {}).slice(0, 3)).toEqual([
        '@expansions',
        '@extensions',
        'id',
      ]);
      for (const [name, table] of [
        ['term', 'TERMS'],
        ['course', 'COURSES'],
      ]) {
        const object = body(`/ws/v1/${name}/${String(one(`SELECT min(DCID) FROM ${table}`))}`)[name ?? ''];
        expect(object).toHaveProperty('@extensions');
        expect(object).not.toHaveProperty('@expansions');
      }
    });

    it('leave null out, and show what is asked for and empty as the empty text', () => {
      const id = String(
        one(
          'SELECT min(DCID) FROM STUDENTS WHERE MIDDLE_NAME IS NULL AND PERSON_ID NOT IN (SELECT PERSONID FROM PERSONEMAILADDRESSASSOC)',
        ),
      );
      const { student } = body(`/ws/v1/student/${id}?expansions=alerts,contact_info,school_enrollment,nonsense`);
      expect(Object.keys(student?.['name'] ?? {})).toEqual(['first_name', 'last_name']);
      expect(student).toMatchObject({
        alerts: '',
        contact_info: '',
        school_enrollment: { enroll_status: expect.any(String) },
      });
      expect(student).not.toHaveProperty('phones');
      expect(student).not.toHaveProperty('nonsense');
    });

    it('add extensions that exist, one as an object and several as a list', () => {
      const id = String(one('SELECT min(DCID) FROM STUDENTS'));
      const table = (names: string) => body(`/ws/v1/student/${id}?extensions=${names}`)['student']?.['_extension_data'];
      expect(table('studentcorefields,unknown')).toEqual({
        _table_extension: { name: 'studentcorefields', recordFound: false },
      });
      expect(table('activities,studentcorefields')).toMatchObject({ _table_extension: [{}, {}] });
      expect(table('unknown')).toBeUndefined();
    });

    it('make numbers of text that looks like one, unless switched off', () => {
      const [id, text] = ['DCID', 'STUDENT_NUMBER'].map((name) =>
        one(`SELECT ${name} FROM STUDENTS WHERE STUDENT_NUMBER LIKE '000%'`),
      );
      expect(body(`/ws/v1/student/${String(id)}`)['student']?.['local_id']).toBe(Number(text));
      const kept = body(`/ws/v1/student/${String(id)}`, { switches: { numericLookingTextAsNumbers: false } });
      expect(kept['student']?.['local_id']).toBe(text);
    });
  });

  describe('paging', () => {
    it('counts from 1, clamps without a word, and ends with an empty page', () => {
      expect(body('/ws/v1/district/student/count')).toEqual({ resource: { count: 450 } });
      const ids = [1, 2, 3, 4, 5].flatMap((at) =>
        page(`/ws/v1/district/student?pagesize=10000&page=${at}`, 'students', 'student').map((entry) => entry['id']),
      );
      expect(ids).toEqual(all('SELECT DCID FROM STUDENTS ORDER BY DCID'));
      expect(page('/ws/v1/district/student?pagesize=10000&page=6', 'students', 'student')).toEqual([]);
    });

    it.each(['page=0', 'page=x', 'pagesize=-1', 'pagesize=0'])('refuses %s', (params) => {
      expect(ask(`/ws/v1/district/student?${params}`)?.status).toBe(400);
    });

    it('has lists of exactly one page and of one row more', () => {
      expect(body(`/ws/v1/school/${school(100)}/course/count`)).toEqual({ resource: { count: 100 } });
      expect(body(`/ws/v1/school/${school(302)}/course/count`)).toEqual({ resource: { count: 101 } });
      expect(page(`/ws/v1/school/${school(302)}/course?page=2`, 'courses', 'course')).toHaveLength(1);
    });
  });

  describe('resources', () => {
    it('leave the graduated out of the schools, in the list and in the count', () => {
      expect(page('/ws/v1/school', 'schools', 'school').map((entry) => entry['school_number'])).toEqual([
        100, 201, 302,
      ]);
      expect(body('/ws/v1/district/school/count')).toEqual({ resource: { count: 3 } });
      expect(body(`/ws/v1/school/${school(999_999)}`)['school']?.['name']).toBe('Graduated Students');
    });

    it('show a student’s enrollment with its own names', () => {
      const id = String(one('SELECT max(DCID) FROM STUDENTS'));
      const { student } = body(`/ws/v1/student/${id}?expansions=school_enrollment`);
      expect(student?.['school_enrollment']).toMatchObject({
        enroll_status: 'T',
        enroll_status_code: 2,
        school_id: Number(school(Number(one(`SELECT SCHOOLID FROM STUDENTS WHERE DCID = ${id}`)))),
        exit_date: expect.stringMatching(/^2026-/),
      });
    });

    it('list a school’s students without a filter of their own, unless switched on', () => {
      const path = `/ws/v1/school/${String(one('SELECT DCID FROM SCHOOLS WHERE SCHOOL_NUMBER = (SELECT SCHOOLID FROM STUDENTS WHERE ENROLL_STATUS = 2)'))}/student/count`;
      const unfiltered = Number(body(path)['resource']?.['count']);
      const active = Number(body(`${path}?q=school_enrollment.enroll_status==a`)['resource']?.['count']);
      expect(unfiltered).toBeGreaterThan(active);
      expect(body(path, { switches: { studentDefaultFilter: true } })).toEqual({ resource: { count: active } });
    });

    it('list active staff of the school by SchoolStaff, with the person’s key', () => {
      const listed = page(`/ws/v1/school/${school(201)}/staff?expansions=emails`, 'staffs', 'staff');
      expect(listed.map((entry) => entry['id'])).toEqual(
        all('SELECT DCID FROM SCHOOLSTAFF WHERE SCHOOLID = 201 AND STATUS = 1 ORDER BY DCID'),
      );
      expect(listed[0]).toMatchObject({
        users_dcid: one(`SELECT USERS_DCID FROM SCHOOLSTAFF WHERE DCID = ${String(listed[0]?.['id'])}`),
        emails: { work_email: expect.stringMatching(/@/) },
      });
      const atTwo = String(
        one(
          'SELECT min(DCID) FROM SCHOOLSTAFF WHERE USERS_DCID IN (SELECT USERS_DCID FROM SCHOOLSTAFF WHERE SCHOOLID <> 0 GROUP BY 1 HAVING count(*) > 1)',
        ),
      );
      expect(
        body(`/ws/v1/staff/${atTwo}?expansions=school_affiliations`)['staff']?.['school_affiliations'],
      ).toMatchObject({
        school_affiliation: [{}, {}],
      });
    });

    it('list courses by number', () => {
      const numbers = page(`/ws/v1/school/${school(100)}/course`, 'courses', 'course').map((entry) =>
        String(entry['course_number']),
      );
      expect(numbers).toHaveLength(100);
      expect(numbers).toEqual(all('SELECT COURSE_NUMBER FROM COURSES WHERE SCHOOLID = 0 ORDER BY COURSE_NUMBER'));
    });

    it('list sections of the current year, others on demand, with DCIDs throughout', () => {
      const path = `/ws/v1/school/${school(302)}/section`;
      const sections = page(`${path}?pagesize=5`, 'sections', 'section');
      const [first] = sections;
      const id = String(first?.['id']);
      expect(first).toMatchObject({
        school_id: Number(school(302)),
        term_id: one(
          `SELECT t.DCID FROM SECTIONS s JOIN TERMS t ON t.ID = s.TERMID AND t.SCHOOLID = s.SCHOOLID WHERE s.DCID = ${id}`,
        ),
        staff_id: one(`SELECT f.DCID FROM SECTIONS s JOIN SCHOOLSTAFF f ON f.ID = s.TEACHER WHERE s.DCID = ${id}`),
        section_number: Number(one(`SELECT SECTION_NUMBER FROM SECTIONS WHERE DCID = ${id}`)),
        gradebooktype: 'PTP',
      });
      const inYear = (year: number) =>
        one(`SELECT count(*) FROM SECTIONS WHERE SCHOOLID = 302 AND TERMID / 100 = ${year}`);
      expect(body(`${path}/count`)).toEqual({ resource: { count: inYear(36) } });
      expect(body(`${path}/count?q=term.start_year==2022`)).toEqual({ resource: { count: inYear(32) } });
      expect(body(`/ws/v1/section/${id}?expansions=term`)['section']?.['term']).toMatchObject({
        id: first?.['term_id'],
        start_year: 2026,
      });
    });

    it('list terms of the current year by portion and first day, others on demand', () => {
      const path = `/ws/v1/school/${school(201)}/term`;
      expect(page(path, 'terms', 'term').map((entry) => [entry['portion'], entry['abbreviation']])).toEqual([
        [1, '26-27'],
        [2, 'S1'],
        [2, 'S2'],
        [4, 'Q1'],
        [4, 'Q2'],
        [4, 'Q3'],
        [4, 'Q4'],
      ]);
      expect(page(`${path}?q=start_year==2022;portion==1`, 'terms', 'term')).toMatchObject([
        { start_year: 2022, name: '2022-2023' },
      ]);
    });

    it('list a section’s enrollments by student and day, dropped ones marked', () => {
      const id = String(
        one(
          'SELECT s.DCID FROM SECTIONS s JOIN CC ON CC.SECTIONID = -s.ID WHERE s.NO_OF_STUDENTS BETWEEN 3 AND 50 LIMIT 1',
        ),
      );
      const entries = page(`/ws/v1/section/${id}/section_enrollment`, 'section_enrollments', 'section_enrollment');
      expect(entries.filter(({ dropped }) => dropped === true).length).toBeGreaterThan(0);
      expect(new Set(entries.map((entry) => entry['section_id']))).toEqual(new Set([Number(id)]));
      const students = entries.map((entry) => Number(entry['student_id']));
      expect(students).toEqual(students.toSorted((a, b) => a - b));
      expect(body(`/ws/v1/section/${id}/section_enrollment/count`)).toEqual({ resource: { count: entries.length } });
      expect(body(`/ws/v1/section_enrollment/${String(entries[0]?.['id'])}`)['section_enrollment']).toMatchObject({
        ...entries[0],
      });
    });
  });

  describe('filters', () => {
    it.each([
      ['name.last_name==O*', "LAST_NAME LIKE 'O%'"],
      ['school_enrollment.enroll_status_code=lt=0', 'ENROLL_STATUS < 0'],
      ['school_enrollment.enroll_status==g', 'ENROLL_STATUS = 3'],
      [
        'school_enrollment.enroll_status==A;school_enrollment.entry_date=gt=2026-08-01',
        "ENROLL_STATUS = 0 AND ENTRYDATE > '2026-08-01'",
      ],
      ['local_id==0000004', "STUDENT_NUMBER = '0000004'"],
    ])('take %s', (q, where) => {
      const wanted = one(`SELECT count(*) FROM STUDENTS WHERE ${where}`);
      expect(wanted).toBeGreaterThan(0);
      expect(body(`/ws/v1/district/student/count?q=${encodeURIComponent(q)}`)).toEqual({ resource: { count: wanted } });
    });

    it.each(['nonsense', 'shoe_size==42', 'local_id==1,local_id==2;', 'school_enrollment.enroll_status_code==x'])(
      'refuse %s',
      (q) => {
        expect(ask(`/ws/v1/district/student?q=${encodeURIComponent(q)}`)).toMatchObject({
          status: 400,
          body: { errorMessage: { message: expect.any(String) } },
        });
      },
    );
  });
});
