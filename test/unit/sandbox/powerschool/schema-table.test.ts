import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../support/sandbox/sandbox-server.ts';

const fields = ['DCID', 'LASTFIRST', 'GRADE_LEVEL', 'MIDDLE_NAME', 'ENTRYDATE'].map((name) => `STUDENTS.${name}`);
const table = '/ws/schema/table';

async function district(rows = 3) {
  const test = await startTestServer({
    fields: [...fields, 'ASSIGNMENTSCORE.ISLATE', 'ASSIGNMENTSECTION.DESCRIPTION'],
  });
  const insert = test.db.prepare(
    "INSERT INTO STUDENTS (DCID, ID, LASTFIRST, GRADE_LEVEL, SCHOOLID, MIDDLE_NAME, ENTRYDATE) VALUES (?, ?, ?, ?, 100, '', '2026-08-15')",
  );
  for (let id = 1; id <= rows; id++) insert.run(id, id + 500, `Doe, ${String(id).padStart(3, '0')}`, id % 3);
  return test;
}

describe('sandbox schema tables', () => {
  it('lists rows with text values, a number as id, lower-case keys and without nulls', async () => {
    await using test = await district(1);
    const { json } = await test.ask(
      'GET',
      `${table}/Students?projection=DCID,lastfirst,GRADE_LEVEL,middle_name,entrydate`,
    );
    expect(json).toEqual({
      name: 'students',
      record: [
        {
          id: 1,
          name: 'students',
          tables: { students: { dcid: '1', lastfirst: 'Doe, 001', grade_level: '1', entrydate: '2026-08-15' } },
        },
      ],
      '@extensions': 'studentcorefields,u_students_extension',
    });
  });

  it('pages from 1, clamps the size to the maximum and ends with an empty list', async () => {
    await using test = await district(101);
    const pageOf = async (page: number) => {
      const { json } = await test.ask('GET', `${table}/students?projection=dcid&pagesize=10000&page=${page}`);
      return (json as { record: { id: number }[] }).record.map(({ id }) => id);
    };
    expect(await pageOf(1)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(await pageOf(2)).toEqual([101]);
    expect(await pageOf(3)).toEqual([]);
  });

  it('filters and sorts', async () => {
    await using test = await district(6);
    const q = encodeURIComponent('grade_level==1;dcid=gt=1');
    const { json } = await test.ask('GET', `${table}/students?projection=dcid&q=${q}`);
    expect(json).toMatchObject({ record: [{ id: 4 }] });
    const sorted = await test.ask(
      'GET',
      `${table}/students?projection=dcid&sort=lastfirst&sortdescending=true&pagesize=1`,
    );
    expect(sorted.json).toMatchObject({ record: [{ id: 6 }] });
  });

  it('gives one row by its primary key, and 404 for another', async () => {
    await using test = await district();
    const { json } = await test.ask('GET', `${table}/students/2?projection=dcid`);
    expect(json).toEqual({ id: 2, name: 'students', tables: { students: { dcid: '2' } } });
    expect((await test.ask('GET', `${table}/students/99?projection=dcid`)).status).toBe(404);
  });

  it('counts without a grant, unless the count is filtered', async () => {
    await using test = await district();
    expect((await test.ask('GET', `${table}/terms/count`)).json).toEqual({ count: 0 });
    expect((await test.ask('GET', `${table}/students/count?q=grade_level==1`)).json).toEqual({ count: 1 });
    expect((await test.ask('GET', `${table}/terms/count?q=id==1`)).status).toBe(403);
  });

  it('refuses a projected column that does not exist (E3)', async () => {
    await using test = await district();
    const { status, json } = await test.ask('GET', `${table}/students?projection=foo`);
    expect(status).toBe(400);
    expect(json).toEqual({ message: 'Invalid field specified: foo is not valid column for table: Students' });
  });

  it.each([
    ['foo==1', 'Invalid field foo'],
    ['Entrydate==soon', "Invalid date 'soon' passed for comparison to date field EntryDate"],
    ['grade_level==x', "Invalid number 'x' passed for comparison to number field Grade_Level"],
  ])('refuses the filter %s (E4, E5)', async (q, message) => {
    await using test = await district();
    const answer = await test.ask('GET', `${table}/students/count?q=${q}`);
    expect([answer.status, answer.json]).toEqual([400, { message }]);
  });

  it('refuses a filter on a CLOB (E6)', async () => {
    await using test = await district();
    const answer = await test.ask('GET', `${table}/assignmentsection/count?q=description==a`);
    const message = 'Querying not supported against clob or blob field types';
    expect([answer.status, answer.json]).toEqual([400, { message }]);
  });

  it('names each column without a grant: as written in a projection, as the dictionary spells it in a filter (E7)', async () => {
    await using test = await district();
    const projected = await test.ask('GET', `${table}/students?projection=dcid,sChOoLiD,student_number`);
    expect(projected.status).toBe(403);
    expect(projected.json).toEqual({
      message: 'At least one column lacks sufficient permission',
      errors: [
        { code: 'NoAccess', field: 'sChOoLiD', resource: 'Students' },
        { code: 'NoAccess', field: 'student_number', resource: 'Students' },
      ],
    });
    const filtered = await test.ask('GET', `${table}/students?projection=dcid&q=SCHOOLID==1`);
    expect(filtered.json).toMatchObject({ errors: [{ code: 'NoAccess', field: 'SchoolID', resource: 'Students' }] });
    expect((await test.ask('GET', `${table}/students?projection=dcid&sort=schoolid`)).status).toBe(403);
    expect((await test.ask('GET', `${table}/students?projection=*`)).status).toBe(403);
  });

  it('refuses an unknown table (E8) and one that is not exposed (E9)', async () => {
    await using test = await district();
    const unknown = await test.ask('GET', `${table}/shoes?projection=size`);
    expect([unknown.status, unknown.json]).toEqual([404, { message: 'Resource not found' }]);
    const view = await test.ask('GET', `${table}/Teachers?projection=dcid`);
    expect([view.status, view.json]).toEqual([405, { message: 'GET, POST and PUT are not allowed on table' }]);
  });

  it('looks at the table first, then at the columns, then at the grants', async () => {
    await using test = await district();
    expect((await test.ask('GET', `${table}/teachers?projection=foo`)).status).toBe(405);
    expect((await test.ask('GET', `${table}/students?projection=schoolid,foo`)).status).toBe(400);
    expect((await test.ask('GET', `${table}/students?projection=schoolid&q=foo==1`)).status).toBe(400);
    expect((await test.ask('GET', `${table}/students?projection=schoolid&q=dcid==1`)).status).toBe(403);
  });

  it('needs a projection and a page from 1', async () => {
    await using test = await district();
    expect((await test.ask('GET', `${table}/students`)).status).toBe(400);
    expect((await test.ask('GET', `${table}/students?projection=dcid&page=0`)).status).toBe(400);
  });

  it('does not let rows be written, and names what deleting would need', async () => {
    await using test = await district();
    expect((await test.ask('POST', `${table}/students`, {})).status).toBe(405);
    const answer = await test.ask('DELETE', `${table}/students/1`);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('"field":"SchoolID"');
    expect((await test.ask('GET', `${table}/students/count`)).json).toEqual({ count: 3 });
  });

  it('describes a table’s columns with the access to each', async () => {
    await using test = await district();
    const { json } = await test.ask('GET', `${table}/students/metadata?expansions=access`);
    expect(json).toMatchObject({
      columns: expect.arrayContaining([
        { name: 'DCID', type: 'number', access: 'ViewOnly' },
        { name: 'SchoolID', type: 'number', access: 'NoAccess' },
      ]),
    });
  });
});
