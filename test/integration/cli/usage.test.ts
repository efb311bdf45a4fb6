import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, type Answer } from '../../support/command-line.ts';

let folder: string;
let profile: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'grade-sync-cli-'));
  profile = join(folder, 'profile');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: readonly string[]): Promise<Answer> =>
  runCommand([...args, '--profile', profile, '--secrets', 'env']);

function writeFile(name: string, contents: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof contents === 'string' ? contents : JSON.stringify(contents));
  return file;
}

const springfield = {
  name: 'Springfield',
  mode: 'import',
  powerschool: { url: 'https://ps.example.org', clientId: 'abc' },
};

describe('command line: wrong use', () => {
  it.each([
    [[]],
    [['nonsense']],
    [['sync']],
    [['sync', 'a', 'b']],
    [['sync', 'a', '--plan', 'p']],
    [['records', 'teacher', '--integration', 'a']],
    [['records', 'user', '--integration', 'a', '--where', 'role']],
    [['records', 'user', '--integration', 'a', '--limit', '0']],
    [['export', 'a', '--format', 'xlsx', '--out', 'x']],
    [['sandbox', '--port', '70000']],
    [['integrations', 'create']],
    [['integrations', 'create', '--file', '/nowhere/x.json']],
    [['plugin', 'inspect', '/nowhere/x.zip']],
    [['sync', 'nobody']],
    [['check', 'nobody']],
    [['issues', 'nobody']],
    [['records', 'user', '--integration', 'nobody']],
  ])('%j ends with status 2 and one JSON error', async (args) => {
    const { status, stdout } = await run(...args, '--json');
    expect(status).toBe(2);
    const { error } = JSON.parse(stdout) as { error: Record<string, string> };
    expect(Object.keys(error)).toEqual(['code', 'message', 'fix']);
    expect(error['message']).toMatch(/^[A-Z].*[.?!)]$/s);
  });

  it('is said on standard error without --json', async () => {
    const { status, stdout, stderr } = await run('sync', 'nobody');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^Error: There is no integration with this id\.\n/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('is refused for an option value without touching the profile', async () => {
    const untouched = join(folder, 'untouched');
    const { status } = await runCommand(['integrations', 'list', '--secrets', 'paper', '--profile', untouched]);
    expect(status).toBe(2);
    expect(existsSync(untouched)).toBe(false);
  });
});

describe('command line: help', () => {
  it('lists every command and ends with 0', async () => {
    const { status, stdout } = await runCommand(['--help']);
    expect(status).toBe(0);
    const names = 'demo sandbox plugin integrations check sync plans runs issues records record export serve doctor';
    for (const name of names.split(' ')) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  });

  it('of a command shows the options that every command takes', async () => {
    const { status, stdout } = await runCommand(['records', '--help']);
    expect(status).toBe(0);
    for (const option of ['--where', '--profile', '--json', '--secrets', '--quiet']) expect(stdout).toContain(option);
  });
});

describe('command line: integrations', () => {
  it('are created, listed, shown, updated and deleted', async () => {
    const created = await run('integrations', 'create', '--file', writeFile('a.json', springfield), '--json');
    expect(created.status).toBe(0);
    const integration = JSON.parse(created.stdout) as { id: string; config: object };
    expect(integration).toMatchObject({
      id: 'springfield',
      name: 'Springfield',
      mode: 'import',
      environment: 'production',
    });

    const list = await run('integrations', 'list', '--json');
    expect(JSON.parse(list.stdout)).toEqual([integration]);
    expect((await run('integrations', 'list')).stdout).toContain('https://ps.example.org');

    const shown = await run('integrations', 'show', 'springfield', '--json');
    expect(JSON.parse(shown.stdout)).toEqual(integration);

    const renamed = writeFile('b.json', { ...integration.config, name: 'Shelbyville' });
    const updated = await run('integrations', 'update', 'springfield', '--file', renamed, '--json');
    expect(JSON.parse(updated.stdout)).toMatchObject({ id: 'springfield', name: 'Shelbyville' });

    const deleted = await run('integrations', 'delete', 'springfield', '--json');
    expect({ status: deleted.status, answer: JSON.parse(deleted.stdout) }).toEqual({
      status: 0,
      answer: { id: 'springfield', deleted: true },
    });
    expect((await run('integrations', 'list', '--json')).stdout).toBe('[]\n');
  });

  it('refuse unknown keys by name, with status 2', async () => {
    const file = writeFile('c.json', {
      ...springfield,
      colour: 'blue',
      powerschool: { ...springfield.powerschool, pw: 'x' },
    });
    const { status, stdout } = await run('integrations', 'create', '--file', file, '--json');
    expect(status).toBe(2);
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
    expect(error.code).toBe('integration.invalidFile');
    expect(error.message).toContain('“colour”');
    expect(error.message).toContain('“powerschool.pw”');
  });

  it('refuse a file that is no JSON, with status 2', async () => {
    const { status, stderr } = await run('integrations', 'create', '--file', writeFile('d.json', '{"name":'));
    expect(status).toBe(2);
    expect(stderr).toContain('is not valid JSON');
  });

  it('do not change the mode later nor whether Grade Sync is enabled, with status 2', async () => {
    const file = writeFile('e.json', { ...springfield, name: 'Fixed' });
    await run('integrations', 'create', '--file', file);
    const changed = writeFile('f.json', { ...springfield, mode: 'two-way', gradeSync: { enabled: true } });
    const { status, stdout } = await run('integrations', 'update', 'fixed', '--file', changed, '--json');
    expect(status).toBe(2);
    expect(stdout).toMatch(/S20.*S17/);
  });

  it('refuse a plugin that is none, and keep nothing, with status 2', async () => {
    writeFile('plugin.zip', 'this is no zip');
    const withPlugin = {
      ...springfield,
      name: 'Plug',
      powerschool: { ...springfield.powerschool, plugin: 'plugin.zip' },
    };
    const { status, stdout } = await run('integrations', 'create', '--file', writeFile('g.json', withPlugin), '--json');
    expect(status).toBe(2);
    expect(stdout).toContain('"code":"plugin.');
    expect((await run('integrations', 'show', 'plug')).status).toBe(2);
  });

  it('with secrets from the environment leave no trace of them on disk', async () => {
    const file = writeFile('h.json', { ...springfield, name: 'Secretive' });
    const env = { GRADE_SYNC_SECRETS: '{"powerschool.clientSecret":"hush-hush-123"}' };
    const args = ['integrations', 'create', '--file', file, '--profile', profile, '--secrets', 'env', '--json'];
    const { status, stdout, stderr } = await runCommand(args, env);
    expect(status).toBe(0);
    expect(stdout + stderr).not.toContain('hush-hush');
    expect(readFileSync(join(profile, 'app.db'), 'latin1')).not.toContain('hush-hush');
  });
});

describe('command line: what a person must do', () => {
  it('ends with 5 where secrets are missing', async () => {
    await run('integrations', 'create', '--file', writeFile('i.json', { ...springfield, name: 'No secret' }));
    const { status, stdout } = await run('sync', 'no-secret', '--json');
    expect(status).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'credentials.missing' } });
  });

  it('ends with 5 while support has not confirmed the activation', async () => {
    const requested = { ...springfield, name: 'Requested', gradeSync: { enabled: true } };
    await run('integrations', 'create', '--file', writeFile('j.json', requested));
    const { status, stdout } = await run('sync', 'requested', '--json');
    expect(status).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'integration.notReady' } });
  });

  it('ends with 5 where GRADE_SYNC_SECRETS is broken, without quoting it', async () => {
    const { status, stdout, stderr } = await runCommand(
      ['integrations', 'list', '--profile', profile, '--secrets', 'env', '--json'],
      { GRADE_SYNC_SECRETS: '{"powerschool.clientSecret":"hush' },
    );
    expect(status).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'credentials.invalidEnvironment' } });
    expect(stdout + stderr).not.toContain('hush');
  });

  it('ends with 5 where there is no keychain, and keeps no half of an integration', async () => {
    const own = join(folder, 'no-keychain');
    const env = {
      GRADE_SYNC_SECRETS: '{"powerschool.clientSecret":"hush"}',
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'gone')}`,
    };
    const file = writeFile('k.json', springfield);
    const { status, stdout } = await runCommand(
      ['integrations', 'create', '--file', file, '--profile', own, '--json'],
      env,
    );
    expect(status).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'credentials.unavailable' } });
    const list = await runCommand(['integrations', 'list', '--profile', own, '--json'], env);
    expect(list.stdout).toBe('[]\n');
  });

  it('deletes an integration whose secrets cannot be reached only where they may stay', async () => {
    const own = join(folder, 'left-secrets');
    const file = writeFile('l.json', springfield);
    const created = await runCommand(
      ['integrations', 'create', '--file', file, '--profile', own, '--secrets', 'env', '--json'],
      { GRADE_SYNC_SECRETS: '{"powerschool.clientSecret":"hush"}' },
    );
    const { id } = JSON.parse(created.stdout) as { id: string };
    const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'gone')}` };
    const remove = (...more: string[]) =>
      runCommand(['integrations', 'delete', id, '--profile', own, '--json', ...more], env);
    expect((await remove()).status).toBe(5);
    expect(await remove('--leave-secrets')).toMatchObject({ status: 0, stdout: `{"id":"${id}","deleted":true}\n` });
    const list = await runCommand(['integrations', 'list', '--profile', own, '--json'], env);
    expect(list.stdout).toBe('[]\n');
  });
});
