import { afterEach, describe, expect, it } from 'vitest';
import type { PowerSchoolApi } from '../../../../../electron/connectors/powerschool/api/powerschool-api.ts';
import type { AppError } from '../../../../../shared/errors.ts';
import { allPages, scriptPowerSchool, type ScriptedPowerSchool } from '../../../../support/scripted-powerschool.ts';
import type { Reply } from '../../../../support/scripted-server.ts';

const never = new AbortController().signal;
const opened: ScriptedPowerSchool[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const query = (api: PowerSchoolApi) => allPages(api.query('org.x.y.z.q', {}, never));
const table = (api: PowerSchoolApi) =>
  allPages(api.table('log', { projection: ['dcid', 'schoolid'], q: 'schoolid==3' }, never));
const v1 = (api: PowerSchoolApi) => api.v1One('/ws/v1/student/7', 'student', never);
const xte = (api: PowerSchoolApi) => api.xte('/ws/xte/teacher_category', { users_dcid: '1' }, never);

/** What a call throws when the server always answers so, and how many requests that took. */
async function thrown(call: (api: PowerSchoolApi) => Promise<unknown>, reply: Reply) {
  const one = await scriptPowerSchool(() => reply);
  opened.push(one);
  const error = (await call(one.api).then(
    () => undefined,
    (reason: unknown) => reason,
  )) as AppError | undefined;
  return { code: error?.code, recovery: error?.recovery, error, requests: one.calls().length };
}

describe('powerschool error answers', () => {
  it('lists every column that a query may not read, as TABLE.FIELD (E10)', async () => {
    const errors = ['students.dob', 'Students.SSN', 'students.dob'].map((field) => ({
      resource: 'org.x.y.z.q',
      field,
      code: 'No access to the field',
    }));
    const got = await thrown(query, { status: 403, body: { message: 'Validation Failed', errors } });
    expect(got).toMatchObject({ code: 'rights.columnsMissing', recovery: 'ask', requests: 1 });
    expect(got.error?.details['fields']).toEqual(['STUDENTS.DOB', 'STUDENTS.SSN']);
    expect(got.error?.fix).toContain('STUDENTS.DOB, STUDENTS.SSN');
  });

  it('puts the table to the column that a table may not show (E7)', async () => {
    const body = {
      message: 'At least one column lacks sufficient permission',
      errors: [{ code: 'NoAccess', field: 'SchoolID', resource: 'Log' }],
    };
    const one = await scriptPowerSchool((request) =>
      request.path.endsWith('/count') ? { body: { count: 1 } } : { status: 403, body },
    );
    opened.push(one);
    await expect(table(one.api)).rejects.toMatchObject({
      code: 'rights.columnsMissing',
      details: { fields: ['LOG.SCHOOLID'], surface: 'table', name: 'log' },
    });
  });

  it('finds the column in the sentence of a gradebook answer (E13)', async () => {
    const body = { message: 'Plugin 744: No access to field assignment.createdbyplugin.' };
    const got = await thrown(xte, { status: 403, body });
    expect(got.error?.details['fields']).toEqual(['ASSIGNMENT.CREATEDBYPLUGIN']);
  });

  it('asks for approval when a right is missing that nobody names', async () => {
    const got = await thrown(xte, { status: 403, body: { message: 'Forbidden' } });
    expect(got).toMatchObject({ code: 'rights.refused', recovery: 'ask', requests: 1 });
  });

  it('says that a query is unknown, be it missing or the plugin disabled (E11)', async () => {
    const got = await thrown(query, { status: 404, body: { message: 'Query not found' } });
    expect(got).toMatchObject({ code: 'query.unknown', recovery: 'ask', requests: 1 });
    expect(got.error?.details).toEqual({ name: 'org.x.y.z.q' });
    expect((await thrown(query, { status: 404, body: '<html>404</html>' })).code).toBe('query.unknown');
  });

  it('names the column that a table does not have (E3)', async () => {
    const message = 'Invalid field specified: foo is not valid column for table: Log';
    const got = await thrown(table, { status: 400, body: { message } });
    expect(got).toMatchObject({ code: 'remote.badRequest', recovery: 'stop' });
    expect(got.error?.details['fields']).toEqual(['LOG.FOO']);
  });

  it.each<[string, (api: PowerSchoolApi) => Promise<unknown>, number, string, string]>([
    ['E1', v1, 404, '{"errorMessage":{"message":"Student not found"}}', 'remote.notFound'],
    ['E4', table, 400, '{"message":"Invalid field foo"}', 'remote.badRequest'],
    [
      'E5',
      table,
      400,
      '{"message":"Invalid number \'x\' passed for comparison to number field Entry_Time"}',
      'remote.badRequest',
    ],
    ['E6', table, 400, '{"message":"Querying not supported against clob or blob field types"}', 'remote.badRequest'],
    ['E8', table, 404, '{"message":"Resource not found"}', 'table.unknown'],
    ['E9', table, 405, '{"message":"GET, POST and PUT are not allowed on table"}', 'table.notExposed'],
    ['E12', query, 400, '{"message":"Argument schoolid is required"}', 'remote.badRequest'],
    ['E14', xte, 403, '{"message":"User does not teach section 12 with EDIT permission"}', 'gradebook.notTeacher'],
    ['E15', xte, 409, '{"message":"Conflict","errors":[{"field":"name","params":{"id":1}}]}', 'remote.badRequest'],
    [
      'E17',
      xte,
      500,
      '{"message":"Unable to find com.pearson.powerschool.xte.model.AssignmentSection with id 123"}',
      'remote.notFound',
    ],
    ['other', v1, 400, 'nothing readable', 'remote.badRequest'],
  ])('does not try again what cannot get better: %s', async (_name, call, status, body, code) => {
    const got = await thrown(call, { status, body });
    expect(got.code).toBe(code);
    expect(['stop', 'skip']).toContain(got.recovery);
    expect(got.requests).toBeLessThanOrEqual(2);
  });

  it('repeats a request once that it is asked to send again (E16)', async () => {
    const got = await thrown(xte, { status: 412, body: { message: 'Resubmit' } });
    expect(got).toMatchObject({ code: 'remote.resubmit', recovery: 'stop', requests: 2 });
  });

  it.each([408, 425, 500, 502, 503, 504])('tries again, then stops, at a status that may pass: %d', async (status) => {
    const got = await thrown(v1, { status, body: 'x' });
    expect(got).toMatchObject({ code: 'remote.serverError', recovery: 'stop', requests: 5 });
  });

  it('says that this is not PowerSchool when a web page comes instead of data', async () => {
    const page = { headers: { 'content-type': 'text/html' }, body: '\n<!DOCTYPE html><title>Sign in</title>' };
    for (const call of [query, table, v1, xte]) {
      expect(await thrown(call, page)).toMatchObject({ code: 'net.notPowerSchool', recovery: 'stop', requests: 1 });
    }
    const forbidden = await thrown(v1, { ...page, status: 403 });
    expect(forbidden.code).toBe('net.notPowerSchool');
  });

  it('does not follow a redirect with the token and names only the origin it points to', async () => {
    const headers = { location: 'https://ps.example.org/public/home.html?session=12345' };
    const got = await thrown(v1, { status: 302, headers });
    expect(got).toMatchObject({ code: 'net.notPowerSchool', requests: 1 });
    expect(got.error?.details['pointsTo']).toBe('https://ps.example.org');
  });

  it('never repeats the words of the server, the token or the arguments', async () => {
    for (const call of [query, table, v1, xte]) {
      for (const status of [400, 401, 403, 404, 409, 500]) {
        const got = await thrown(call, { status, body: { message: 'Doe, Jane has 17.5 token-1' } });
        expect(JSON.stringify([got.error?.message, got.error?.fix, got.error?.details])).not.toMatch(
          /Doe|17\.5|token-|users_dcid/,
        );
      }
    }
  });

  it('takes an error that comes with status 200 for no empty list', async () => {
    const body = { message: 'Validation Failed', errors: [{ field: 'students.dob' }] };
    for (const call of [query, table, xte]) expect((await thrown(call, { body })).code).toBe('remote.badAnswer');
  });
});

describe('powerschool throttle', () => {
  it.each([429, 403, 503])(
    'waits as long as the server says and goes on, whatever the status: %d (E20)',
    async (status) => {
      const message = 'Too many requests. Please wait 3 seconds.';
      const one = await scriptPowerSchool((_, index) =>
        index < 2 ? { status, body: { message } } : { body: { student: { id: 7 } } },
      );
      opened.push(one);
      await expect(v1(one.api)).resolves.toEqual({ id: 7 });
      expect(one.clock.sleeps).toEqual([3000, 3000]);
      expect(one.tokens()).toBe(1);
    },
  );

  it('honours Retry-After before the sentence', async () => {
    const refusal = { status: 429, headers: { 'retry-after': '7' }, body: 'wait 99 seconds' };
    const one = await scriptPowerSchool((_, index) => (index === 0 ? refusal : { body: { student: { id: 7 } } }));
    opened.push(one);
    await v1(one.api);
    expect(one.clock.sleeps).toEqual([7000]);
  });

  it('keeps the interval that it learned for the requests that follow', async () => {
    const refusal = { status: 429, body: { message: 'Too many requests, wait 1 second' } };
    const one = await scriptPowerSchool((_, index) => (index === 1 ? refusal : { body: { student: { id: 7 } } }));
    opened.push(one);
    for (let i = 0; i < 4; i += 1) await v1(one.api);
    expect(one.clock.sleeps).toEqual([1000, 1000, 1000]);
  });

  it('stops in the end at a server that only refuses', async () => {
    const got = await thrown(v1, { status: 429 });
    expect(got).toMatchObject({ code: 'remote.rateLimited', recovery: 'stop', requests: 8 });
  });
});
