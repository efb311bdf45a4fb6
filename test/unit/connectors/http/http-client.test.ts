import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { openHttpClient, type HttpClient } from '../../../../electron/connectors/http/http-client.ts';
import { makeAuthority, makeCertificate } from '../../../support/certificates.ts';
import { startScriptedServer, type Reply } from '../../../support/scripted-server.ts';

const never = new AbortController().signal;
const get = { method: 'GET', path: '/ws/x?page=1', headers: {} } as const;
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

function client(
  url: string,
  more: { ca?: string; environment?: 'test' | 'production'; timeout?: number } = {},
): HttpClient {
  const made = openHttpClient({
    url,
    ca: more.ca ?? null,
    requestTimeoutMs: more.timeout ?? 5000,
    connections: 1,
    peer: { product: 'PowerSchool', environment: more.environment ?? 'production' },
  });
  opened.push(made);
  return made;
}

async function server(reply: Reply, tls?: { key: string; cert: string }) {
  const started = await startScriptedServer(() => reply, tls);
  opened.push(started);
  return started;
}

describe('http-client', () => {
  it('sends to the path below the address and reads the answer whole', async () => {
    const { url, requests } = await server({ status: 200, headers: { 'x-one': 'a' }, body: 'Jürgen 😀' });
    const one = client(`${url}/district/`);
    const answer = await one.send({ ...get, method: 'POST', body: '{"a":1}' }, never);
    expect([answer.status, answer.text, answer.header('x-one'), answer.header('x-two')]).toEqual([
      200,
      'Jürgen 😀',
      'a',
      null,
    ]);
    expect(requests[0]).toMatchObject({ method: 'POST', path: '/district/ws/x', body: '{"a":1}' });
    expect(one.sent).toBe(1);
  });

  it('reads compressed answers', async () => {
    const { url } = await server({ headers: { 'content-encoding': 'gzip' }, body: gzipSync('{"count":3}') });
    expect((await client(url).send(get, never)).text).toBe('{"count":3}');
  });

  it('takes an answer that pretends to be compressed for a bad one', async () => {
    const { url } = await server({ headers: { 'content-encoding': 'gzip' }, body: 'plain' });
    await expect(client(url).send(get, never)).rejects.toMatchObject({ code: 'remote.badAnswer', recovery: 'retry' });
  });

  it('reads only the beginning of the body of an error', async () => {
    const { url } = await server({ status: 500, body: 'x'.repeat(5_000_000) });
    const answer = await client(url).send(get, never);
    expect([answer.status, answer.text.length]).toEqual([500, 64 * 1024]);
  });

  it('follows no redirect', async () => {
    const { url, requests } = await server({ status: 302, headers: { location: 'https://login.example.org/' } });
    expect((await client(url).send(get, never)).status).toBe(302);
    expect(requests).toHaveLength(1);
  });

  it.each(['hangUp', 'cutOff'] as const)(
    'calls a connection that breaks off unreachable, worth another try: %s',
    async (reply) => {
      const { url } = await server(reply);
      await expect(client(url).send(get, never)).rejects.toMatchObject({ code: 'net.unreachable', recovery: 'retry' });
    },
  );

  it.each(['silence', 'drip'] as const)(
    'gives no request longer than its time, to the last byte: %s',
    async (reply) => {
      const { url } = await server(reply);
      const begun = performance.now();
      await expect(client(url, { timeout: 150 }).send(get, never)).rejects.toMatchObject({
        code: 'net.timeout',
        recovery: 'retry',
      });
      expect(performance.now() - begun).toBeLessThan(1500);
    },
  );

  it('calls a closed port unreachable, worth another try', async () => {
    const gone = await startScriptedServer(() => ({}));
    await gone.close();
    await expect(client(gone.url).send(get, never)).rejects.toMatchObject({
      code: 'net.unreachable',
      recovery: 'retry',
    });
  });

  it('ends a request that is cancelled with the reason of that', async () => {
    const { url } = await server('silence');
    const cancel = new AbortController();
    const sending = client(url).send(get, cancel.signal);
    setTimeout(() => cancel.abort(new Error('cancelled by the user')), 20);
    await expect(sending).rejects.toThrow('cancelled by the user');
  });

  it('does not try again what ended because we closed', async () => {
    const { url } = await server('silence');
    const one = client(url);
    const sending = one.send(get, never);
    setTimeout(() => void one.close(), 20);
    await expect(sending).rejects.toMatchObject({ recovery: 'stop' });
  });
});

describe('http-client certificates', () => {
  it('refuses a certificate nobody vouches for and sends to the support of PowerSchool (C12, C17)', async () => {
    const { url, requests } = await server({ body: {} }, await makeCertificate());
    const failure = client(url).send(get, never);
    await expect(failure).rejects.toMatchObject({ code: 'tls.untrusted', recovery: 'ask' });
    await expect(failure).rejects.toMatchObject({ fix: expect.stringContaining("PowerSchool's own support helps") });
    await expect(failure).rejects.not.toMatchObject({ fix: expect.stringContaining('private certificate authority') });
    expect(requests).toHaveLength(0);
  });

  it('accepts a private authority that is given, and says in a test integration that one can be (C12)', async () => {
    const authority = await makeAuthority();
    const { url } = await server({ body: { ok: true } }, await makeCertificate({ authority }));
    expect((await client(url, { ca: authority.cert, environment: 'test' }).send(get, never)).status).toBe(200);
    await expect(client(url, { environment: 'test' }).send(get, never)).rejects.toMatchObject({
      code: 'tls.untrusted',
      fix: expect.stringContaining('private certificate authority'),
    });
  });

  it('refuses an expired certificate, whoever signed it (C12)', async () => {
    const authority = await makeAuthority();
    const old = await makeCertificate({
      authority,
      notBefore: new Date('2020-01-01'),
      notAfter: new Date('2021-01-01'),
    });
    const { url } = await server({ body: {} }, old);
    await expect(client(url, { ca: authority.cert }).send(get, never)).rejects.toMatchObject({
      code: 'tls.expired',
      recovery: 'ask',
    });
  });

  it('refuses a certificate for another name (C12)', async () => {
    const authority = await makeAuthority();
    const { url } = await server({ body: {} }, await makeCertificate({ authority, dnsName: 'ps.example.org' }));
    await expect(client(url, { ca: authority.cert }).send(get, never)).rejects.toMatchObject({
      code: 'tls.hostname',
      recovery: 'ask',
    });
  });

  it('says that no secure connection came about where the server speaks plain http (C12)', async () => {
    const { port } = await server({ body: {} });
    await expect(client(`https://127.0.0.1:${port}`).send(get, never)).rejects.toMatchObject({
      code: 'tls.handshake',
      recovery: 'ask',
    });
  });

  it('refuses an authority file that is none', () => {
    for (const ca of ['nonsense', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n']) {
      expect(() => client('https://127.0.0.1:1', { ca })).toThrow(
        expect.objectContaining({ code: 'tls.badAuthority' }),
      );
    }
  });
});
