import { describe, expect, it } from 'vitest';
import { send, startTestServer, tokenIn } from '../../../support/sandbox/sandbox-server.ts';

const basic = (user: string, secret: string) => ({
  Authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
});
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const grant = 'grant_type=client_credentials';

describe('sandbox sign-in', () => {
  it.each(['/oauth/access_token', '/oauth/access_token/'])(
    'gives a bearer token at %s with its lifetime as text',
    async (path) => {
      await using test = await startTestServer();
      const answer = await send(test.server.url, 'POST', path, grant, {
        ...basic(test.clientId, test.clientSecret),
        ...form,
      });
      expect(answer.status).toBe(200);
      expect(answer.json).toEqual({
        access_token: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
        token_type: 'Bearer',
        expires_in: '3600',
      });
    },
  );

  it('takes the grant type from the query with an empty body', async () => {
    await using test = await startTestServer();
    const answer = await send(
      test.server.url,
      'POST',
      `/oauth/access_token?${grant}`,
      undefined,
      basic(test.clientId, test.clientSecret),
    );
    expect(answer.status).toBe(200);
  });

  it('writes the lifetime as a number where the switch says so', async () => {
    await using test = await startTestServer({}, { switches: { expiresInAsNumber: true, tokenLifetimeSeconds: 5 } });
    expect((await test.signIn()).json).toMatchObject({ expires_in: 5 });
  });

  it('refuses wrong credentials and credentials in the body', async () => {
    await using test = await startTestServer();
    const wrong = await test.signIn(test.clientId, 'wrong');
    expect([wrong.status, wrong.json]).toEqual([401, { error: 'invalid_client' }]);
    const inBody = `${grant}&client_id=${test.clientId}&client_secret=${test.clientSecret}`;
    const answer = await send(test.server.url, 'POST', '/oauth/access_token', inBody, form);
    expect([answer.status, answer.json]).toEqual([401, { error: 'invalid_client' }]);
  });

  it('refuses other grant types', async () => {
    await using test = await startTestServer();
    const headers = { ...basic(test.clientId, test.clientSecret), ...form };
    const answer = await send(test.server.url, 'POST', '/oauth/access_token', 'grant_type=password', headers);
    expect([answer.status, answer.json]).toEqual([400, { error: 'unsupported_grant_type' }]);
  });

  it('knows a disabled plugin no longer, neither its credentials nor its token', async () => {
    await using test = await startTestServer();
    test.server.setEnabled(1, false);
    const answer = await test.signIn();
    expect([answer.status, answer.json]).toEqual([401, { error: 'invalid_client' }]);
    expect((await test.ask('GET', '/ws/schema/table/cc/count')).status).toBe(401);
  });

  it('ends a token after its lifetime with an empty 401 that says so in a header', async () => {
    let time = Date.parse('2026-11-24T08:00:00Z');
    await using test = await startTestServer({}, { now: () => new Date(time), switches: { tokenLifetimeSeconds: 2 } });
    expect((await test.ask('GET', '/ws/schema/table/cc/count')).status).toBe(200);
    time += 2001;
    const answer = await test.ask('GET', '/ws/schema/table/cc/count');
    expect([answer.status, answer.text]).toEqual([401, '']);
    expect(answer.headers.get('www-authenticate')).toBe(
      'Bearer error="invalid_token",realm="PowerSchool",error_description="The access token has expired"',
    );
  });

  it('gives the same token again with what is left of its lifetime, where the switch says so', async () => {
    let time = Date.parse('2026-11-24T08:00:00Z');
    await using test = await startTestServer({}, { now: () => new Date(time), switches: { reissueSameToken: true } });
    const first = await test.signIn();
    time += 600_000;
    const second = await test.signIn();
    expect(tokenIn(second.json)).toBe(tokenIn(first.json));
    expect(second.json).toMatchObject({ expires_in: '3000' });
  });

  it('kills tokens and credentials when they are regenerated', async () => {
    await using test = await startTestServer();
    const renewed = test.server.regenerateSecret(1);
    expect((await test.ask('GET', '/ws/schema/table/cc/count')).status).toBe(401);
    expect((await test.signIn()).status).toBe(401);
    expect((await test.signIn(renewed.clientId ?? '', renewed.clientSecret ?? '')).status).toBe(200);
  });

  it('answers an unknown token like an expired one', async () => {
    await using test = await startTestServer();
    const answer = await test.ask('GET', '/ws/schema/table/cc/count', undefined, { Authorization: 'Bearer nobody' });
    expect([answer.status, answer.text]).toEqual([401, '']);
    expect(answer.headers.get('www-authenticate')).toContain('invalid_token');
  });
});
