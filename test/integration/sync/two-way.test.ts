import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';

const writes = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
let sandbox: Sandbox;
let desk: DistrictDesk;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 3, students: 40 });
  const { powerschool, schoolPassport } = sandbox.describe();
  desk = openDistrictDesk(
    { ...powerschool, partnerSecret: schoolPassport.clientSecret },
    {
      mode: 'two-way',
      gradeSync: { enabled: true },
      masterFieldsOverride: { integration: 'Desk', confirmedOn: '2026-11-20' },
      partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
    },
  );
});
afterAll(async () => {
  desk.remove();
  await sandbox.close();
});

describe('a run of a 2-Way Sync', () => {
  it('reads PowerSchool as an import does, touches the partner in no way, and says so', async () => {
    const before = sandbox.partner.records.all();
    const { status, report } = await desk.sync();
    expect({ status, run: report.status }).toEqual({ status: 0, run: 'succeeded' });
    expect(report.writes).toEqual({ powerschool: writes, partner: writes });
    expect(report.entities.result?.created).toBeGreaterThan(0);
    const alone =
      'This run read PowerSchool alone: it read nothing from School Passport, and wrote nothing there and nothing to PowerSchool.';
    expect((await desk.run('sync', desk.integrationId)).stdout).toContain(alone);
    expect((await desk.run('runs', 'show', report.runId)).stdout).toContain(alone);
    expect(sandbox.partner.requestLog).toEqual([]);
    expect(sandbox.partner.records.all()).toEqual(before);
    const changing = sandbox.server.requestLog.filter(
      ({ method, path }) =>
        method !== 'GET' && !path.startsWith('/ws/schema/query/') && !path.startsWith('/oauth/access_token'),
    );
    expect(changing).toEqual([]);
  });

  it('is preceded by a check of both ends', async () => {
    const { status, stdout } = await desk.run('check', desk.integrationId, '--json');
    const { checks, ok } = JSON.parse(stdout) as { checks: { id: string; result: string }[]; ok: boolean };
    expect({ status, ok }).toEqual({ status: 0, ok: true });
    expect(checks.find(({ id }) => id === 'partnerGradebook')?.result).toBe('pass');
    sandbox.partner.setFaults([{ fault: 'status', status: 403, times: 'always', match: { path: '*/results' } }]);
    const failed = await desk.run('check', desk.integrationId);
    expect(failed.status).toBe(5);
    expect(failed.stdout).toContain('fail  Partner: gradebook: School Passport does not let us read results.');
  });
});
