import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { openForWriting } from '../../../electron/store/open.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { oneRosterVersions } from '../../../shared/integration/partner.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';
import { openLms, type Lms } from '../../support/lms.ts';
import { mirrorRecords } from '../../support/partner-mirror.ts';
import { openTwoWayDistrict } from '../../support/two-way-district.ts';

const nothing = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
const agreed = { items: 0, conflicts: 0, held: 0 };
const read = ['org', 'academicSession', 'course', 'class', 'user'];

describe.each(oneRosterVersions)('syncs of changes with a School Passport that speaks OneRoster %s', (oneroster) => {
  let sandbox: Sandbox;
  let desk: DistrictDesk;
  let lms: Lms;
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
    lms = openLms(sandbox.partner.records);
  });
  afterAll(async () => {
    desk.remove();
    await sandbox.close();
  });

  /** The partner's side of the local copy, and how far it has been read. */
  function copy() {
    const db = openForWriting(join(desk.profile, 'integrations', desk.integrationId, 'data.db'));
    try {
      return { records: mirrorRecords(db), reading: db.prepare('SELECT * FROM partner_reading').all() };
    } finally {
      db.close();
    }
  }

  /** What is read of changes leaves what is read of everything, and what was written is no news. */
  async function isAsReadWhole(): Promise<void> {
    const changes = await desk.sync();
    expect(changes.report).toMatchObject({ plan: agreed, partnerRead: { whole: [] } });
    const before = copy().records;
    const whole = await desk.sync('--full');
    expect(whole.report.partnerRead?.whole.every(({ why }) => why === 'asked')).toBe(true);
    expect(whole.report).toMatchObject({ plan: agreed, writes: { powerschool: nothing, partner: nothing } });
    expect(copy().records).toEqual(before);
  }

  it('reads everything at first, and then only what has changed: what the first one wrote, which is no news', async () => {
    const { report } = await desk.sync();
    expect(report.partnerRead?.whole).toEqual(read.map((entity) => ({ entity, why: 'first' })));
    const second = await desk.sync();
    expect(second.report.partnerRead).toEqual({ whole: [] });
    expect(second.report).toMatchObject({ plan: agreed, writes: { powerschool: nothing, partner: nothing } });
    await isAsReadWhole();
  });

  it('takes over what the LMS does, but not in a dry run, and not in one that is killed while it reads', async () => {
    const klass = lms.classWithStudents();
    lms.addCategory('lms-homework', 'LMS homework', klass);
    const added = lms.addLineItems(klass, 2, { category: 'lms-homework' });
    const before = copy();
    const dry = await desk.sync('--dry-run');
    expect(dry.report.partnerRead).toEqual({ whole: [] });
    expect(copy()).toEqual(before);

    sandbox.partner.setFaults([{ fault: 'hang', times: 'always', match: { path: '*/results' } }]);
    const asked = (): number => sandbox.partner.requestLog.filter(({ path }) => path.endsWith('/results')).length;
    const already = asked();
    const { child, ended } = desk.start('sync', desk.integrationId, '--json');
    while (child.exitCode === null && asked() === already) await pause(5);
    child.kill('SIGKILL');
    await ended;
    sandbox.partner.setFaults([]);
    const resultsRead = (rows: readonly unknown[]) =>
      rows.find((row) => (row as { entity: string }).entity === 'result');
    expect(resultsRead(copy().reading)).toEqual(resultsRead(before.reading));

    const { report } = await desk.sync();
    expect(report.partnerRead).toEqual({ whole: [] });
    expect(report.writes.powerschool.created).toBe(1 + added.lineItems + added.results);
    await isAsReadWhole();
  });

  it('takes over what the LMS deletes', async () => {
    sandbox.partner.act({ act: 'deleteLineItem', lineItem: 'lms-1' });
    const { report } = await desk.sync();
    expect(report.partnerRead).toEqual({ whole: [] });
    expect(report.writes.powerschool.deleted).toBeGreaterThan(0);
    await isAsReadWhole();
  });

  it('needs to read nothing again after an undo', async () => {
    const [score] = lms.studentsOf(lms.classWithStudents()).keys();
    lms.change('result', `lms-0-${score ?? 0}`, { score: 17.5 });
    const { report } = await desk.sync();
    expect(report.writes.powerschool.updated).toBe(1);
    const { status, stdout } = await desk.run('runs', 'undo', report.runId, '--json');
    expect({ status, report: JSON.parse(stdout) as object }).toMatchObject({
      status: 0,
      report: { partnerRead: { whole: [] }, writes: { powerschool: { updated: 1 } } },
    });
    await isAsReadWhole();
  });
});

describe('a School Passport that says that nothing has changed, whatever has', () => {
  it('is read whole, so that a score that changed after the first sync is not overlooked', async () => {
    const district = await openTwoWayDistrict(6);
    onTestFinished(() => district.close());
    const { sandbox, desk } = district;
    sandbox.partner.switches.changes = 'silent';
    await desk.sync();
    const lms = openLms(sandbox.partner.records);
    const klass = lms.classWithStudents();
    lms.addCategory('lms-homework', 'LMS homework', klass);
    const added = lms.addLineItems(klass, 1, { category: 'lms-homework' });
    const { report } = await desk.sync();
    expect(report.partnerRead?.whole.map(({ entity, why }) => `${entity} ${why}`)).toEqual(
      expect.arrayContaining(['user silent', 'category first', 'lineItem first', 'result first']),
    );
    expect(report.writes.powerschool.created).toBe(1 + added.lineItems + added.results);
  });
});
