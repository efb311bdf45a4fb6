import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../electron/sandbox/powerschool/faults.ts';
import { defaultSwitches } from '../../../electron/sandbox/powerschool/switches.ts';
import type { SandboxSwitches } from '../../../electron/sandbox/powerschool/route.ts';
import type { SetupTarget } from '../../../shared/ipc/contract/inputs.ts';
import { openSetupDesk, type SetupDesk } from '../../support/setup-desk.ts';

let desk: SetupDesk;
beforeAll(async () => {
  desk = await openSetupDesk();
});
afterEach(() => {
  Object.assign(desk.sandbox.server.switches, defaultSwitches());
  desk.sandbox.server.setFaults([]);
});
afterAll(() => desk.close());

async function found(target: SetupTarget = desk.target) {
  const told: string[] = [];
  const stop = desk.router.onEvent(({ event, data }) => {
    if (event === 'checks.found') told.push((data as { readonly report: { readonly id: string } }).report.id);
  });
  const reports = await desk.ask('checks.run', { target, run: 'one' });
  stop();
  expect(told).toEqual(reports.map(({ id }) => id));
  return Object.fromEntries(reports.map((report) => [report.id, report]));
}

const none = (query: string): Fault => ({
  fault: 'emptyList',
  match: { path: `/ws/schema/query/org.gradesync.sync.roster.${query}*` },
  times: 'always',
});
const unknownQueries: Fault = {
  fault: 'status',
  status: 404,
  body: { message: 'Resource not found' },
  match: { path: '/ws/schema/query/*' },
  times: 'always',
};

describe('each set-up check on a sandbox that is set to fail it', () => {
  it('tells of each check as it ends, and all pass where nothing is wrong', async () => {
    expect(Object.values(await found()).filter(({ result }) => result !== 'pass')).toEqual([]);
  });

  it.each<[string, string, string, Partial<SandboxSwitches>, readonly Fault[]]>([
    ['version', 'fail', 'at least 8.3 is needed', { version: '8.2.10' }, []],
    ['version', 'warn', 'does not say its version', { tellsVersion: false }, []],
    ['credentials', 'fail', 'refuses the client ID and secret', { pluginsEnabled: false }, []],
    ['plugin', 'fail', 'knows none of our queries', {}, [unknownQueries]],
    ['rights', 'fail', 'may not read 2 columns', { withheldColumns: ['STUDENTS.FIRST_NAME', 'USERS.EMAIL_ADDR'] }, []],
    ['v1Access', 'warn', 'may not read the core resources', { v1Access: false }, []],
    ['pageLimits', 'warn', '10 rows at a time', { maxPageSize: { student: 10 } }, []],
    ['clock', 'warn', '10 minutes ahead', { clockSkewSeconds: 600 }, []],
    ['timeZone', 'warn', 'does not tell the district’s time zone', { tellsTimeZone: false }, []],
    ['schools', 'fail', 'shows no school', {}, [none('schools')]],
    ['schoolYear', 'fail', 'no school year that is under way or to come', {}, [none('years')]],
  ])('%s: %s, “%s”', async (id, result, sentence, switches, faults) => {
    Object.assign(desk.sandbox.server.switches, switches);
    desk.sandbox.server.setFaults(faults);
    const reports = await found();
    expect(reports[id]).toMatchObject({ result, message: expect.stringContaining(sentence) });
    expect(reports[id]?.fix).toMatch(/\S/);
  });

  it('gives the lines to add, one below the other, after the sentence', async () => {
    desk.sandbox.server.switches.withheldColumns = ['STUDENTS.FIRST_NAME'];
    const [, ...lines] = ((await found())['rights']?.fix ?? '').split('\n');
    expect(lines).toEqual(['<field table="STUDENTS" field="FIRST_NAME" access="ViewOnly"/>']);
  });

  it('sees in 2-Way Sync that the plugin may not write, and in an import does not ask for it', async () => {
    desk.sandbox.server.switches.writeAccess = false;
    expect((await found())['rights']).toMatchObject({
      result: 'pass',
      message: 'The plugin may read everything that we need.',
    });
    const { powerschool, schoolPassport } = desk.sandbox.describe();
    const { url, clientId, clientSecret } = powerschool;
    const { id } = desk.backend.integrations.create({
      name: 'Both ways',
      mode: 'two-way',
      environment: 'test',
      gradeSync: { enabled: true },
      powerschool: { url, clientId },
      partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
    });
    await desk.backend.credentials.set(id, 'powerschool.clientSecret', clientSecret);
    const refused = (await found({ kind: 'integration', id }))['rights'];
    expect(refused).toMatchObject({
      result: 'fail',
      message: expect.stringMatching(/may not write \d+ columns of the gradebook/),
    });
    expect(refused?.fix).toContain('<field table="ASSIGNMENTSCORE" field="SCOREPOINTS" access="FullAccess"/>');
    desk.sandbox.server.switches.writeAccess = true;
    expect((await found({ kind: 'integration', id }))['rights']).toMatchObject({
      result: 'pass',
      message: 'The plugin may read and write everything that we need.',
    });
  });

  it('wants an unknown version confirmed, and takes the confirmation', async () => {
    desk.sandbox.server.switches.tellsVersion = false;
    expect((await found())['version']?.needsConfirmation).toBe(true);
    desk.backend.integrations.patch(desk.target.id, (config) => ({
      ...config,
      powerschool: { ...config.powerschool, versionConfirmed: true },
    }));
    expect((await found())['version']).toMatchObject({ result: 'pass', message: expect.stringContaining('confirmed') });
  });

  it('ends the run before when a newer one begins', async () => {
    desk.sandbox.server.setFaults([{ fault: 'slow', milliseconds: 200, times: 'always' }]);
    const older = desk.ask('checks.run', { target: desk.target, run: 'older' });
    const newer = desk.ask('checks.run', { target: desk.target, run: 'newer' });
    await expect(older).rejects.toMatchObject({ code: 'checks.stopped' });
    expect((await newer).length).toBeGreaterThan(10);
  });
});
