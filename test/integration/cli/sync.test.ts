import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxDescription } from '../../../electron/sandbox/sandbox.ts';
import type { OneRosterRecord } from '../../../electron/store/reader-api.ts';
import type { RunReport } from '../../../shared/integration/run.ts';
import { runCommand, startCommand, type Answer, type Command } from '../../support/command-line.ts';
import { entitiesNotCreated, entitiesNotUnchanged } from '../../support/report-entities.ts';

let folder: string;
let profile: string;
let sandbox: Command;
let district: SandboxDescription;
let clientId: string;
let secrets: string;

const uploaded = (value: unknown): { clientId: string; clientSecret: string } =>
  value as { clientId: string; clientSecret: string };

const run = (...args: readonly string[]): Promise<Answer> =>
  runCommand([...args, '--profile', profile, '--secrets', 'env'], { GRADE_SYNC_SECRETS: secrets });

async function json<T>(...args: readonly string[]): Promise<T> {
  const { stdout } = await run(...args, '--json');
  return JSON.parse(stdout) as T;
}

/** For preparations: what fails there is no finding of a test. */
async function must(...args: readonly string[]): Promise<void> {
  const { status, stderr } = await run(...args);
  if (status !== 0) throw new Error(`${args[0]} ended with ${status}: ${stderr}`);
}

async function control(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${district.powerschool.controlUrl}/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`the sandbox refused ${path} with ${response.status}`);
}

function integrationFile(name: string, change: object = {}): string {
  const file = join(folder, `${name}.json`);
  const config = {
    name,
    mode: 'import',
    environment: 'test',
    gradeSync: { enabled: true, activation: { reference: 'GG-1', confirmedOn: '2026-11-20' } },
    powerschool: { url: district.powerschool.url, clientId, plugin: 'plugin.zip' },
    ...change,
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** The whole way in: a sandbox in a process of its own, the plugin built, uploaded and named by an integration file. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'grade-sync-cli-'));
  profile = join(folder, 'profile');
  secrets = '{}';
  sandbox = startCommand(['sandbox', '--seed', '7', '--students', '40']);
  const [line] = await sandbox.seen(/^\{.*\}\n/);
  district = JSON.parse(line) as SandboxDescription;
  const plugin = join(folder, 'plugin.zip');
  await must('plugin', 'build', '--out', plugin);
  const response = await fetch(district.powerschool.pluginUploadUrl, { method: 'POST', body: readFileSync(plugin) });
  const installed = uploaded(await response.json());
  clientId = installed.clientId;
  secrets = JSON.stringify({ 'powerschool.clientSecret': installed.clientSecret });
  await must('integrations', 'create', '--file', integrationFile('north'));
});

afterAll(async () => {
  sandbox.child.kill('SIGTERM');
  await sandbox.ended;
  rmSync(folder, { recursive: true, force: true });
});

