import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { serveRouter, type Loopback } from '../../../electron/hosts/loopback.ts';
import { builtScreens } from '../../support/built-screens.ts';
import { echoRouter, type EchoRouter } from '../../support/echo-router.ts';
import { sampleProgress } from '../../support/run-samples.ts';

async function open(): Promise<{ host: Loopback; router: EchoRouter }> {
  const router = echoRouter();
  const host = await serveRouter(router, builtScreens());
  onTestFinished(() => host.close());
  return { host, router };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function get(origin: string, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.once('error', reject).end();
  });
}

/** Enters with the printed address as a browser does and returns its cookie. */
async function enter(host: Loopback): Promise<string> {
  const { headers } = await get(host.origin, host.url.slice(host.origin.length));
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

function connect(host: Loopback, headers: Record<string, string>, path = '/rpc'): Promise<WebSocket> {
  const socket = new WebSocket(`${host.origin.replace('http', 'ws')}${path}`, { headers });
  onTestFinished(() => socket.terminate());
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

async function connected() {
  const { host, router } = await open();
  const socket = await connect(host, { origin: host.origin, cookie: await enter(host) });
  return { host, router, socket };
}

const next = (socket: WebSocket): Promise<unknown> =>
  new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString('utf8')))));
const closed = (socket: WebSocket): Promise<number> => new Promise((resolve) => socket.once('close', resolve));

describe('loopback host', () => {
  it('listens on the loopback address only', async () => {
    const { host } = await open();
    expect(new URL(host.url).hostname).toBe('127.0.0.1');
  });

  it('takes the token out of the address and keeps the browser by a cookie, so that a reload works', async () => {
    const { host } = await open();
    const first = await get(host.origin, host.url.slice(host.origin.length));
    expect([first.status, first.headers.location]).toEqual([303, '/']);
    const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    for (const reload of ['/', '/index.html', '/']) {
      const page = await get(host.origin, reload, { cookie });
      expect([page.status, page.body.includes('screens')]).toEqual([200, true]);
    }
  });

  it('does not let a second browser in with the same address', async () => {
    const { host } = await open();
    await enter(host);
    const again = await get(host.origin, host.url.slice(host.origin.length));
    expect([again.status, again.headers['set-cookie']]).toEqual([403, undefined]);
  });

  it('gives nothing to who has no token, a wrong one or a made-up cookie', async () => {
    const { host } = await open();
    const { port } = new URL(host.origin);
    const refused = [
      await get(host.origin, '/'),
      await get(host.origin, '/assets/main.js'),
      await get(host.origin, '/?token=wrong'),
      await get(host.origin, '/', { cookie: `grade-sync-${port}=made-up` }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(refused.some(({ body }) => body.includes('screens') || body.includes('export'))).toBe(false);
  });

  it('refuses other names for this machine and pages from elsewhere', async () => {
    const { host } = await open();
    const cookie = await enter(host);
    const { port } = new URL(host.origin);
    for (const headers of [
      { host: `localhost:${port}` },
      { host: `attacker.example:${port}` },
      { host: '127.0.0.1' },
      { origin: 'https://attacker.example' },
      { origin: 'null' },
      { origin: `http://localhost:${port}` },
    ]) {
      expect((await get(host.origin, '/', { cookie, ...headers })).status).toBe(403);
    }
  });

  it('answers GET and HEAD only', async () => {
    const { host } = await open();
    const cookie = await enter(host);
    expect((await get(host.origin, '/', { cookie }, 'POST')).status).toBe(405);
    expect(await get(host.origin, '/', { cookie }, 'HEAD')).toMatchObject({ status: 200, body: '' });
  });

  it('never leaves the folder of the screens, whatever the path', async () => {
    const { host } = await open();
    const cookie = await enter(host);
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '//etc/passwd',
      '//',
      'http://attacker.example/',
      '/%00',
    ]) {
      const { status, body } = await get(host.origin, path, { cookie });
      expect([path, status >= 400, body.includes('secret')]).toEqual([path, true, false]);
    }
  });

  it('allows a page to connect to its own host and to nothing else', async () => {
    const { host } = await open();
    const page = await get(host.origin, '/', { cookie: await enter(host) });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain(`connect-src 'self' ${host.origin.replace('http', 'ws')};`);
  });
});

