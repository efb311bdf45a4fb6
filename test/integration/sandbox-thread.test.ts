import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../electron/sandbox/sandbox.ts';
import { buildPlugin } from '../../electron/setup/plugin/build-plugin.ts';
import { startSandboxThread } from '../../electron/workers/sandbox-thread.ts';
import { send, tokenIn } from '../support/sandbox/sandbox-server.ts';

const noon = new Date('2026-11-24T18:00:00Z');

describe('sandbox', () => {
  it('has our plugin installed, and says where to sign in and where to upload', async () => {
    const sandbox = await startSandbox({ seed: 7, students: 40, today: noon });
    try {
      const { powerschool, schoolPassport: _, ...rest } = sandbox.describe();
      expect(rest).toEqual({ seed: 7, students: 40 });
      const { url, clientId, clientSecret } = powerschool;
      const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
      const signIn = '/oauth/access_token?grant_type=client_credentials';
      const token = tokenIn((await send(url, 'POST', signIn, undefined, { Authorization: basic })).json);
      const headers = { Authorization: `Bearer ${token}` };
      const query = '/ws/schema/query/org.gradesync.sync.roster.schools/count';
      const { json } = await send(url, 'POST', query, {}, headers);
      expect((json as { count: number }).count).toBeGreaterThanOrEqual(3);
      expect((await send(url, 'GET', '/ws/v1/district/school/count', undefined, headers)).status).toBe(200);
      expect((await send(url, 'GET', '/ws/xte/teacher_category', undefined, headers)).status).toBe(400);
    } finally {
      await sandbox.close();
    }
  });

  it('lets a plugin that the app built install over the shipped one, with the same credentials', async () => {
    const sandbox = await startSandbox({ seed: 7, students: 40, today: noon });
    try {
      const { clientId, clientSecret, pluginUploadUrl } = sandbox.describe().powerschool;
      const plugin = await buildPlugin({ gradeSync: true, changeColumns: true });
      const { json } = await send(pluginUploadUrl, 'POST', '', plugin);
      expect(json).toMatchObject({ clientId, clientSecret });
    } finally {
      await sandbox.close();
    }
  });

  it('runs on a thread of its own until it is closed', async () => {
    const sandbox = await startSandboxThread({
      seed: 1,
      students: 40,
      faults: [{ fault: 'loginPage' }],
    });
    const { url, controlUrl } = sandbox.description.powerschool;
    expect((await send(url, 'GET', '/ws/v1/metadata')).text).toContain('<html');
    expect((await send(controlUrl, 'GET', '')).json).toMatchObject({ requests: 1, plugins: [{ enabled: true }] });
    await sandbox.close();
    await expect(send(url, 'GET', '/ws/v1/metadata')).rejects.toThrow('fetch failed');
  });

  it('says in a plain sentence that the port is taken', async () => {
    const first = await startSandboxThread({ seed: 1, students: 40 });
    const port = Number(new URL(first.description.powerschool.url).port);
    await expect(startSandboxThread({ seed: 1, students: 40, port })).rejects.toMatchObject({
      code: 'sandbox.portTaken',
      fix: expect.stringContaining('another port'),
    });
    await first.close();
  });
});
