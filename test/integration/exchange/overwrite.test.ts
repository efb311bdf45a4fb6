import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import type { PlanItem } from '../../../shared/exchange/plan.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';
import { openLms, type Lms } from '../../support/lms.ts';

const nothing = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
let sandbox: Sandbox;
let desk: DistrictDesk;
let lms: Lms;
/** The result, by its name in the LMS, that was changed in PowerSchool. */
let changedScore = '';
/** The numbers of the rows that the sync has made in a table of PowerSchool, in their order. */
let made: (table: string) => readonly number[];

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 3, students: 6 });
  const { powerschool, schoolPassport } = sandbox.describe();
  desk = openDistrictDesk(
    { ...powerschool, partnerSecret: schoolPassport.clientSecret },
    {
      mode: 'two-way',
      gradeSync: { enabled: true },
      gradeRule: 'partnerOverwrites',
      masterFields: [...gradeExchangePreset()],
      limits: { averageShift: 100 },
      partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
    },
  );
  lms = openLms(sandbox.partner.records);
  const klass = lms.classWithStudents();
  lms.addCategory('lms-homework', 'LMS homework', klass);
  lms.addLineItems(klass, 2, { category: 'lms-homework' });
  await desk.sync();
  const { writeLog } = sandbox.server;
  made = (table) =>
    writeLog
      .flatMap(({ rows }) => rows)
      .flatMap((row) => (row.table === table && row.action === 'insert' ? [row.id] : []));
}, 120_000);
afterAll(async () => {
  desk.remove();
  await sandbox.close();
});

const hubGradebook = (): readonly string[] => sandbox.partner.records.all('category', 'lineItem', 'result');
const planOf = async (planId = ''): Promise<readonly PlanItem[]> =>
  (JSON.parse((await desk.run('plans', 'show', planId, '--json')).stdout) as { items: PlanItem[] }).items;

describe('an LMS that always overwrites', () => {
  it('is the only one that is read from: what PowerSchool’s teachers have made stays there alone', () => {
    expect(made('ASSIGNMENTSECTION')).toHaveLength(2);
    expect(made('ASSIGNMENTSCORE')).toHaveLength(2);
    expect(lms.find('lineItem', 'lms-0')).toBeDefined();
    expect(hubGradebook().every((text) => text.includes('"lms-'))).toBe(true);
    expect(sandbox.partner.writeLog).toEqual([]);
  });

  it('replaces what was changed in PowerSchool, and shows it first with what stood there (C4)', async () => {
    const before = sandbox.server.snapshot();
    const [score = 0, other = 0] = made('ASSIGNMENTSCORE');
    const [section = 0] = made('ASSIGNMENTSECTION');
    sandbox.server.changeRows([
      { table: 'ASSIGNMENTSCORE', id: score, set: { SCOREPOINTS: 19, ACTUALSCOREENTERED: '19' } },
      { table: 'ASSIGNMENTSCORE', id: other, set: { ISLATE: 1 } },
      { table: 'ASSIGNMENTSECTION', id: section, set: { NAME: 'By hand' } },
    ]);
    const dry = await desk.sync('--dry-run');
    const items = await planOf(dry.report.plan?.planId);
    changedScore = items.find((item) => item.changes.some(({ attribute }) => attribute === 'score'))?.partner ?? '';
    const changes = items.flatMap(({ target, changes: each }) => each.map((change) => ({ target, ...change })));
    expect(changes).toHaveLength(3);
    expect(changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ target: 'powerschool', attribute: 'score', old: 19, reason: 'overwrite' }),
        expect.objectContaining({ target: 'powerschool', attribute: 'late', old: 1, new: 0, reason: 'overwrite' }),
        { target: 'powerschool', attribute: 'title', old: 'By hand', new: 'LMS item 1', reason: 'overwrite' },
      ]),
    );
    const { status, report } = await desk.sync();
    expect({ status, writes: report.writes }).toEqual({
      status: 0,
      writes: { powerschool: { ...nothing, updated: 3 }, partner: nothing },
    });
    expect(sandbox.server.snapshot()).toBe(before);
  });

  it('brings back what was deleted in PowerSchool, and prevails where both have changed the same', async () => {
    const [section = 0] = made('ASSIGNMENTSECTION').slice(-1);
    const [score = 0] = made('ASSIGNMENTSCORE');
    const gone = made('ASSIGNMENTSCORE').slice(-1)[0] ?? 0;
    sandbox.server.changeRows([
      { table: 'ASSIGNMENTSCORE', id: score, set: { SCOREPOINTS: 3, ACTUALSCOREENTERED: '3' } },
      { table: 'ASSIGNMENTSCORE', delete: gone },
      { table: 'ASSIGNMENTSECTION', id: section, set: { DESCRIPTION: null } },
    ]);
    lms.change('result', changedScore, { score: 12.5 });
    const { status, report } = await desk.sync();
    expect({ status, writes: report.writes }).toEqual({
      status: 0,
      writes: { powerschool: { ...nothing, created: 1, updated: 2 }, partner: nothing },
    });
    const again = await desk.sync();
    expect(again.report.plan).toMatchObject({ items: 0, conflicts: 0, held: 0 });
  });

  it('never hears of a change, a new line item or a new score made in PowerSchool (C5)', async () => {
    const before = hubGradebook();
    const [section = 0] = made('ASSIGNMENTSECTION');
    const [score = 0] = made('ASSIGNMENTSCORE');
    const [own = 0] = ownSections();
    sandbox.server.changeRows([
      { table: 'ASSIGNMENTSECTION', id: section, set: { NAME: 'By hand again' } },
      { table: 'ASSIGNMENTSCORE', id: score, set: { SCOREPOINTS: 1, ACTUALSCOREENTERED: '1' } },
      { table: 'ASSIGNMENTSECTION', id: own, set: { NAME: 'Only in PowerSchool' } },
    ]);
    const { report } = await desk.sync();
    expect(report.writes).toEqual({ powerschool: { ...nothing, updated: 2 }, partner: nothing });
    expect(desk.contents()['lineItem']?.some((text) => text.includes('Only in PowerSchool'))).toBe(true);
    expect(hubGradebook()).toEqual(before);
    expect(sandbox.partner.writeLog).toEqual([]);
    expect((await desk.sync()).report.plan).toMatchObject({ items: 0, conflicts: 0, held: 0 });
  });
});

/** Assignments that were in PowerSchool before the first sync, by their number there. */
const ownSections = (): readonly number[] => {
  const later = new Set(made('ASSIGNMENTSECTION'));
  return (desk.contents()['lineItem'] ?? []).flatMap((text) => {
    const { sourceSubkey, removed } = JSON.parse(text) as { sourceSubkey: number; removed: boolean };
    return removed || later.has(sourceSubkey) ? [] : [sourceSubkey];
  });
};
