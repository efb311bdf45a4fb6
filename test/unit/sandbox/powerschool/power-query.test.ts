import { describe, expect, it } from 'vitest';
import { queryXml } from '../../../support/sandbox/plugin-file.ts';
import type { QueryParts } from '../../../support/sandbox/plugin-file.ts';
import { startTestServer } from '../../../support/sandbox/sandbox-server.ts';

const name = 'org.example.app.roster.students';
const at = `/ws/schema/query/${name}`;
const students: QueryParts = {
  name,
  coreTable: 'students',
  columns: [
    'DCID=STUDENTS.DCID',
    'lastfirst=STUDENTS.LASTFIRST',
    'students.grade_level=STUDENTS.GRADE_LEVEL',
    'dob=STUDENTS.DOB',
  ],
  args: ['name="schoolid" column="STUDENTS.SCHOOLID" required="true"'],
  sql: 'SELECT s.DCID, s.LASTFIRST, s.GRADE_LEVEL, s.DOB FROM STUDENTS s WHERE s.SCHOOLID = :schoolid ORDER BY s.DCID;',
};
const columns = ['DCID', 'LASTFIRST', 'GRADE_LEVEL', 'DOB', 'SCHOOLID', 'ENTRYDATE'].map(
  (field) => `STUDENTS.${field}`,
);
const body = { schoolid: '100' };

interface Listing {
  readonly name?: string;
  readonly count?: number;
  readonly record: readonly { readonly _id?: number; readonly dcid?: string }[];
}
const idsIn = (json: unknown) => (json as Listing).record.map((record) => Number(record.dcid));
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => index + first);

async function district(query: Partial<QueryParts> = {}, rows = 3, fields: readonly string[] = columns) {
  const test = await startTestServer({ fields, queries: [queryXml({ ...students, ...query })] });
  const insert = test.db.prepare(
    "INSERT INTO STUDENTS (DCID, ID, LASTFIRST, GRADE_LEVEL, SCHOOLID, ENTRYDATE) VALUES (?, ?, ?, ?, 100, '2026-08-15')",
  );
  test.db.transaction(() => {
    for (let id = 1; id <= rows; id++) insert.run(id, id + 500, `Doe, ${id}`, id % 3);
  })();
  return test;
}

