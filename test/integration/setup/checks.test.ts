import { afterEach, describe, expect, it } from 'vitest';
import { createDistrict } from '../../../electron/sandbox/district.ts';
import { openSandboxDatabase } from '../../../electron/sandbox/powerschool/database.ts';
import { startPowerSchool, type PowerSchoolServer } from '../../../electron/sandbox/powerschool/server.ts';
import type { SandboxSwitches } from '../../../electron/sandbox/powerschool/route.ts';
import { buildPlugin } from '../../../electron/setup/plugin/build-plugin.ts';
import { readZip } from '../../../electron/setup/plugin/zip-entries.ts';
import { openDistrictDesk } from '../../support/district-desk.ts';
import { zipOf } from '../../support/sandbox/plugin-file.ts';

let server: PowerSchoolServer | undefined;
afterEach(() => server?.close());

interface Finding {
  readonly id: string;
  readonly result: string;
  readonly message: string;
  readonly fix: string | null;
}

/** `check` on a small district with a plugin of which some columns were taken away. */
async function check(without: readonly string[] = [], switches: Partial<SandboxSwitches> = {}) {
  const db = openSandboxDatabase();
  createDistrict(db, { seed: 3, students: 45, today: new Date(), scoresPerStudent: 5 });
  server = await startPowerSchool({ database: db, switches });
  const { id } = await server.installPlugin(await pluginWithout(without));
  const { clientId, clientSecret } = server.setEnabled(id, true);
  const desk = openDistrictDesk({ url: server.url, clientId: clientId ?? '', clientSecret: clientSecret ?? '' });
  try {
    const { status, stdout } = await desk.run('check', desk.integrationId, '--json');
    const { checks } = JSON.parse(stdout) as { readonly checks: readonly Finding[] };
    return { status, found: Object.fromEntries(checks.map((finding) => [finding.id, finding])) };
  } finally {
    desk.remove();
  }
}

async function pluginWithout(fields: readonly string[]): Promise<Uint8Array> {
  const entries = await readZip(await buildPlugin({ gradeSync: true, changeColumns: true }));
  const files: Record<string, string> = {};
  for (const { path, bytes } of entries) {
    const lines = new TextDecoder().decode(bytes).split('\n');
    const isGone = (line: string) =>
      fields.some((field) => line.includes(`table="${field.split('.')[0]}" field="${field.split('.')[1]}"`));
    files[path] = lines.filter((line) => !isGone(line)).join('\n');
  }
  return zipOf(files);
}

describe('the command check', () => {
  it('passes with the plugin that the application builds', async () => {
    const { status, found } = await check();
    expect(status).toBe(0);
    expect(Object.values(found).filter(({ result }) => result !== 'pass')).toEqual([]);
  });

  it('asks a person to act where rights are missing, and gives the lines', async () => {
    const { status, found } = await check(['USERS.EMAIL_ADDR', 'TEACHERCATEGORY.COLOR']);
    expect(status).toBe(5);
    expect(found['rights']?.result).toBe('fail');
    expect(found['rights']?.fix).toContain('<field table="USERS" field="EMAIL_ADDR" access="ViewOnly"/>');
    expect(found['rights']?.fix).toContain('<field table="TEACHERCATEGORY" field="COLOR" access="ViewOnly"/>');
    expect(found['plugin']?.result).toBe('pass');
  });

  it('refuses an old PowerSchool and tries nothing after that (C11, C17)', async () => {
    const { status, found } = await check([], { version: '8.2.4' });
    expect(status).toBe(5);
    expect(found['version']).toMatchObject({ result: 'fail', message: expect.stringContaining('8.2.4') });
    expect(found['version']?.fix).toContain('own support');
    expect(found['credentials']?.message).toContain('Not tried');
  });
});
