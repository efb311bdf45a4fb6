import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunReport } from '../../../shared/integration/run.ts';
import { runCommand, startCommand } from '../../support/command-line.ts';
import { entitiesNotCreated, entitiesNotUnchanged } from '../../support/report-entities.ts';

let profile: string;
beforeAll(() => {
  profile = mkdtempSync(join(tmpdir(), 'grade-sync-demo-'));
});
afterAll(() => rmSync(profile, { recursive: true, force: true }));

const demo = () => runCommand(['demo', '--headless', '--json', '--profile', profile]);

describe('command line: demo', () => {
  it('syncs the sandbox district, and on the same profile again finds everything unchanged (S21)', async () => {
    const first = await demo();
    expect(first.status).toBe(0);
    const report = JSON.parse(first.stdout) as RunReport;
    expect(report).toMatchObject({ status: 'succeeded', integrationId: 'sandbox-district', issues: 0 });
    expect(entitiesNotCreated(report)).toEqual([]);
    expect(first.stderr).toContain('Starting the sandbox district');

    const second = await demo();
    expect(second.status).toBe(0);
    const again = JSON.parse(second.stdout) as RunReport;
    expect(entitiesNotUnchanged(again)).toEqual([]);
  });

  it('keeps a district of another size apart', async () => {
    const args = ['demo', '--headless', '--json', '--quiet', '--students', '20', '--profile', profile];
    const { status, stdout, stderr } = await runCommand(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ integrationId: 'sandbox-district-seed-1-20-students' });
  });

  it('is cancelled by Ctrl-C', async () => {
    const command = startCommand(['demo', '--headless', '--json', '--profile', profile, '--students', '2000']);
    await command.seen(/Syncing/);
    command.child.kill('SIGINT');
    const { status, stdout } = await command.ended;
    expect(status).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'cancelled' });
  });
});
