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
      gradeSync: { enabled: false },
      masterFieldsOverride: { integration: 'Desk', confirmedOn: '2026-11-20' },
      partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
    },
  );
});
afterAll(async () => {
  desk.remove();
  await sandbox.close();
});

describe('a run of a 2-Way Sync without Grade Sync', () => {
  it('reads PowerSchool as an import does, touches the partner in no way, and says so', async () => {
    const before = sandbox.partner.records.all();
    const { status, report } = await desk.sync();
    expect({ status, run: report.status }).toEqual({ status: 0, run: 'succeeded' });
    expect(report.writes).toEqual({ powerschool: writes, partner: writes });
    expect(report.entities.class?.created).toBeGreaterThan(0);
    expect((await desk.run('runs', 'show', report.runId)).stdout).toContain('Nothing was exchanged');
    expect(sandbox.partner.requestLog).toEqual([]);
    expect(sandbox.partner.records.all()).toEqual(before);
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
