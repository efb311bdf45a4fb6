import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, startCommand } from '../../support/command-line.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'grade-sync-serve-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('command line: serve', () => {
  it('prints one address with a one-time token, serves there, and ends with 0 when interrupted', async () => {
    const command = startCommand(['serve', '--no-open', '--json', '--profile', folder, '--secrets', 'env']);
    const [line] = await command.seen(/^\{.*\}\n/);
    const { url } = JSON.parse(line) as { url: string };
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32,}$/);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(403);
    command.child.kill('SIGTERM');
    const { status, stdout } = await command.ended;
    expect({ status, stdout }).toEqual({ status: 0, stdout: line });
  });
});

describe('command line: sandbox', () => {
  it('prints one line of JSON, answers on the loopback address, and ends with 0 when interrupted', async () => {
    const command = startCommand(['sandbox', '--seed', '3', '--students', '5']);
    const [line] = await command.seen(/^\{.*\}\n/);
    const description = JSON.parse(line) as { powerschool: Record<string, string> };
    expect(description).toMatchObject({ seed: 3, students: 5 });
    expect(description.powerschool['url']).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(description.powerschool['controlUrl'] ?? '')).status).toBe(200);
    command.child.kill('SIGINT');
    const { status, stdout } = await command.ended;
    expect({ status, stdout }).toEqual({ status: 0, stdout: line });
  });

  it('refuses a file of faults that it does not understand, with status 2', async () => {
    const file = join(folder, 'faults.json');
    writeFileSync(file, '[{"fault":"earthquake"}]');
    const { status, stdout } = await runCommand(['sandbox', '--faults', file, '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'cli.file' } });
  });
});
