import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../../shared/errors.ts';
import { columnsMissing, type FakePowerSchool } from '../../../../support/fake-powerschool-api.ts';
import { openPretendedSource, smallDistrict } from '../../../../support/powerschool-district.ts';
import type { PulledListing } from '../../../../support/read-rows.ts';

const keys = ({ rows }: PulledListing): readonly unknown[] => rows.map((row) => row['sourceKey']);
const row = ({ rows }: PulledListing, key: number, subkey = 0) =>
  rows.find((one) => one['sourceKey'] === key && one['sourceSubkey'] === subkey);

describe('the roster by named queries', () => {
  it('lists the schools and the district by its name', async () => {
    const listing = await openPretendedSource(smallDistrict()).pull('org', null);
    expect(listing.end).toMatchObject({ complete: true, incremental: false });
    expect(keys(listing)).toEqual([10, 20, 0]);
    expect(row(listing, 0)).toMatchObject({ name: 'Springfield', type: 'district' });
  });

  it('calls the district so where v1 is closed', async () => {
    const { v1: _, ...closed } = smallDistrict();
    expect(row(await openPretendedSource(closed).pull('org', null), 0)).toMatchObject({ name: 'District' });
  });

  it('keeps equally named terms of two schools apart, each under its own year (C24)', async () => {
    const server = openPretendedSource(smallDistrict());
    const first = await server.pull('academicSession', 10);
    const second = await server.pull('academicSession', 20);
    expect([keys(first), keys(second)]).toEqual([
      [501, 502],
      [601, 602],
    ]);
    expect([row(first, 502)?.['parentKey'], row(second, 602)?.['parentKey']]).toEqual([501, 601]);
    expect(row(first, 502)).toMatchObject({ schoolKey: 10, title: 'S1' });
  });

  it('lists courses of the district and of the schools that are taken', async () => {
    const listing = await openPretendedSource(smallDistrict(), { schools: [200] }).pull('course', null);
    expect(keys(listing)).toEqual([80, 81]);
    expect(listing.rows.map((one) => one['schoolKey'])).toEqual([0, 20]);
  });

  it('lists sections as classes (C26)', async () => {
    const listing = await openPretendedSource(smallDistrict()).pull('class', 10);
    expect(listing.rows).toEqual([
      expect.objectContaining({ sourceKey: 700, schoolKey: 10, title: 'Algebra (01)', courseKey: 80, termKeys: [501] }),
    ]);
  });

  it('lists staff of the schools without that of the district, and every student once (C22)', async () => {
    const listing = await openPretendedSource(smallDistrict()).pull('user', null);
    const staff = listing.rows.filter((one) => one['sourceSubkey'] === 0);
    expect(new Set(staff.map((one) => one['sourceKey']))).toEqual(new Set([40, 41, 42, 45]));
    expect(row(listing, 41)).toMatchObject({ orgKeys: [20], enabledUser: 1 });
    expect(row(listing, 42)).toMatchObject({ role: 'teacher' });
    expect(row(listing, 45)).toMatchObject({ role: 'aide' });
    const students = listing.rows.filter((one) => one['sourceSubkey'] === 1);
    expect(new Set(students.map((one) => one['sourceKey']))).toEqual(new Set([9, 11]));
    const copies = students.filter((one) => one['sourceKey'] === 11);
    expect(new Set(copies.map((one) => one['hash'])).size).toBe(1);
  });

  it('leaves out staff without sections where that is chosen, but no co-teacher (C22)', async () => {
    const config = { advanced: { includeStaffWithoutSections: false } };
    const listing = await openPretendedSource(smallDistrict(), config).pull('user', null);
    const staff = listing.rows.filter((one) => one['sourceSubkey'] === 0).map((one) => one['sourceKey']);
    expect(new Set(staff)).toEqual(new Set([40, 41, 42]));
  });

  it('asks for inactive students only where that is chosen', async () => {
    const asked: unknown[] = [];
    const server = smallDistrict();
    server.queries.students = (args) => {
      asked.push(args['inactive']);
      return [];
    };
    await openPretendedSource(server).pull('user', null);
    await openPretendedSource(server, { advanced: { includeInactiveStudents: true } }).pull('user', null);
    expect(asked).toEqual([0, 0, 1, 1]);
  });

  it('lists drops, the lead as primary, co-teachers, and a lead without a row of its own (C27)', async () => {
    const source = openPretendedSource(smallDistrict());
    const listing = await source.pull('enrollment', 10);
    expect(row(listing, 31)).toMatchObject({ endDate: '2026-09-30', metadata: { dropped: true } });
    expect(row(listing, 5, 1)).toMatchObject({ userKey: 40, primary: 1, classKey: 700 });
    expect(row(listing, 6, 1)).toMatchObject({ userKey: 42, primary: 0 });
    expect(listing.rows).toHaveLength(4);
    expect((await source.pull('enrollment', 20)).rows).toEqual([
      expect.objectContaining({ sourceKey: 701, sourceSubkey: 2, userKey: 41, primary: 1, role: 'teacher' }),
    ]);
  });

  it('leaves out co-teachers, and staff who only help, where that is chosen', async () => {
    const own = openPretendedSource(smallDistrict(), {
      advanced: { includeCoTeachers: false, includeStaffWithoutSections: false },
    });
    const listings = [await own.pull('enrollment', 10), await own.pull('enrollment', 20)];
    const teachers = listings.flatMap(({ rows }) => rows).filter((one) => one['role'] === 'teacher');
    expect(teachers.map((one) => [one['userKey'], one['primary']])).toEqual([
      [40, 1],
      [41, 1],
    ]);
    const staff = (await own.pull('user', null)).rows.filter((one) => one['sourceSubkey'] === 0);
    expect(new Set(staff.map((one) => one['sourceKey']))).toEqual(new Set([40, 41]));
  });

  it('reads the sections of a school once for all listings that need them', async () => {
    const { source, api } = openPretendedSource(smallDistrict());
    const { signal } = new AbortController();
    const { scopes } = await source.describe(signal);
    for (const scope of scopes) for await (const message of source.pull(scope, null, signal)) void message;
    expect(api.calls.filter((call) => call === 'sections')).toHaveLength(2);
    expect(api.calls.filter((call) => call === 'terms')).toHaveLength(1);
  });

  it('stops when it is told to', async () => {
    const { source } = openPretendedSource(smallDistrict());
    const looking = new AbortController();
    const { scopes } = await source.describe(looking.signal);
    const pulling = new AbortController();
    pulling.abort(new Error('enough'));
    const read = async (entity: string): Promise<string> => {
      const scope = scopes.find((one) => one.entity === entity);
      if (scope === undefined) return 'no scope';
      try {
        for await (const message of source.pull(scope, null, pulling.signal)) void message;
        return 'went on';
      } catch {
        return 'stopped';
      }
    };
    expect([await read('class'), await read('course'), await read('lineItem'), await read('result')]).toEqual([
      'stopped',
      'stopped',
      'stopped',
      'stopped',
    ]);
  });
});

