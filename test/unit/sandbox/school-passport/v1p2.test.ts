import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../../electron/sandbox/sandbox.ts';

let sandbox: Sandbox;
let authorization = '';
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 7, students: 6, oneroster: '1.2' });
  const { url, clientId, clientSecret } = sandbox.partner;
  const answer = await fetch(`${url}/datahub/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
  });
  authorization = `Bearer ${((await answer.json()) as { access_token: string }).access_token}`;
});
afterAll(() => sandbox.close());

async function ask(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${sandbox.partner.url}/datahub/services/ims/oneroster${path}`, {
    method,
    headers: { authorization },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    json: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
  };
}

type Ref = { readonly sourcedId: string; readonly type: string };
const first = async <T>(path: string, plural: string): Promise<T> =>
  ((await ask('GET', `${path}?limit=1`)).json[plural] as T[])[0] as T;
const klassOf = () => first<{ sourcedId: string; school: Ref; terms: Ref[] }>('/rostering/v1p2/classes', 'classes');

describe('simulated School Passport in OneRoster 1.2', () => {
  it('has a service each for roster and gradebook, and none of 1.1', async () => {
    const asked = ['/rostering/v1p2/users', '/gradebook/v1p2/results', '/rostering/v1p2/results', '/v1p1/users'];
    const answers = await Promise.all(asked.map((path) => ask('GET', path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 404]);
    expect(answers[0]?.headers.get('x-total-count')).toMatch(/^[1-9]/);
    expect(answers[0]?.headers.get('link')).toContain('/rostering/v1p2/users?limit=100&offset=0');
  });

  it('gives people roles at schools, by which they are told apart, and references the types of 1.2', async () => {
    const teacher = await first<{ roles: { role: string; org: Ref }[] }>('/rostering/v1p2/teachers', 'users');
    expect(teacher).not.toHaveProperty('role');
    expect(teacher.roles).toMatchObject([{ roleType: 'primary', role: 'teacher', org: { type: 'org' } }]);
    expect(await klassOf()).toMatchObject({ school: { type: 'org' }, terms: [{ type: 'academicSession' }] });
    expect(await first('/rostering/v1p2/schools', 'orgs')).toMatchObject({ type: 'school' });
  });

  it('takes lists of line items and results, allots ids and tells which is which; one that is wrong spoils the list', async () => {
    const klass = await klassOf();
    const day = '2026-10-01T00:00:00.000Z';
    const lineItem = { title: 'Posted', class: { sourcedId: klass.sourcedId }, assignDate: day, dueDate: day };
    const path = `/gradebook/v1p2/classes/${encodeURIComponent(klass.sourcedId)}/lineItems`;
    const list = [
      { ...lineItem, sourcedId: 'mine-1' },
      { ...lineItem, sourcedId: 'mine-2' },
    ];
    const spoilt = [...list, { ...lineItem, class: { sourcedId: 'another' } }];
    expect((await ask('POST', path, { lineItems: spoilt })).status).toBe(400);
    expect(sandbox.partner.records.all('lineItem')).toEqual([]);
    const { status, json } = await ask('POST', path, { lineItems: list });
    expect(status).toBe(201);
    const pairs = json['sourcedIdPairs'] as { suppliedSourcedId: string; allocatedSourcedId: string }[];
    expect(pairs.map(({ suppliedSourcedId }) => suppliedSourcedId)).toEqual(['mine-1', 'mine-2']);
    const own = pairs[0]?.allocatedSourcedId ?? '';
    expect((await ask('GET', `/gradebook/v1p2/lineItems/${own}`)).status).toBe(200);
    const results = { results: [{ sourcedId: 'r', student: { sourcedId: 's' }, score: 3 }] };
    expect((await ask('POST', `/gradebook/v1p2/lineItems/${own}/results`, results)).status).toBe(201);
    expect((await ask('POST', '/gradebook/v1p2/lineItems/unknown/results', results)).status).toBe(404);
    expect((await ask('POST', '/gradebook/v1p2/lineItems', { lineItems: list })).status).toBe(405);
  });

  it('answers 201 to a PUT of what stands there, and tells refusals in the nested form of 1.2', async () => {
    const put = () => ask('PUT', '/gradebook/v1p2/categories/c1', { category: { title: 'Homework', weight: 2 } });
    expect([(await put()).status, (await put()).status]).toEqual([201, 201]);
    const { status, json } = await ask('GET', '/gradebook/v1p2/categories/unknown');
    expect({ status, json }).toMatchObject({
      status: 404,
      json: {
        imsx_CodeMinor: {
          imsx_codeMinorField: [
            { imsx_codeMinorFieldName: 'TargetEndSystem', imsx_codeMinorFieldValue: 'unknownobject' },
          ],
        },
      },
    });
  });
});
