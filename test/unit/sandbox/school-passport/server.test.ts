import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSchoolPassport, type SchoolPassportServer } from '../../../../electron/sandbox/school-passport/server.ts';
import { startSandbox } from '../../../../electron/sandbox/sandbox.ts';

let time = Date.parse('2026-11-24T12:00:00Z');
let hub: SchoolPassportServer;
beforeEach(async () => {
  time = Date.parse('2026-11-24T12:00:00Z');
  hub = await startSchoolPassport({ now: () => new Date(time) });
});
afterEach(() => hub.close());

const service = '/datahub/services/ims/oneroster/v1p1';
const basic = () => `Basic ${Buffer.from(`${hub.clientId}:${hub.clientSecret}`).toString('base64')}`;

const askToken = (authorization: string | null, body = 'grant_type=client_credentials') =>
  fetch(`${hub.url}/datahub/oauth/token`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(authorization === null ? {} : { authorization }),
    },
  });

async function token(): Promise<string> {
  const { access_token } = (await (await askToken(basic())).json()) as { access_token: string };
  return access_token;
}

async function get(path: string, bearer?: string) {
  const authorization = `Bearer ${bearer ?? (await token())}`;
  const answer = await fetch(hub.url + service + path, { headers: { authorization } });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: JSON.parse(text) as Record<string, unknown> };
}

const lineItems = (...days: readonly string[]) =>
  days.map((day, index) => ({
    entity: 'lineItem',
    record: { sourcedId: `li/${index}`, title: `O'Neil ${index}`, dateLastModified: `2026-11-${day}T00:00:00.000Z` },
  }));

const put = (records: unknown) =>
  fetch(`${hub.url}/sandbox/records`, { method: 'POST', body: JSON.stringify(records) });

const titles = ({ json }: { json: Record<string, unknown> }) =>
  (json['lineItems'] as readonly { readonly title: string }[]).map(({ title }) => title);

describe('simulated School Passport', () => {
  it('gives a token of 7199 seconds for credentials by Basic alone', async () => {
    const answer = await askToken(basic());
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ token_type: 'bearer', expires_in: 7199 });
    const inBody = `grant_type=client_credentials&client_id=${hub.clientId}&client_secret=${hub.clientSecret}`;
    expect((await askToken(null, inBody)).status).toBe(401);
    expect((await askToken('Basic d3Jvbmc6d3Jvbmc=')).status).toBe(401);
    expect((await askToken(basic(), 'grant_type=password')).status).toBe(400);
  });

  it('refuses a token after its end, and none at all', async () => {
    const held = await token();
    expect((await get('/orgs', held)).status).toBe(200);
    time += 7199 * 1000;
    const refused = await get('/orgs', held);
    expect(refused.status).toBe(401);
    expect(refused.json).toMatchObject({ imsx_codeMajor: 'failure', imsx_codeMinor: 'unauthorized' });
    expect((await fetch(`${hub.url}${service}/orgs`)).status).toBe(401);
  });

  it('pages by limit and offset, with the total and links to the pages around', async () => {
    await put(lineItems('01', '02', '03', '04', '05'));
    const middle = await get('/lineItems?limit=2&offset=2');
    expect(titles(middle)).toEqual(["O'Neil 2", "O'Neil 3"]);
    expect(middle.headers.get('x-total-count')).toBe('5');
    const links = middle.headers.get('link') ?? '';
    expect(links).toContain(`<${service}/lineItems?limit=2&offset=4>; rel="next"`);
    expect(links).toContain(`<${service}/lineItems?limit=2&offset=0>; rel="prev"`);
    expect((await get('/lineItems?limit=2&offset=4')).headers.get('link')).not.toContain('rel="next"');
    expect((await get('/lineItems?limit=0')).status).toBe(400);
  });

  it('filters by when a record changed, and by one or two clauses of any field', async () => {
    await put(lineItems('01', '10', '20'));
    const filtered = async (filter: string) => titles(await get(`/lineItems?filter=${encodeURIComponent(filter)}`));
    expect(await filtered("dateLastModified>'2026-11-10T00:00:00.000Z'")).toEqual(["O'Neil 2"]);
    expect(await filtered("dateLastModified>='2026-11-10T00:00:00.000Z'")).toEqual(["O'Neil 1", "O'Neil 2"]);
    expect(await filtered("title='O''Neil 0' OR title~'NEIL 2'")).toEqual(["O'Neil 0", "O'Neil 2"]);
    expect((await get(`/lineItems?filter=${encodeURIComponent("colour='blue'")}`)).json).toMatchObject({
      imsx_codeMinor: 'invalid_filter_field',
    });
    const three = "title='a' AND title='b' AND title='c'";
    expect((await get(`/lineItems?filter=${encodeURIComponent(three)}`)).status).toBe(400);
  });

  it('gives one record by its encoded id, and 404 for another', async () => {
    await put(lineItems('01'));
    expect((await get('/lineItems/li%2F0')).json).toMatchObject({ lineItem: { title: "O'Neil 0", status: 'active' } });
    expect((await get('/lineItems/none')).status).toBe(404);
    expect((await get('/nonsense')).status).toBe(404);
  });

  it('answers an empty list where there is nothing', async () => {
    const { json, headers } = await get('/results');
    expect(json).toEqual({ results: [] });
    expect(headers.get('x-total-count')).toBe('0');
  });

  it('fails as it is told to', async () => {
    const bearer = await token();
    const fault = (body: unknown) => fetch(`${hub.url}/sandbox/faults`, { method: 'POST', body: JSON.stringify(body) });
    await fault([{ fault: 'tooManyRequests', seconds: 3 }]);
    const throttled = await fetch(`${hub.url}${service}/orgs`, { headers: { authorization: `Bearer ${bearer}` } });
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '3']);
    await fault([{ fault: 'truncatedJson' }]);
    await expect(get('/orgs', bearer)).rejects.toThrow(SyntaxError);
    await fault([{ fault: 'status', status: 503, body: {}, times: 'always' }]);
    expect((await get('/orgs', bearer)).status).toBe(503);
    await fetch(`${hub.url}/sandbox/clear-faults`, { method: 'POST' });
    expect((await get('/orgs', bearer)).status).toBe(200);
    expect((await fault([{ fault: 'nonsense' }])).status).toBe(400);
  });

  it('keeps its controls from web pages', async () => {
    const answer = await fetch(`${hub.url}/sandbox/requests`, { headers: { origin: 'https://evil.example' } });
    expect(answer.status).toBe(403);
  });
});