describe('sandbox named queries', () => {
  it('runs the plugin’s SQL and gives flattened records of text, without nulls', async () => {
    await using test = await district({}, 1);
    expect((await test.ask('POST', at, body)).json).toEqual({
      name: 'STUDENTS',
      record: [{ _name: 'STUDENTS', _id: 1, dcid: '1', lastfirst: 'Doe, 1', grade_level: '1' }],
      '@extensions': 'activities,studentcorefields',
    });
  });

  it('groups the columns by table where the query is not flattened', async () => {
    await using test = await district({ flattened: false }, 1);
    expect((await test.ask('POST', at, body)).json).toMatchObject({
      record: [{ id: 1, name: 'students', tables: { students: { dcid: '1', lastfirst: 'Doe, 1', grade_level: '1' } } }],
    });
  });

  it('gives no name and no ids without a core table', async () => {
    const { coreTable: _, ...without } = students;
    await using test = await startTestServer({ fields: columns, queries: [queryXml(without)] });
    test.db.exec("INSERT INTO STUDENTS (DCID, LASTFIRST, SCHOOLID) VALUES (7, 'Doe', 100)");
    expect((await test.ask('POST', at, body)).json).toEqual({
      record: [{ dcid: '7', lastfirst: 'Doe' }],
      '@extensions': '',
    });
  });

  it('has 100 rows on a page unless asked otherwise, and takes any size', async () => {
    await using test = await district({}, 250);
    expect(idsIn((await test.ask('POST', at, body)).json)).toEqual(upTo(100));
    expect(idsIn((await test.ask('POST', `${at}?page=3`, body)).json)).toEqual(upTo(250, 201));
    expect(idsIn((await test.ask('POST', `${at}?page=4`, body)).json)).toEqual([]);
    expect(idsIn((await test.ask('POST', `${at}?pagesize=5000`, body)).json)).toEqual(upTo(250));
  });

  it('streams everything with a page size of 0 and ignores the page then', async () => {
    await using test = await district({}, 4500);
    const answer = await test.ask('POST', `${at}?pagesize=0&page=3&count=true`, body);
    expect(answer.headers.get('content-length')).toBeNull();
    expect(answer.json).toMatchObject({ count: 4500 });
    expect(idsIn(answer.json)).toEqual(upTo(4500));
  });

  it('clamps pages without a word where the switch sets a limit', async () => {
    await using test = await district({}, 30);
    test.server.switches.maxPageSize['power_query'] = 20;
    expect(idsIn((await test.ask('POST', `${at}?pagesize=1000`, body)).json)).toEqual(upTo(20));
  });

  it('counts, beside the records and alone', async () => {
    await using test = await district({}, 130);
    expect((await test.ask('POST', `${at}?count=true&pagesize=10`, body)).json).toMatchObject({ count: 130 });
    expect((await test.ask('POST', `${at}/count`, body)).json).toEqual({ count: 130 });
    expect((await test.ask('POST', `${at}/count`, { schoolid: 101 })).json).toEqual({ count: 0 });
  });

  it('orders by aliases', async () => {
    await using test = await district({}, 5);
    const order = encodeURIComponent('students.grade_level,dcid;desc');
    expect(idsIn((await test.ask('POST', `${at}?order=${order}`, body)).json)).toEqual([3, 4, 1, 5, 2]);
    expect((await test.ask('POST', `${at}?order=shoe`, body)).status).toBe(400);
  });

  it('filters by $q in the body and in the address', async () => {
    await using test = await district({}, 9);
    const q = 'students.grade_level==1;dcid=gt=1';
    expect(idsIn((await test.ask('POST', at, { ...body, $q: q })).json)).toEqual([4, 7]);
    expect(idsIn((await test.ask('POST', `${at}?$q=${encodeURIComponent(q)}`, body)).json)).toEqual([4, 7]);
    expect((await test.ask('POST', `${at}/count`, { ...body, $q: q })).json).toEqual({ count: 2 });
    expect(idsIn((await test.ask('POST', at, { ...body, $q: 'dob==\u0000' })).json)).toEqual(upTo(9));
    expect((await test.ask('POST', at, { ...body, $q: 'lastfirst==' })).status).toBe(400);
    expect((await test.ask('POST', at, { ...body, $q: 'shoe==1' })).status).toBe(400);
  });

  it('shows the columns of a projection only', async () => {
    await using test = await district({}, 1);
    const { json } = await test.ask('POST', at, { ...body, projection: 'students.lastfirst;dcid' });
    expect(json).toMatchObject({ record: [{ _name: 'STUDENTS', _id: 1, dcid: '1', lastfirst: 'Doe, 1' }] });
    expect((json as { record: object[] }).record[0]).not.toHaveProperty('grade_level');
    expect((await test.ask('POST', at, { ...body, projection: 'shoe' })).status).toBe(400);
  });

  it('takes lists for array arguments, and defaults', async () => {
    await using test = await district(
      {
        args: [
          'name="ids" column="STUDENTS.DCID" type="array" required="true"',
          'name="grade" column="STUDENTS.GRADE_LEVEL" default="1"',
        ],
        sql: 'SELECT DCID, LASTFIRST, GRADE_LEVEL, DOB FROM STUDENTS WHERE DCID IN (:ids) AND abs(GRADE_LEVEL) = :grade ORDER BY DCID',
      },
      8,
    );
    expect(idsIn((await test.ask('POST', at, { ids: [1, '4', 5] })).json)).toEqual([1, 4]);
    expect(idsIn((await test.ask('POST', at, { ids: [1, 4, 5], grade: '2' })).json)).toEqual([5]);
    expect((await test.ask('POST', at, { ids: 4 })).status).toBe(400);
    expect((await test.ask('POST', at, { ids: [] })).status).toBe(400);
  });

  it.each<[string, unknown]>([
    ['a required argument is missing', {}],
    ['a required argument is empty', { schoolid: '' }],
    ['a number is none', { schoolid: 'x' }],
    ['a list is given for a single value', { schoolid: [100] }],
    ['an argument is unknown', { schoolid: 100, shoe: 7 }],
    ['the body is a list', []],
    ['the body is no JSON', '{'],
  ])('answers 400 with a message where %s (E12)', async (_, wrong) => {
    await using test = await district();
    const answer = await test.ask('POST', at, wrong);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ message: expect.stringMatching(/\w/) });
  });

  it('changes letters as an argument’s casing says', async () => {
    await using test = await district({
      args: ['name="text" column="STUDENTS.LASTFIRST" casing="upper"'],
      sql: 'SELECT DCID, LASTFIRST, GRADE_LEVEL, DOB FROM STUDENTS WHERE upper(LASTFIRST) = :text ORDER BY DCID',
    });
    expect(idsIn((await test.ask('POST', at, { text: 'doe, 2' })).json)).toEqual([2]);
  });

  it('refuses with one entry per column without a grant, arguments unread (E10)', async () => {
    await using test = await district({}, 1, ['STUDENTS.DCID', 'STUDENTS.SCHOOLID']);
    const answer = await test.ask('POST', at, {});
    expect(answer.status).toBe(403);
    expect(answer.json).toEqual({
      message: 'Validation Failed',
      errors: ['lastfirst', 'grade_level', 'dob'].map((field) => ({
        resource: name,
        field: `students.${field}`,
        code: 'No access to the field',
      })),
    });
  });

  it('needs grants for the columns of joins and filters too, unless the switch says otherwise', async () => {
    await using test = await district(
      {},
      1,
      columns.filter((column) => column !== 'STUDENTS.SCHOOLID'),
    );
    const answer = await test.ask('POST', at, body);
    expect(answer.json).toMatchObject({ errors: [{ field: 'students.schoolid' }] });
    test.server.switches.grantsForWholeQuery = false;
    expect((await test.ask('POST', at, body)).status).toBe(200);
  });

  it('does not know a query that no enabled plugin has (E11)', async () => {
    await using test = await district();
    const answer = await test.ask('POST', '/ws/schema/query/org.example.app.roster.nobody', {});
    expect(answer.status).toBe(404);
    expect(answer.json).toMatchObject({ message: expect.stringContaining('org.example.app.roster.nobody') });
    expect((await test.ask('GET', at)).status).toBe(405);
  });

  it('lists the queries, and the columns that one needs', async () => {
    await using test = await district();
    expect((await test.ask('GET', '/ws/schema/query/api')).json).toMatchObject({ queries: [{ name }] });
    const { json } = await test.ask('GET', `/ws/powerqueryaccesslist/${name}`);
    expect(json).toMatchObject({
      fields: expect.arrayContaining([{ table: 'STUDENTS', field: 'SCHOOLID', access: 'ViewOnly' }]),
    });
  });

  it('goes on with what the data are now, after any change of a row', async () => {
    await using test = await district({}, 4);
    expect(idsIn((await test.ask('POST', `${at}?pagesize=2`, body)).json)).toEqual([1, 2]);
    test.db.exec('DELETE FROM STUDENTS WHERE DCID = 1');
    expect(idsIn((await test.ask('POST', `${at}?pagesize=2&page=2`, body)).json)).toEqual([4]);
    expect((await test.ask('POST', `${at}/count`, body)).json).toEqual({ count: 3 });
  });
});
