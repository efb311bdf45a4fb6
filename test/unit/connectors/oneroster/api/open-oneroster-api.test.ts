import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { openOneRosterApi } from '../../../../../electron/connectors/oneroster/api/open-oneroster-api.ts';
import type { Listing, OneRosterApi } from '../../../../../electron/connectors/oneroster/api/oneroster-api.ts';
import { partnerSchema, type PartnerFile } from '../../../../../shared/integration/partner.ts';
import { startSchoolPassport } from '../../../../../electron/sandbox/school-passport/server.ts';
import { fakeClock } from '../../../../support/fake-clock.ts';
import { startScriptedServer, type Reply, type ScriptedRequest } from '../../../../support/scripted-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const signal = new AbortController().signal;
const secret = 'geheim & wahr';
const lineItems: Listing = { service: 'gradebook', path: '/lineItems', plural: 'lineItems', named: 'line items' };
const schools: Listing = { service: 'rostering', path: '/schools', plural: 'orgs', named: 'schools' };

function open(url: string, change: Partial<PartnerFile> = {}, clientSecret = secret): OneRosterApi {
  const api = openOneRosterApi({
    partner: partnerSchema.parse({ system: 'school-passport', url, clientId: 'client', ...change }),
    clientSecret,
    ca: null,
    environment: 'test',
    requestTimeoutMs: 5000,
    minimumIntervalMs: 0,
    clock: fakeClock(),
    random: () => 0,
  });
  closing.push(() => api.close());
  return api;
}

/** A provider that gives tokens and answers the rest by script. */
async function provider(script: (request: ScriptedRequest, index: number) => Reply) {
  let index = 0;
  let tokens = 0;
  const server = await startScriptedServer((request) =>
    request.path.endsWith('/oauth/token')
      ? { body: { access_token: `t${(tokens += 1)}`, token_type: 'bearer', expires_in: 7199 } }
      : script(request, index++),
  );
  closing.push(() => server.close());
  const asked = () => server.requests.filter(({ path }) => !path.endsWith('/oauth/token'));
  return { url: server.url, asked, server };
}

const items = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ sourcedId: `li-${from + index}` }));

async function read(api: OneRosterApi, listing = lineItems): Promise<readonly unknown[]> {
  const ids: unknown[] = [];
  for await (const { records } of api.list(listing, signal)) ids.push(...records.map(({ sourcedId }) => sourcedId));
  return ids;
}

const all = (count: number) => items(0, count).map(({ sourcedId }) => sourcedId);