describe('a list that is not as it should be', () => {
  const roster = ['course', 'class', 'user', 'enrollment', 'academicSession', 'org'] as const;
  const queryOf = {
    course: 'courses',
    class: 'sections',
    user: 'students',
    enrollment: 'enrollments',
    academicSession: 'terms',
    org: 'schools',
  } as const;
  const schoolOf = { course: null, class: 10, user: null, enrollment: 10, academicSession: 10, org: null } as const;

  it('is read once more and cannot remove if it still holds other than was promised (C28)', async () => {
    for (const entity of roster) {
      const server = smallDistrict();
      const source = openPretendedSource({ ...server, counts: { [queryOf[entity]]: 77 } });
      const { end } = await source.pull(entity, schoolOf[entity]);
      expect([entity, end.complete]).toEqual([entity, false]);
      expect(source.api.calls.filter((call) => call === queryOf[entity]).length).toBeGreaterThanOrEqual(2);
    }
  });

  it('is complete if it holds what was promised the second time', async () => {
    const server = smallDistrict();
    let asked = 0;
    const source = openPretendedSource({ ...server, counts: { courses: () => (asked++ === 0 ? 4 : 3) } });
    expect((await source.pull('course', null)).end.complete).toBe(true);
    expect(asked).toBe(2);
  });

  it('cannot remove anything that rests on a list of sections which came short (C27, S9)', async () => {
    for (const entity of ['enrollment', 'category', 'lineItem'] as const) {
      const source = openPretendedSource({ ...smallDistrict(), counts: { sections: 9 } });
      expect([entity, (await source.pull(entity, 10)).end.complete]).toEqual([entity, false]);
    }
  });

  it('counts a record without its key as unreadable, with an issue', async () => {
    const server = smallDistrict();
    server.queries.courses = [
      { dcid: '80', schoolid: '0' },
      { course_name: 'No key', schoolid: '0' },
      { dcid: 'x1', schoolid: '0' },
    ];
    const listing = await openPretendedSource(server).pull('course', null);
    expect(listing).toMatchObject({ unreadable: 2, issues: [{ entity: 'course', sourceKey: 0 }, { sourceKey: 0 }] });
    expect(keys(listing)).toEqual([80]);
  });

  it('does not pass off a school without its key as gone', async () => {
    const server = smallDistrict();
    server.queries.schools = [
      { dcid: '10', school_number: '100', name: 'Adams' },
      { school_number: '200', name: 'Brown' },
    ];
    const listing = await openPretendedSource(server).pull('org', null);
    expect(listing.unreadable + Number(!listing.end.complete)).toBeGreaterThan(0);
    expect(keys(listing)).toEqual([10, 0]);
  });

  it('goes on where a whole listing spans pages', async () => {
    const server = smallDistrict();
    server.queries.courses = Array.from({ length: 2345 }, (_, at) => ({ dcid: String(at + 1), schoolid: '0' }));
    const listing = await openPretendedSource({ ...server, pageSize: 100 }).pull('course', null);
    expect(listing.rows).toHaveLength(2345);
    expect(listing.end.complete).toBe(true);
  });
});

