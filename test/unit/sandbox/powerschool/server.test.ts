import { request } from 'node:http';
import { get } from 'node:https';
import { describe, expect, it } from 'vitest';
import type { SandboxHandler } from '../../../../electron/sandbox/powerschool/route.ts';
import { startPowerSchool } from '../../../../electron/sandbox/powerschool/server.ts';
import { makeCertificate } from '../../../support/certificates.ts';
import { pluginFile } from '../../../support/sandbox/plugin-file.ts';
import { send, startTestServer } from '../../../support/sandbox/sandbox-server.ts';

const echo: SandboxHandler = ({ path, plugin }) =>
  path.startsWith('/ws/v1/') ? { status: 200, body: { plugin: plugin?.name ?? null } } : undefined;

describe('sandbox server', () => {
  it('answers metadata and time without a token and nothing else', async () => {
    await using test = await startTestServer({}, { handlers: [echo] });
    expect((await send(test.server.url, 'GET', '/ws/v1/metadata')).json).toEqual({ plugin: null });
    expect((await send(test.server.url, 'GET', '/ws/v1/time')).status).toBe(200);
    expect((await send(test.server.url, 'GET', '/ws/v1/district')).status).toBe(401);
    expect((await test.ask('GET', '/ws/v1/district')).json).toEqual({ plugin: 'Example' });
  });

  it('shows the login page outside its API and 404 inside', async () => {
    await using test = await startTestServer();
    expect((await test.ask('GET', '/admin/home.html')).text).toContain('<html');
    expect((await test.ask('GET', '/ws/shoes')).status).toBe(404);
  });

  it.each([429, 403] as const)('refuses with %i what comes before the minimum interval, per plugin', async (status) => {
    let time = 1_000_000;
    await using test = await startTestServer(
      {},
      { now: () => new Date(time), switches: { minimumIntervalMs: 2500, throttleStatus: status } },
    );
    const ask = () => test.ask('GET', '/ws/schema/table/cc/count');
    expect((await ask()).status).toBe(200);
    time += 600;
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([status, '2']);
    expect(refused.json).toEqual({
      message: 'Too many requests. Please wait 2 seconds before sending another request.',
    });
    time += 1900;
    expect((await ask()).status).toBe(200);
  });

  it('says over HTTP what keeps a plugin from being enabled', async () => {
    await using test = await startTestServer();
    const { id } = await test.server.installPlugin(await pluginFile({ name: 'Wrong', fields: ['USERS.ID'] }));
    expect((await test.ask('GET', `/ws/schema/plugin/${id}/validate`)).json).toEqual({
      results: [
        {
          level: 'ERROR',
          file: 'plugin.xml',
          code: 'Invalid Column',
          message: 'Invalid Column: USERS.ID',
          categoryShortName: 'plugin',
        },
      ],
      maxLevel: 'ERROR',
    });
    expect((await test.ask('GET', '/ws/schema/plugin/1/validate')).json).toEqual({ results: [], maxLevel: 'NONE' });
  });

  it('keeps a log of method, path and status alone', async () => {
    await using test = await startTestServer();
    await test.ask('GET', '/ws/schema/table/cc/count?q=id==5');
    expect(test.server.requestLog).toEqual([
      { method: 'POST', path: '/oauth/access_token/', status: 200 },
      { method: 'GET', path: '/ws/schema/table/cc/count', status: 403 },
    ]);
  });

  it('speaks https with the certificate it is given', async () => {
    const tls = await makeCertificate();
    await using test = await startTestServer({}, { handlers: [echo] });
    const secure = await startPowerSchool({ database: test.db, tls, handlers: [echo] });
    const status = (ca: string | undefined) =>
      new Promise((resolve) => {
        const options = ca === undefined ? {} : { ca };
        get(`${secure.url}/ws/v1/metadata`, options, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).on('error', (error) => resolve('code' in error ? error.code : error.message));
      });
    expect(await status(tls.cert)).toBe(200);
    expect(await status(undefined)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    await secure.close();
  });

  it('says that a port is taken', async () => {
    await using test = await startTestServer();
    const port = Number(new URL(test.server.url).port);
    await expect(startTestServer({}, { port })).rejects.toMatchObject({ code: 'sandbox.portTaken' });
  });
});

describe('sandbox control surface', () => {
  it('installs and enables a plugin and hands out its credentials', async () => {
    await using test = await startTestServer();
    const answer = await send(test.server.url, 'POST', '/sandbox/plugins', await pluginFile({ name: 'Second' }));
    expect(answer.status).toBe(201);
    const { clientId, clientSecret } = answer.json as { clientId: string; clientSecret: string };
    expect((await test.signIn(clientId, clientSecret)).status).toBe(200);
    const again = await send(test.server.url, 'POST', '/sandbox/plugins', await pluginFile({ name: 'Second' }));
    expect(again.status).toBe(400);
    expect(again.json).toMatchObject({
      message: expect.stringContaining('higher version'),
      problems: [{ level: 'ERROR' }],
    });
  });

  it('takes a plugin out of a form, as a browser or curl sends it', async () => {
    await using test = await startTestServer();
    const form = new FormData();
    form.set('plugin', new Blob([new Uint8Array(await pluginFile({ name: 'Second' }))]), 'second.zip');
    const answer = await fetch(`${test.server.url}/sandbox/plugins`, { method: 'POST', body: form });
    expect([answer.status, await answer.json()]).toMatchObject([201, { id: 2 }]);
  });

  it('refuses what is no plugin with the reason', async () => {
    await using test = await startTestServer();
    const answer = await send(test.server.url, 'POST', '/sandbox/plugins', 'hello');
    expect([answer.status, answer.json]).toMatchObject([
      400,
      { message: expect.stringContaining('neither a zip nor XML') },
    ]);
  });

  it('lets the shipped plugin be replaced by an upload of the same name or with the same queries', async () => {
    await using test = await startTestServer();
    await test.server.installPlugin(await pluginFile({ name: 'Shipped', version: '0.0.1' }), { preinstalled: true });
    const answer = await send(
      test.server.url,
      'POST',
      '/sandbox/plugins',
      await pluginFile({ name: 'Shipped', version: '0.1.0' }),
    );
    expect(answer.status).toBe(201);
  });

  it('changes rows with their audit columns and counts the change', async () => {
    await using test = await startTestServer();
    const rows = (change: unknown) => send(test.server.url, 'POST', '/sandbox/rows', change);
    const inserted = await rows({ table: 'assignmentscore', insert: { studentsdcid: 5, islate: true } });
    expect(inserted.json).toEqual({ ids: [1], dataVersion: expect.any(Number) });
    await rows({ table: 'ASSIGNMENTSCORE', id: 1, set: { SCOREPOINTS: 9.5 } });
    expect(
      test.db
        .prepare('SELECT STUDENTSDCID s, ISLATE l, SCOREPOINTS p, WHENMODIFIED IS NULL n FROM ASSIGNMENTSCORE')
        .get(),
    ).toEqual({
      s: 5,
      l: 1,
      p: 9.5,
      n: 0,
    });
    expect((await rows({ table: 'ASSIGNMENTSCORE', delete: 1 })).status).toBe(200);
    expect(test.db.prepare('SELECT count(*) FROM ASSIGNMENTSCORE').pluck().get()).toBe(0);
  });

  it('carries out a list of changes as a whole or not at all', async () => {
    await using test = await startTestServer();
    const list = [
      { table: 'TERMS', insert: { DCID: 1 } },
      { table: 'TERMS', id: 2, set: { NAME: 'x' } },
    ];
    const answer = await send(test.server.url, 'POST', '/sandbox/rows', list);
    expect([answer.status, answer.json]).toEqual([400, { message: 'There is no row 2 in TERMS.' }]);
    expect(test.db.prepare('SELECT count(*) FROM TERMS').pluck().get()).toBe(0);
    const wrong = await send(test.server.url, 'POST', '/sandbox/rows', { table: 'TERMS', insert: { SHOE: 1 } });
    expect(wrong.json).toEqual({ message: 'There is no column SHOE in TERMS.' });
  });

  it('sets faults, clears them and turns switches', async () => {
    await using test = await startTestServer();
    const control = (path: string, body?: unknown) => send(test.server.url, 'POST', `/sandbox/${path}`, body);
    await control('faults', [{ fault: 'status', status: 500, times: 'always' }]);
    expect((await test.ask('GET', '/ws/schema/table/cc/count')).status).toBe(500);
    await control('clear-faults');
    expect((await test.ask('GET', '/ws/schema/table/cc/count')).status).toBe(200);
    expect((await control('faults', [{ fault: 'meteor' }])).status).toBe(400);
    const switched = await control('switches', { version: '24.1.0.0', maxPageSize: { student: 7 } });
    expect(switched.json).toMatchObject({ version: '24.1.0.0', maxPageSize: { student: 7, school: 100 } });
    expect(test.server.switches.version).toBe('24.1.0.0');
    expect((await control('switches', { colour: 'red' })).status).toBe(400);
  });

  it('describes the server and counts its requests, its own left out', async () => {
    await using test = await startTestServer();
    await test.ask('GET', '/ws/schema/table/cc/count');
    expect((await send(test.server.url, 'GET', '/sandbox')).json).toMatchObject({
      plugins: [{ id: 1, name: 'Example', version: '1.0', enabled: true }],
      requests: 2,
    });
    expect((await send(test.server.url, 'GET', '/sandbox/requests')).json).toEqual({
      count: 2,
      paths: { '/oauth/access_token/': 1, '/ws/schema/table/cc/count': 1 },
    });
  });

  it('refuses what a web page may have caused', async () => {
    await using test = await startTestServer();
    const origin = await send(test.server.url, 'GET', '/sandbox', undefined, { Origin: 'http://example.org' });
    expect(origin.status).toBe(403);
    const { hostname, port } = new URL(test.server.url);
    const rebound = await new Promise((resolve) => {
      const asked = request({ hostname, port, path: '/sandbox', headers: { Host: 'example.org' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.end();
    });
    expect(rebound).toBe(403);
  });
});