describe('loopback socket', () => {
  it('carries a request and its reply', async () => {
    const { socket } = await connected();
    socket.send(JSON.stringify({ id: 4, name: 'home.list', input: { a: 1 } }));
    expect(await next(socket)).toEqual({ id: 4, reply: { ok: true, value: { name: 'home.list', input: { a: 1 } } } });
  });

  it('carries events, and none after it was closed', async () => {
    const { socket, router } = await connected();
    const push = { event: 'sync.progressed', data: sampleProgress() } as const;
    const heard = next(socket);
    router.tell(push);
    expect(await heard).toEqual({ push });
    socket.close();
    await closed(socket);
    await expect.poll(() => router.listeners.size).toBe(0);
  });

  it('is refused without the session, from another origin, under another name and at another path', async () => {
    const { host } = await open();
    const cookie = await enter(host);
    const { origin } = host;
    for (const [headers, path] of [
      [{ origin }, '/rpc'],
      [{ origin, cookie: `${cookie}x` }, '/rpc'],
      [{ origin: 'https://attacker.example', cookie }, '/rpc'],
      [{ cookie }, '/rpc'],
      [{ origin, cookie, host: 'attacker.example' }, '/rpc'],
      [{ origin, cookie }, '/other'],
      [{ origin }, `/rpc?token=${new URL(host.url).searchParams.get('token')}`],
    ] as const) {
      await expect(connect(host, headers, path)).rejects.toThrow('403');
    }
  });

  it.each([
    ['what is no JSON', 'hello'],
    ['what is no request', '{"id":1}'],
    ['more than a request', '{"id":1,"name":"home.list","input":{},"extra":1}'],
  ])('ends the connection on %s', async (_name, message) => {
    const { socket } = await connected();
    socket.send(message);
    expect(await closed(socket)).toBe(1008);
  });

  it('ends the connection on binary data', async () => {
    const { socket } = await connected();
    socket.send(Buffer.from('{"id":1,"name":"home.list","input":{}}'));
    expect(await closed(socket)).toBe(1008);
  });

  it('ends the connection on a message above one megabyte', async () => {
    const { socket } = await connected();
    socket.on('error', () => undefined);
    socket.send(JSON.stringify({ id: 1, name: 'home.list', input: 'x'.repeat(1 << 20) }));
    expect(await closed(socket)).toBe(1009);
  });

  it('ends the connection of a page that asks without end', async () => {
    const { host, router } = await open();
    const never = { ...router, request: () => new Promise<never>(() => undefined) };
    const stubborn = await serveRouter(never, builtScreens());
    onTestFinished(() => stubborn.close());
    const socket = await connect(stubborn, { origin: stubborn.origin, cookie: await enter(stubborn) });
    for (let id = 0; id <= 64; id++) socket.send(JSON.stringify({ id, name: 'home.list', input: {} }));
    expect(await closed(socket)).toBe(1008);
    expect(host.origin).not.toBe(stubborn.origin);
  });

  it('ends with the host', async () => {
    const { socket, host } = await connected();
    const end = closed(socket);
    await host.close();
    expect(await end).toBe(1006);
    await expect(get(host.origin, '/')).rejects.toThrow('ECONNREFUSED');
  });

  it('says so where the port is taken', async () => {
    const { host } = await open();
    const { port } = new URL(host.origin);
    await expect(serveRouter(echoRouter(), builtScreens(), Number(port))).rejects.toMatchObject({
      code: 'serve.portTaken',
      fix: 'Choose another port, or leave the port out to have a free one chosen.',
    });
  });
});
