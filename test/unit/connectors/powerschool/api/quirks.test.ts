import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openPowerSchoolApi } from '../../../../../electron/connectors/powerschool/api/open-powerschool-api.ts';
import { allPages, scriptPowerSchool, type ScriptedPowerSchool } from '../../../../support/scripted-powerschool.ts';
import type { Reply, ScriptedRequest } from '../../../../support/scripted-server.ts';

const never = new AbortController().signal;
const opened: ScriptedPowerSchool[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function scripted(...args: Parameters<typeof scriptPowerSchool>): Promise<ScriptedPowerSchool> {
  const made = await scriptPowerSchool(...args);
  opened.push(made);
  return made;
}

/** Answers counts with `count` and pages with these bodies, then with an empty list. */
const counted =
  (count: number, ...pages: unknown[]) =>
  (request: ScriptedRequest): Reply =>
    request.path.endsWith('/count')
      ? { body: { resource: { count } } }
      : { body: pages[Number(request.params.get('page')) - 1] ?? { students: { '@expansions': '' } } };

const recorded = (name: string) =>
  readFileSync(new URL(`../../../../fixtures/powerschool/${name}`, import.meta.url), 'utf8');

describe('powerschool v1 lists', () => {
  const students = async (one: ScriptedPowerSchool, params: Record<string, string> = {}) =>
    (await allPages(one.api.v1List('/ws/v1/school/3/student', 'students', 'student', params, never))).flatMap(
      (page) => page.records,
    );

  it('takes one object for a list of one, also on the last page', async () => {
    const many = { students: { '@expansions': '', student: [{ id: 1 }, { id: 2 }] } };
    const one = await scripted(counted(3, many, { students: { student: { id: 3 } } }), { pageSize: 2 });
    expect(await students(one)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect(await students(await scripted(counted(1, { students: { student: { id: 9 } } })))).toEqual([{ id: 9 }]);
    expect(await students(await scripted(counted(1, { students: { student: [{ id: 9 }] } })))).toEqual([{ id: 9 }]);
  });

  it.each([
    { students: { '@expansions': 'a, b', '@extensions': 'c,d' } },
    { students: '' },
    { students: { student: '' } },
    { students: null },
  ])('takes a missing or empty member for an empty list: %j', async (body) => {
    expect(await students(await scripted(counted(0, body)))).toEqual([]);
  });

  it('does not take an answer without the list for an empty one', async () => {
    await expect(students(await scripted(counted(1, { staffs: {} })))).rejects.toMatchObject({
      code: 'remote.badAnswer',
    });
    await expect(students(await scripted(counted(1, { students: { student: 'x' } })))).rejects.toMatchObject({
      code: 'remote.badAnswer',
    });
  });

  it('asks for the count with the same filter, and goes on without one that is not offered', async () => {
    const one = await scripted((request) => {
      if (request.path.endsWith('/count')) return { status: 404, body: { errorMessage: { message: 'no' } } };
      const student = request.params.get('page') === '1' ? [{ id: 1 }, { id: 2 }] : undefined;
      return { body: { students: { student } } };
    });
    const pages = await allPages(
      one.api.v1List('/ws/v1/school/3/student', 'students', 'student', { q: 'a==b*;c==d', expansions: 'x' }, never),
    );
    expect(pages).toMatchObject([{ count: null, records: [{ id: 1 }, { id: 2 }] }]);
    expect(one.calls().map((call) => [call.path, call.params.get('q'), call.params.get('expansions')])).toEqual([
      ['/ws/v1/school/3/student/count', 'a==b*;c==d', null],
      ['/ws/v1/school/3/student', 'a==b*;c==d', 'x'],
      ['/ws/v1/school/3/student', 'a==b*;c==d', 'x'],
    ]);
  });

  it('keeps to the page size that the server names for the resource, and leaves it to the server before', async () => {
    const one = await scripted((request) => {
      if (request.path === '/ws/v1/metadata')
        return { body: { metadata: { powerschool_version: '25.2', student_max_page_size: 40 } } };
      return counted(1, { students: { student: { id: 1 } } })(request);
    });
    await students(one);
    await one.api.metadata(never);
    await students(one);
    const lists = one.calls().filter((call) => call.path.endsWith('/student'));
    expect(lists.map((call) => call.params.get('pagesize'))).toEqual([null, '40']);
  });

  it('unwraps a single', async () => {
    const one = await scripted(() => ({ body: { district: { '@extensions': '', name: 'Example' } } }));
    await expect(one.api.v1One('/ws/v1/district', 'district', never)).resolves.toMatchObject({ name: 'Example' });
    await expect(one.api.v1One('/ws/v1/school/1', 'school', never)).rejects.toMatchObject({ code: 'remote.badAnswer' });
  });
});

describe('powerschool tables', () => {
  it('hands the columns out flat and in lower case, page by page', async () => {
    const row = (dcid: number, tables: unknown) => ({ id: dcid, name: 'Students', tables });
    const rows = [row(1, { students: { dcid: '1' } }), row(2, { Students: { DCID: '2' } })];
    const one = await scripted((request) => {
      if (request.path.endsWith('/count')) return { body: { count: 2 } };
      const record = rows.slice(Number(request.params.get('page')) - 1).slice(0, 1);
      return { body: { name: 'STUDENTS', record, '@extensions': '' } };
    });
    const pages = await allPages(one.api.table('Students', { projection: ['dcid', 'id'], q: 'dcid=gt=0' }, never));
    expect(pages.map((page) => page.records)).toEqual([[{ dcid: '1' }], [{ dcid: '2' }]]);
    expect(pages[0]?.count).toBe(2);
    expect(one.calls().map((call) => `${call.path}?${decodeURIComponent(String(call.params))}`)).toEqual([
      '/ws/schema/table/Students/count?q=dcid=gt=0',
      '/ws/schema/table/Students?projection=dcid,id&q=dcid=gt=0&page=1&pagesize=100',
      '/ws/schema/table/Students?projection=dcid,id&q=dcid=gt=0&page=2&pagesize=100',
      '/ws/schema/table/Students?projection=dcid,id&q=dcid=gt=0&page=3&pagesize=100',
    ]);
  });

  it('reads the single-row form and a table without a count', async () => {
    const one = await scripted((request) => {
      if (request.path.endsWith('/count')) return { status: 403, body: { message: 'Forbidden' } };
      return request.params.get('page') === '1'
        ? { body: { id: 5, name: 'terms', tables: { terms: { dcid: '5' } } } }
        : { body: { name: 'terms' } };
    });
    const pages = await allPages(one.api.table('terms', { projection: ['dcid'] }, never));
    expect(pages).toEqual([{ records: [{ dcid: '5' }], count: null, dataVersion: null }]);
  });
});

describe('powerschool queries', () => {
  it.each([
    [{ record: { dcid: '1' }, count: 1 }, [{ dcid: '1' }]],
    [{ record: [], count: 0 }, []],
    [{ name: 'X', '@extensions': '' }, []],
    [{ record: '', count: '0' }, []],
    [{ record: [{ dcid: '1' }, null, 5], count: 3 }, [{ dcid: '1' }, {}, {}]],
  ])('reads one object, nothing, and what is no record: %j', async (body, records) => {
    const one = await scripted(() => ({ body }));
    const pages = await allPages(one.api.query('org.x.y.z.q', {}, never));
    expect(pages.flatMap((page) => page.records)).toEqual(records);
  });
});

describe('powerschool gradebook lists', () => {
  it('reads a list, one object, and leaves out what only guards against a breach', async () => {
    const answers: unknown[] = [
      [{ _id: 1 }, { _id: 2, $breach_mitigation: 'x' }],
      { _id: 3 },
      [{ $breach_mitigation: 'xyz' }, { _id: 4 }],
      { $breach_mitigation: 'x' },
      [],
    ];
    const one = await scripted((_, index) => ({ body: answers[index] }));
    const read = async () =>
      (await one.api.xte('/ws/xte/x', { section_ids: '1,2' }, never)).map((record) => record['_id']);
    expect([await read(), await read(), await read(), await read(), await read()]).toEqual([[1, 2], [3], [4], [], []]);
    expect(one.calls()[0]?.params.get('section_ids')).toBe('1,2');
  });

  it('takes an empty answer for no empty list', async () => {
    const one = await scripted((_, index) => (index < 2 ? { status: 200 } : { body: [{ _id: 1 }] }));
    await expect(one.api.xte('/ws/xte/x', {}, never)).resolves.toHaveLength(1);
    const always = await scripted(() => ({ status: 200, body: ' ' }));
    await expect(always.api.xte('/ws/xte/x', {}, never)).rejects.toMatchObject({
      code: 'remote.badAnswer',
      recovery: 'stop',
    });
  });
});

describe('powerschool metadata', () => {
  it('needs no token and reads version, time zone and page sizes, as numbers or text', async () => {
    const metadata = {
      powerschool_version: '25.2.0.1',
      district_timezone: 'America/New_York',
      plugin_id: 744,
      student_max_page_size: 100,
      section_enrollment_max_page_size: '250',
      schema_table_query_max_page_size: 99,
      sso_enabled_admin: 'false',
    };
    const one = await scripted(() => ({ body: { metadata } }));
    await expect(one.api.metadata(never)).resolves.toEqual({
      version: '25.2.0.1',
      timeZone: 'America/New_York',
      pluginId: 744,
      maxPageSize: { student: 100, section_enrollment: 250, schemaTable: 99 },
    });
    expect([one.tokens(), one.calls()[0]?.headers.authorization]).toEqual([0, undefined]);
  });

  it('comes with a token where the server wants one all the same', async () => {
    const one = await scripted((request) =>
      request.headers.authorization === undefined
        ? { status: 401 }
        : { body: { metadata: { powerschool_version: '19.4' } } },
    );
    await expect(one.api.metadata(never)).resolves.toMatchObject({ version: '19.4', timeZone: null, pluginId: null });
  });

  it.each([{ body: { hello: 'world' } }, { status: 404 }, { body: '<html></html>' }, { status: 301 }])(
    'says that this is not PowerSchool: %j',
    async (reply) => {
      const one = await scripted(() => reply);
      await expect(one.api.metadata(never)).rejects.toMatchObject({ code: 'net.notPowerSchool' });
    },
  );
});

describe('powerschool recorded answers', () => {
  it.each([
    ['ws_v1_course_list.json', 'courses', 'course'],
    ['ws_v1_district_school.json', 'schools', 'school'],
    ['ws_v1_section_list.json', 'sections', 'section'],
  ])('come through the v1 envelope unharmed: %s', async (file, plural, singular) => {
    const body = recorded(file);
    const one = await scripted((request) =>
      request.path.endsWith('/count')
        ? { body: recorded('ws_v1_count.json') }
        : { body: request.params.get('page') === '1' ? body : { [plural]: {} } },
    );
    const pages = await allPages(one.api.v1List('/ws/v1/x', plural, singular, {}, never));
    const whole = JSON.parse(body) as Record<string, Record<string, unknown>>;
    expect(pages.flatMap((page) => page.records)).toEqual(whole[plural]?.[singular]);
    expect(pages[0]?.count).toBe(20);
  });

  it('come through as a gradebook list unharmed', async () => {
    const body = recorded('xte_assignment_lookup_a.json');
    const one = await scripted(() => ({ body }));
    const records = await one.api.xte('/ws/xte/section/assignment/', {}, never);
    expect(records).toEqual(JSON.parse(body));
    expect(records).toHaveLength(17);
  });
});

describe('powerschool address', () => {
  const options = {
    clientId: 'a',
    clientSecret: 'b',
    ca: null,
    requestTimeoutMs: 1000,
    minimumIntervalMs: 0,
    pageSize: 0,
    maxRequestsInFlight: 1,
  };

  it('must begin with https, except on the loopback address of a test (C12)', async () => {
    for (const [url, environment] of [
      ['http://ps.example.org', 'test'],
      ['http://127.0.0.1.example.org', 'test'],
      ['http://127.0.0.1:9', 'production'],
      ['ftp://127.0.0.1', 'test'],
    ] as const) {
      expect(() => openPowerSchoolApi({ ...options, url, environment })).toThrow(
        expect.objectContaining({ code: 'config.insecureUrl', recovery: 'ask' }),
      );
    }
    for (const url of ['https://ps.example.org', 'http://localhost:9', 'http://[::1]:9']) {
      const api = openPowerSchoolApi({ ...options, url, environment: 'test' });
      expect(api.requests).toBe(0);
      await api.close();
    }
  });
});
