import { afterEach, describe, expect, it } from 'vitest';
import { openPowerSchoolApi } from '../../../../../electron/connectors/powerschool/api/open-powerschool-api.ts';
import { fakeClock } from '../../../../support/fake-clock.ts';
import { scriptPowerSchool, type ScriptedPowerSchool } from '../../../../support/scripted-powerschool.ts';
import { startScriptedServer, type Reply } from '../../../../support/scripted-server.ts';

const never = new AbortController().signal;
const opened: { close(): Promise<void> }[] = [];
const expired = {
  status: 401,
  headers: {
    'www-authenticate':
      'Bearer error="invalid_token",realm="PowerSchool",error_description="The access token has expired"',
  },
} as const;
const district = { body: { district: { name: 'Example' } } } as const;

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function scripted(...args: Parameters<typeof scriptPowerSchool>): Promise<ScriptedPowerSchool> {
  const made = await scriptPowerSchool(...args);
  opened.push(made);
  return made;
}

/** A server that answers the request for a token as told, and all else with a district. */
async function tokenServer(...replies: Reply[]) {
  let asked = 0;
  const server = await startScriptedServer((request) => {
    if (!request.path.startsWith('/oauth/')) return district;
    asked += 1;
    return replies[Math.min(asked, replies.length) - 1] ?? {};
  });
  const clock = fakeClock();
  const api = openPowerSchoolApi({
    url: server.url,
    clientId: 'an id',
    clientSecret: 'ümlaut:colon',
    ca: null,
    environment: 'test',
    requestTimeoutMs: 5000,
    minimumIntervalMs: 0,
    pageSize: 0,
    maxRequestsInFlight: 1,
    clock,
    random: () => 0.5,
  });
  opened.push(api, server);
  return { api, server, clock, asked: () => asked };
}

