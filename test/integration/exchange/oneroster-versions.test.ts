import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { oneRosterVersions } from '../../../shared/integration/partner.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';
import { openLms } from '../../support/lms.ts';

const nothing = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
const noWrites = { powerschool: nothing, partner: nothing };

describe.each(oneRosterVersions)('a School Passport that speaks OneRoster %s', (oneroster) => {
  let sandbox: Sandbox;
  let desk: DistrictDesk;
  beforeAll(async () => {
    sandbox = await startSandbox({ seed: 3, students: 6, oneroster });
    const { powerschool, schoolPassport } = sandbox.describe();
    desk = openDistrictDesk(
      { ...powerschool, partnerSecret: schoolPassport.clientSecret },
      {
        mode: 'two-way',
        gradeSync: { enabled: true },
        masterFields: [...gradeExchangePreset()],
        partner: {
          system: 'school-passport',
          url: schoolPassport.url,
          clientId: schoolPassport.clientId,
          version: schoolPassport.oneroster,
        },
      },
    );
  });
  afterAll(async () => {
    desk.remove();
    await sandbox.close();
  });
  const gradebook = (): readonly string[] => sandbox.partner.snapshot().split('\n');
  const empty = { items: 0, conflicts: 0, held: 0 };
  let runId = '';
  const before = { powerschool: '', hub: '' };

  it('gets the gradebook of PowerSchool in the words of its version, and a further run is empty', async () => {
    sandbox.partner.switches.writes = 'strict';
    const { status, report } = await desk.sync();
    expect({ status, failed: report.writes.partner.failed }).toEqual({ status: 0, failed: 0 });
    expect(report.writes.partner.created).toBeGreaterThan(0);
    expect(report.writes.partner.created).toBe(gradebook().length);
    const lineItem = JSON.parse(sandbox.partner.records.all('lineItem')[0] ?? '{}') as object;
    const result = JSON.parse(sandbox.partner.records.all('result')[0] ?? '{}') as object;
    const is12 = oneroster === '1.2';
    expect({
      lineItem: ['school', 'academicSession', 'gradingPeriod'].map((name) => Object.hasOwn(lineItem, name)),
      result: ['class', 'late'].map((name) => Object.hasOwn(result, name)),
    }).toEqual({ lineItem: [is12, is12, !is12], result: [is12, is12] });
    const again = await desk.sync();
    expect(again.report.plan).toMatchObject(empty);
    expect(again.report.writes).toEqual(noWrites);
  });

  it('gives 20 line items and their scores to PowerSchool, and a further run is empty', async () => {
    const lms = openLms(sandbox.partner.records);
    before.powerschool = sandbox.server.snapshot();
    const klass = lms.classWithStudents();
    lms.addCategory('lms-homework', 'LMS homework', klass);
    const added = lms.addLineItems(klass, 20, { category: 'lms-homework' });
    before.hub = sandbox.partner.snapshot();
    const written = sandbox.partner.writeLog.length;
    const { status, report } = await desk.sync();
    runId = report.runId;
    expect(status).toBe(0);
    expect(report.writes.powerschool).toEqual({ ...nothing, created: 1 + added.lineItems + added.results });
    // A category is the teacher's: the hub hears of it for the teacher's other classes (S14), and of nothing else.
    const toHub = sandbox.partner.writeLog.slice(written);
    expect(toHub.filter(({ entity, action }) => entity !== 'category' || action !== 'create')).toEqual([]);
    expect(report.writes.partner).toEqual({ ...nothing, created: toHub.length });
    const again = await desk.sync();
    expect(again.report.plan).toMatchObject(empty);
    expect(again.report.writes).toEqual(noWrites);
  });

  it('is as it was after an undo, PowerSchool too, and a further run is empty', async () => {
    expect((await desk.run('runs', 'undo', runId, '--json')).status).toBe(0);
    expect(sandbox.server.snapshot()).toBe(before.powerschool);
    expect(sandbox.partner.snapshot()).toBe(before.hub);
    const again = await desk.sync();
    expect(again.report.plan).toMatchObject(empty);
    expect(again.report.writes).toEqual(noWrites);
  });
});