describe('reading a OneRoster provider', () => {
  it('signs in by Basic, asks for the scopes of reading alone, and lists every page', async () => {
    const hub = await startSchoolPassport();
    closing.push(() => hub.close());
    hub.records.together(() => {
      for (const { sourcedId } of items(0, 7))
        hub.records.put('lineItem', { sourcedId, status: 'active', dateLastModified: '2026-11-24T00:00:00Z' });
    });
    const api = open(hub.url, { clientId: hub.clientId, pageSize: 3 }, hub.clientSecret);
    expect(await read(api)).toEqual(all(7));
    expect(await api.count(lineItems, signal)).toBe(7);
    expect(hub.requestLog.map(({ path, status }) => [path.split('/').at(-1), status])).toEqual([
      ['token', 200],
      ...Array.from({ length: 4 }, () => ['lineItems', 200]),
    ]);
  });

  it('goes on by offset up to the total where there are no links', async () => {
    const { url, asked } = await provider(({ params }) => {
      const offset = Number(params.get('offset'));
      return { body: { lineItems: items(offset, Math.min(5, offset + 2)) }, headers: { 'x-total-count': '5' } };
    });
    expect(await read(open(url))).toEqual(all(5));
    expect(asked().map(({ params }) => params.get('offset'))).toEqual(['0', '2', '4']);
  });

  it('goes on until an empty page where there is no total either', async () => {
    const { url, asked } = await provider(({ params }) => {
      const offset = Number(params.get('offset'));
      return { body: { lineItems: items(offset, Math.min(3, offset + 2)) } };
    });
    expect(await read(open(url))).toEqual(all(3));
    expect(asked()).toHaveLength(3);
  });

  it('follows no link to another server', async () => {
    const { url, asked } = await provider(({ params }) => {
      const offset = Number(params.get('offset'));
      const headers = { link: '<https://evil.example/next>; rel="next"', 'x-total-count': '2' };
      return { body: { lineItems: items(offset, offset + 1) }, headers };
    });
    expect(await read(open(url))).toEqual(all(2));
    expect(asked().map(({ params }) => params.get('offset'))).toEqual(['0', '1']);
  });

  it('stops where the server sends one page again and again', async () => {
    const { url } = await provider(() => ({ body: { lineItems: items(0, 2) } }));
    await expect(read(open(url))).rejects.toMatchObject({ code: 'remote.badAnswer', recovery: 'stop' });
  });

  it('gets a new token once after a 401, and then gives up', async () => {
    const { url, asked } = await provider(({ headers }) =>
      headers.authorization === 'Bearer t1' ? { status: 401 } : { body: { orgs: [] } },
    );
    expect(await read(open(url), schools)).toEqual([]);
    expect(asked().map(({ headers }) => headers.authorization)).toEqual(['Bearer t1', 'Bearer t2']);

    const never = await provider(() => ({ status: 401 }));
    await expect(read(open(never.url), schools)).rejects.toMatchObject({ code: 'auth.tokenRefused', recovery: 'ask' });
    expect(never.asked()).toHaveLength(2);
  });

  it.each<[string, Reply]>([
    ['a server error', { status: 503 }],
    ['too many requests', { status: 429, headers: { 'retry-after': '2' } }],
    ['a cut-off answer', 'cutOff'],
    ['an answer whose JSON stops halfway', { body: '{"lineItems":[{"sourcedId"' }],
    ['no answer', 'hangUp'],
  ])('tries again after %s', async (_, first) => {
    const { url, asked } = await provider((_request, index) =>
      index === 0 ? first : { body: { lineItems: items(0, 1) }, headers: { 'x-total-count': '1' } },
    );
    expect(await read(open(url))).toEqual(all(1));
    expect(asked()).toHaveLength(2);
  });

  it.each<[number, unknown, string]>([
    [403, { imsx_codeMinor: 'forbidden' }, 'rights.refused'],
    [404, { imsx_codeMinor: 'unknown object' }, 'remote.notOffered'],
    [404, '<html></html>', 'net.notOneRoster'],
    [501, {}, 'remote.notOffered'],
    [400, { imsx_codeMinor: 'invalid data' }, 'remote.badRequest'],
    [302, '', 'net.notOneRoster'],
    [200, '<html>Sign in</html>', 'net.notOneRoster'],
  ])('does not try again after %d %j: %s', async (status, body, code) => {
    const { url, asked } = await provider(() => ({ status, body }));
    await expect(read(open(url))).rejects.toMatchObject({ code });
    expect(asked()).toHaveLength(1);
  });

  it('says that the credentials are refused, and asks without scopes where those are', async () => {
    const refusing = await startScriptedServer(() => ({ status: 401, body: { error: 'invalid_client' } }));
    closing.push(() => refusing.close());
    await expect(open(refusing.url).signIn(signal)).rejects.toMatchObject({
      code: 'auth.invalidClient',
      recovery: 'ask',
    });

    const forms: string[] = [];
    const narrow = await startScriptedServer(({ body }) => {
      forms.push(body);
      return body.includes('scope')
        ? { status: 400, body: { error: 'invalid_scope' } }
        : { body: { access_token: 't', expires_in: 60 } };
    });
    closing.push(() => narrow.close());
    await open(narrow.url).signIn(signal);
    expect(forms[0]).toContain(encodeURIComponent('/v1p1/scope/gradebook.readonly'));
    expect(forms[0]).not.toMatch(/createput|delete/);
    expect(forms[1]).toBe('grant_type=client_credentials');
  });

  it('finds the two services of OneRoster 1.2 at their own paths', async () => {
    const { url, asked } = await provider(({ path }) => ({
      body: path.endsWith('/schools') ? { orgs: [] } : { lineItems: [] },
    }));
    const api = open(url, { version: '1.2' });
    await read(api, schools);
    await read(api);
    expect(asked().map(({ path }) => path)).toEqual([
      '/datahub/services/ims/oneroster/rostering/v1p2/schools',
      '/datahub/services/ims/oneroster/gradebook/v1p2/lineItems',
    ]);
  });

  it('signs each request after OAuth 1.0a, over the decoded query, and asks for no token', async () => {
    const { url, server } = await provider(({ params }) => ({
      body: { lineItems: params.get('offset') === '0' ? items(0, 1) : [] },
      headers: params.get('offset') === '0' ? { link: '</next?filter=title%3D%27a%20b%27&b=1>; rel="next"' } : {},
    }));
    await read(open(url, { auth: 'oauth1' }));
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/datahub/services/ims/oneroster/v1p1/lineItems',
      '/next',
    ]);
    for (const request of server.requests) {
      const { signature, expected } = signatureOf(url, request);
      expect(signature).toBe(expected);
    }
    const nonces = server.requests.map(({ headers }) => /oauth_nonce="([^"]+)"/.exec(headers.authorization ?? '')?.[1]);
    expect(new Set(nonces).size).toBe(2);
  });

  it('sends nothing to a plain http address that is not this computer', () => {
    expect(() => open('http://hub.example.org')).toThrow(expect.objectContaining({ code: 'config.insecureUrl' }));
  });
});

/** As a server would check it (RFC 5849 §3.4), from the request as it came. */
function signatureOf(url: string, { headers, path, params }: ScriptedRequest) {
  const given = new Map(
    [...(headers.authorization ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      decodeURIComponent(value),
    ]),
  );
  const signature = given.get('oauth_signature');
  given.delete('oauth_signature');
  const encode = (text: string) =>
    encodeURIComponent(text).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const pairs = [...given, ...params].map(([name, value]) => `${encode(name)}=${encode(value)}`).toSorted();
  const base = ['GET', url + path, pairs.join('&')].map(encode).join('&');
  return {
    signature,
    expected: createHmac('sha1', `${encode(secret)}&`)
      .update(base)
      .digest('base64'),
  };
}