describe('powerschool oauth', () => {
  it('asks for a token as a plugin must and sends it as bearer', async () => {
    const { api, server } = await tokenServer({ body: { access_token: 'abc', expires_in: '3600' } });
    await api.signIn(never);
    await api.v1One('/ws/v1/district', 'district', never);
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/oauth/access_token/',
      body: 'grant_type=client_credentials',
    });
    const [scheme, encoded = ''] = (server.requests[0]?.headers.authorization ?? '').split(' ');
    expect([scheme, Buffer.from(encoded, 'base64').toString('utf8')]).toEqual(['Basic', 'an id:ümlaut:colon']);
    expect(server.requests[1]?.headers).toMatchObject({ authorization: 'Bearer abc', accept: 'application/json' });
    expect(api.requests).toBe(2);
  });

  it.each(['600', 600])(
    'renews a token a minute before its end, whether that came as text or number: %j',
    async (life) => {
      const { api, clock, asked } = await tokenServer({ body: { access_token: 'abc', expires_in: life } });
      await api.v1One('/ws/v1/district', 'district', never);
      clock.advance(539_000);
      await api.v1One('/ws/v1/district', 'district', never);
      expect(asked()).toBe(1);
      clock.advance(2000);
      await api.v1One('/ws/v1/district', 'district', never);
      expect(asked()).toBe(2);
    },
  );

  it('uses a token of a few seconds, and one without a readable lifetime, for what it is worth', async () => {
    const short = await tokenServer({ body: { access_token: 'abc', expires_in: '4' } });
    for (let i = 0; i < 3; i += 1) await short.api.v1One('/ws/v1/district', 'district', never);
    expect(short.asked()).toBe(1);
    const strange = await tokenServer({ body: { access_token: 'abc', expires_in: 'soon' } });
    for (let i = 0; i < 3; i += 1) await strange.api.v1One('/ws/v1/district', 'district', never);
    expect(strange.asked()).toBe(3);
  });

  it('fetches one token however many calls wait for it', async () => {
    const { api, tokens } = await scripted(() => district);
    await Promise.all([1, 2, 3].map(() => api.v1One('/ws/v1/district', 'district', never)));
    expect(tokens()).toBe(1);
  });

  it('does not let a cancelled caller spoil the token that others wait for', async () => {
    const { api } = await scripted(() => district);
    const cancel = new AbortController();
    const first = api.v1One('/ws/v1/district', 'district', cancel.signal);
    const second = api.v1One('/ws/v1/district', 'district', never);
    cancel.abort(new Error('cancelled'));
    await expect(first).rejects.toThrow('cancelled');
    await expect(second).resolves.toEqual({ name: 'Example' });
  });

  it('replaces an expired token once and repeats the call', async () => {
    const { api, calls } = await scripted((_, index) => (index === 0 ? expired : district));
    await expect(api.v1One('/ws/v1/district', 'district', never)).resolves.toEqual({ name: 'Example' });
    expect(calls().map((call) => call.headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('takes a 401 with an empty body for an expired token', async () => {
    const { api, tokens } = await scripted((_, index) => (index === 0 ? { status: 401 } : district));
    await expect(api.v1One('/ws/v1/district', 'district', never)).resolves.toEqual({ name: 'Example' });
    expect(tokens()).toBe(2);
  });

  it('does not go round in circles when every token is refused', async () => {
    const { api, calls, tokens } = await scripted(() => expired);
    await expect(api.v1One('/ws/v1/district', 'district', never)).rejects.toMatchObject({
      code: 'auth.tokenRefused',
      recovery: 'ask',
    });
    expect([calls().length, tokens()]).toEqual([2, 2]);
  });

  it('asks for the right to the core resources without trying again (E2)', async () => {
    const message = 'Plugin is missing required accessLevelV1Api READ permission';
    const { api, calls, tokens } = await scripted(() => ({ status: 401, body: { errorMessage: { message } } }));
    await expect(api.v1One('/ws/v1/district', 'district', never)).rejects.toMatchObject({
      code: 'auth.v1AccessMissing',
      recovery: 'ask',
      fix: expect.stringContaining('accessLevelV1Api'),
    });
    expect([calls().length, tokens()]).toEqual([1, 1]);
  });

  it.each([
    { status: 401, body: { error: 'invalid_client' } },
    { status: 401 },
    { status: 400, body: { error: 'invalid_client' } },
    { status: 200, body: { error: 'invalid_client' } },
  ])('asks for the credentials when they are refused: %j', async (reply) => {
    const { api, asked } = await tokenServer(reply);
    const failure = api.signIn(never);
    await expect(failure).rejects.toMatchObject({
      code: 'auth.invalidClient',
      recovery: 'ask',
      fix: expect.stringContaining('enabled'),
    });
    expect(asked()).toBe(1);
    await expect(failure).rejects.not.toMatchObject({ message: expect.stringMatching(/an id|colon/) });
  });

  it.each([
    { status: 404, body: 'not here' },
    { status: 302, headers: { location: 'https://other.example.org/login?x=1' } },
    { status: 200, body: '<!DOCTYPE html><html>Sign in</html>' },
  ])('says that this is not PowerSchool: %j', async (reply) => {
    const { api } = await tokenServer(reply);
    await expect(api.signIn(never)).rejects.toMatchObject({ code: 'net.notPowerSchool', recovery: 'stop' });
  });

  it('tries again when the server fails, and in vain when it never gives a token', async () => {
    const good = { body: { access_token: 'abc', expires_in: '3600' } };
    const failing = await tokenServer({ status: 503 }, 'hangUp', good);
    await failing.api.signIn(never);
    expect([failing.asked(), failing.clock.sleeps]).toEqual([3, [375, 750]]);
    const never200 = await tokenServer({ body: { hello: 1 } });
    await expect(never200.api.signIn(never)).rejects.toMatchObject({ code: 'remote.badAnswer', recovery: 'stop' });
    expect(never200.asked()).toBe(5);
  });

  it('gets a new token at every sign-in, so that changed credentials show', async () => {
    const { api } = await tokenServer({ body: { access_token: 'abc', expires_in: '3600' } }, { status: 401 });
    await api.signIn(never);
    await expect(api.signIn(never)).rejects.toMatchObject({ code: 'auth.invalidClient' });
  });
});