describe('command line: sync, from a sandbox in another process', () => {
  it('tries without writing anything with --dry-run (S21)', async () => {
    const { status, stdout } = await run('sync', 'north', '--dry-run', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'succeeded', dryRun: true });
    expect(await json('records', 'user', '--integration', 'north')).toEqual({ records: [], next: null });
  });

  it('brings roster and gradebook in, prints the report, and then finds nothing new (S21)', async () => {
    const first = await run('sync', 'north', '--json');
    expect({ status: first.status, stderr: first.stderr.includes('Error') }).toEqual({ status: 0, stderr: false });
    const report = JSON.parse(first.stdout) as RunReport;
    expect(report).toMatchObject({
      integrationId: 'north',
      status: 'succeeded',
      dryRun: false,
      issues: 0,
      guard: null,
    });
    expect(entitiesNotCreated(report)).toEqual([]);

    const again = await json<RunReport>('sync', 'north', '--full');
    expect(entitiesNotUnchanged(again)).toEqual([]);
  });

  it('shows progress on standard error, and none with --quiet', async () => {
    const loud = await run('sync', 'north', '--full');
    expect(loud.stderr).toMatch(/Looking at the district|Reading/);
    expect(loud.stdout).toContain('The run succeeded.');
    expect((await run('sync', 'north', '--full', '--quiet')).stderr).toBe('');
  });

  it('lists and shows runs', async () => {
    const runs = await json<RunReport[]>('runs', 'list', 'north');
    expect(runs.length).toBeGreaterThanOrEqual(5);
    expect(runs.at(-1)).toMatchObject({ dryRun: true });
    const [newest] = runs;
    expect(await json('runs', 'show', newest?.runId ?? '')).toEqual(newest);
    const unknown = await run('runs', 'show', 'nothing', '--json');
    expect({ status: unknown.status, code: unknown.stdout.includes('run.unknown') }).toEqual({ status: 2, code: true });
  });

  it('reads the local copy page by page, by condition and as one record (S31, S32, S33)', async () => {
    interface Page {
      readonly records: readonly OneRosterRecord[];
      readonly next: string | null;
    }
    const all = await json<Page>('records', 'result', '--integration', 'north');
    expect(all.next).toBeNull();
    const first = await json<Page>('records', 'result', '--integration', 'north', '--limit', '7');
    expect(first.records).toEqual(all.records.slice(0, 7));
    const second = await json<Page>(
      'records',
      'result',
      '--integration',
      'north',
      '--limit',
      '7',
      '--after',
      first.next ?? '',
    );
    expect(second.records).toEqual(all.records.slice(7, 14));

    const [one] = all.records;
    const powerSchool = one?.identifiers.powerSchool ?? '';
    expect(powerSchool).toMatch(/^\d+#\d+$/);
    const where = ['records', 'result', '--integration', 'north', '--where', `identifiers.powerSchool=${powerSchool}`];
    expect((await json<Page>(...where)).records).toEqual([one]);
    const detail = await json<object>('record', 'result', one?.sourcedId ?? '', '--integration', 'north');
    expect(detail).toMatchObject({ ...one, sides: { powerschool: one }, history: expect.any(Array) });

    const [category] = (await json<Page>('records', 'category', '--integration', 'north', '--limit', '1')).records;
    expect(category?.identifiers.powerSchool).toMatch(/^\d+_\d+$/);
    const [lineItem] = (await json<Page>('records', 'lineItem', '--integration', 'north', '--limit', '1')).records;
    expect(lineItem?.identifiers.powerSchool).toMatch(/^\d+#\d+$/);

    const csv = await run('records', 'result', '--integration', 'north', '--format', 'csv');
    const rows: Record<string, string>[] = parse(csv.stdout, { columns: true });
    expect(rows.map((row) => row['sourcedId'])).toEqual(all.records.map((record) => record.sourcedId));
  });

  it('says which attribute or record does not exist', async () => {
    const attribute = await run('records', 'user', '--integration', 'north', '--where', 'shoeSize=44', '--json');
    expect({ status: attribute.status, said: attribute.stdout.includes('shoeSize') }).toEqual({
      status: 2,
      said: true,
    });
    const record = await run('record', 'user', 'nobody', '--integration', 'north', '--json');
    expect(record.status).toBe(2);
    expect(JSON.parse(record.stdout)).toMatchObject({ error: { code: 'record.unknown' } });
  });

  it('tells the issues of single records', async () => {
    expect(await json('issues', 'north')).toEqual({ issues: [], total: 0 });
    expect((await run('issues', 'north')).stdout).toBe('No record has an issue.\n');
  });

  it.each(['oneroster-1.1', 'oneroster-1.2', 'csv'])('exports %s', async (format) => {
    const out = join(folder, `export-${format}`);
    const summary = await json<{ files: { name: string }[] }>('export', 'north', '--format', format, '--out', out);
    expect(readdirSync(out)).toEqual(expect.arrayContaining(summary.files.map(({ name }) => name)));
    expect(summary.files.length).toBeGreaterThan(5);
  });

  it('checks the set-up', async () => {
    const { status, stdout } = await run('check', 'north', '--json');
    const answer = JSON.parse(stdout) as { ok: boolean; checks: { id: string; result: string; message: string }[] };
    expect({ status, ok: answer.ok }).toEqual({ status: 0, ok: true });
    expect(answer.checks.filter((check) => check.result === 'fail')).toEqual([]);
    expect(answer.checks.length).toBeGreaterThan(8);
  });
});

describe('command line: sync that cannot end well', () => {
  it('ends with 5 for a wrong secret, which it does not repeat', async () => {
    const wrong = JSON.stringify({ 'powerschool.clientSecret': 'hush-hush-hush' });
    const args = ['sync', 'north', '--json', '--profile', profile, '--secrets', 'env'];
    const { status, stdout, stderr } = await runCommand(args, { GRADE_SYNC_SECRETS: wrong });
    expect(status).toBe(5);
    const report = JSON.parse(stdout) as RunReport;
    expect(report).toMatchObject({ status: 'failed', error: { code: 'auth.invalidClient', fix: expect.any(String) } });
    expect(stdout + stderr).not.toContain('hush');
  });

  it('ends with 6 while another run is under way, and with 130 when that one is cancelled by Ctrl-C', async () => {
    const slow = { match: { path: '/ws/schema/query/*' }, times: 'always', fault: 'slow', milliseconds: 400 };
    await control('faults', [slow]);
    try {
      const args = ['sync', 'north', '--full', '--json', '--profile', profile, '--secrets', 'env'];
      const under = startCommand(args, { GRADE_SYNC_SECRETS: secrets });
      await under.seen(/Reading/);
      const second = await run('sync', 'north', '--json');
      expect(second.status).toBe(6);
      expect(JSON.parse(second.stdout)).toMatchObject({ error: { code: 'run.locked' } });
      under.child.kill('SIGINT');
      const { status, stdout } = await under.ended;
      expect(status).toBe(130);
      expect(JSON.parse(stdout)).toMatchObject({ status: 'cancelled' });
    } finally {
      await control('clear-faults', {});
    }
    expect((await run('sync', 'north')).status).toBe(0);
  });

  it('ends with 4 when a listing comes back empty, and removes nothing', async () => {
    const before = await json('records', 'user', '--integration', 'north');
    const empty = { match: { path: '/ws/schema/query/*students*' }, times: 'always', fault: 'emptyList' };
    await control('faults', [empty]);
    try {
      const { status, stdout } = await run('sync', 'north', '--full', '--json');
      expect(status).toBe(4);
      const report = JSON.parse(stdout) as RunReport;
      expect(report.status).toBe('guarded');
      expect(report.guard?.trips.map((trip) => trip.entity)).toContain('user');
    } finally {
      await control('clear-faults', {});
    }
    expect(await json('records', 'user', '--integration', 'north')).toEqual(before);
  });

  it('ends with 1 and a plain sentence when the server is gone', async () => {
    const nobody = { powerschool: { url: 'http://127.0.0.1:9', clientId } };
    await run('integrations', 'create', '--file', integrationFile('gone', nobody));
    const { status, stdout } = await run('sync', 'gone', '--json');
    expect([1, 5]).toContain(status);
    const report = JSON.parse(stdout) as RunReport;
    expect(report.error?.message).toMatch(/^[A-Z].*\.$/);
    expect(report.error?.message).not.toMatch(/ECONN|undefined/);
  });
});