describe('the roster by v1', () => {
  const byV1: FakePowerSchool = {
    queries: {},
    v1: {
      '/ws/v1/district': { name: 'Springfield' },
      '/ws/v1/district/school': [{ id: 10, name: 'Adams', school_number: 100 }],
      '/ws/v1/school/10/term': [
        { id: 501, start_year: 2026, portion: 1, start_date: '2026-08-17', end_date: '2027-06-11', name: '2026-2027' },
        { id: 502, start_year: 2026, portion: 2, start_date: '2026-08-17', end_date: '2027-01-15', name: 'S1' },
      ],
      '/ws/v1/school/10/course': [{ id: 80, course_number: 100, course_name: 'Algebra' }],
      '/ws/v1/school/10/section': [
        {
          id: 700,
          school_id: 10,
          course_id: 80,
          term_id: 501,
          staff_id: 4010,
          section_number: 5,
          gradebooktype: 'PTP',
        },
      ],
      '/ws/v1/school/10/staff': [
        {
          id: 4010,
          users_dcid: 40,
          local_id: 71,
          teacher_username: 'abyron',
          name: { first_name: 'Ada', last_name: 'Byron' },
        },
      ],
      '/ws/v1/school/10/student': ({ q = '' }) =>
        q.includes('==A')
          ? [
              {
                id: 9,
                local_id: 112406,
                student_username: 'jdoe',
                name: { first_name: 'Jo', last_name: 'Doe' },
                school_enrollment: { enroll_status: 'A', enroll_status_code: 0, grade_level: 7, school_number: 100 },
              },
            ]
          : [],
      '/ws/v1/section/700/section_enrollment': [
        { id: 30, section_id: 700, student_id: 9, entry_date: '2026-08-17', exit_date: '2027-06-12', dropped: false },
        { id: 31, section_id: 700, student_id: 12, entry_date: '2026-08-17', exit_date: '2026-09-01', dropped: true },
      ],
    },
  };

  it('stands in for every query that the plugin lacks', async () => {
    const source = openPretendedSource(byV1);
    expect(row(await source.pull('org', null), 10)).toMatchObject({ name: 'Adams', identifier: '100' });
    expect(row(await source.pull('academicSession', 10), 502)).toMatchObject({
      parentKey: 501,
      type: 'semester',
      schoolYear: 2027,
      endDate: '2027-01-16',
    });
    expect(row(await source.pull('course', null), 80)).toMatchObject({ title: 'Algebra', courseCode: '100' });
    expect(row(await source.pull('class', 10), 700)).toMatchObject({
      title: 'Algebra (5)',
      classCode: '100.5',
      courseKey: 80,
      termKeys: [501],
      metadata: { gradebookType: 'PTP' },
    });
    const users = await source.pull('user', null);
    expect(row(users, 40)).toMatchObject({ username: 'abyron', identifier: '71', role: 'teacher', orgKeys: [10] });
    expect(row(users, 9, 1)).toMatchObject({ username: 'jdoe', identifier: '112406', enabledUser: 1, grades: ['07'] });
    const enrollments = await source.pull('enrollment', 10);
    expect(row(enrollments, 30)).toMatchObject({
      userKey: 9,
      classKey: 700,
      beginDate: '2026-08-17',
      endDate: '2027-06-12',
    });
    expect(row(enrollments, 31)).toMatchObject({ endDate: '2026-09-01', metadata: { dropped: true } });
    expect(row(enrollments, 700, 2)).toMatchObject({ userKey: 40, primary: 1 });
  });

  it('is used for one entity alone where only that one’s columns are not granted', async () => {
    const server = smallDistrict();
    server.queries.courses = columnsMissing('courses.credittype');
    const source = openPretendedSource({ ...server, v1: byV1.v1 ?? {} }, { schools: [100] });
    expect(keys(await source.pull('course', null))).toEqual([80]);
    expect(keys(await source.pull('enrollment', 10))).toContain(6);
  });

  it('does not remove what only the other way shows', async () => {
    const known = await openPretendedSource(smallDistrict(), { schools: [100] }).describe();
    const server = smallDistrict();
    server.queries.sectionTeachers = columnsMissing('sectionteacher.id');
    const source = openPretendedSource(server, { schools: [100] });
    const { end } = await source.pull('enrollment', 10);
    const filter = (scopes: typeof known.scopes) => scopes.find((scope) => scope.entity === 'enrollment')?.filter;
    expect(end.complete && filter((await source.describe()).scopes) === filter(known.scopes)).toBe(false);
  });

  it('asks once for a query that the plugin lacks, not again for each school', async () => {
    const source = openPretendedSource(byV1);
    const { signal } = new AbortController();
    const { scopes } = await source.source.describe(signal);
    for (const scope of scopes) {
      if (['category', 'lineItem', 'result'].includes(scope.entity)) continue;
      for await (const message of source.source.pull(scope, null, signal)) void message;
    }
    expect(source.api.calls.filter((call) => call === 'sections')).toHaveLength(1);
  });

  it('fails with what either way would need where both are closed', async () => {
    const server = smallDistrict();
    server.queries.students = columnsMissing('students.student_web_id');
    const { v1: _, ...closed } = server;
    const error: unknown = await openPretendedSource(closed)
      .pull('user', null)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'rights.rosterMissing', details: { fields: ['students.student_web_id'] } });
    expect(error instanceof AppError ? error.message : '').toMatch(/column.*v1/);
  });
});