describe('School Passport of the sandbox district', () => {
  it('holds the roster of the district, and no gradebook', async () => {
    const today = new Date('2026-11-24T18:00:00Z');
    const sandbox = await startSandbox({ seed: 7, students: 40, today });
    try {
      await hub.close();
      hub = sandbox.partner;
      const total = async (path: string) => Number((await get(path)).headers.get('x-total-count'));
      expect(sandbox.describe().schoolPassport).toEqual({
        url: hub.url,
        clientId: hub.clientId,
        oneroster: '1.1',
        clientSecret: hub.clientSecret,
        controlUrl: `${hub.url}/sandbox`,
      });
      const schools = await total('/schools');
      expect(schools).toBeGreaterThanOrEqual(3);
      expect(await total('/orgs')).toBe(schools + 1);
      expect(await total('/students')).toBe(40);
      expect(await total('/users')).toBe(40 + (await total('/teachers')));
      expect(await total('/terms')).toBe(await total('/academicSessions'));
      const totals = (paths: readonly string[]) => Promise.all(paths.map(total));
      const roster = await totals(['/terms', '/courses', '/classes', '/teachers', '/enrollments']);
      expect(Math.min(...roster)).toBeGreaterThan(0);
      expect(await totals(['/categories', '/lineItems', '/results'])).toEqual([0, 0, 0]);
    } finally {
      await sandbox.close();
      hub = await startSchoolPassport();
    }
  });

  it('refers only to records that are there', async () => {
    const sandbox = await startSandbox({ seed: 7, students: 40 });
    try {
      const records = sandbox.partner.records.all().map((text) => JSON.parse(text) as Record<string, unknown>);
      const ids = new Set(records.map(({ sourcedId }) => sourcedId));
      const refs = records.flatMap((record) =>
        Object.values(record)
          .flat()
          .flatMap((value) =>
            typeof value === 'object' && value !== null && 'sourcedId' in value ? [value.sourcedId] : [],
          ),
      );
      expect(refs.length).toBeGreaterThan(100);
      expect(refs.filter((id) => !ids.has(id))).toEqual([]);
    } finally {
      await sandbox.close();
    }
  });
});
