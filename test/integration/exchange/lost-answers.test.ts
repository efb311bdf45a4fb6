import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';
import { openLms, type Lms } from '../../support/lms.ts';

const nothing = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
let sandbox: Sandbox;
let desk: DistrictDesk;
let lms: Lms;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 3, students: 40 });
  const { powerschool, schoolPassport } = sandbox.describe();
  desk = openDistrictDesk(
    { ...powerschool, partnerSecret: schoolPassport.clientSecret },
    {
      mode: 'two-way',
      gradeSync: { enabled: true },
      masterFields: [...gradeExchangePreset()],
      partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
    },
  );
  lms = openLms(sandbox.partner.records);
  await desk.sync();
}, 120_000);
afterAll(async () => {
  desk.remove();
  await sandbox.close();
});

interface Named {
  readonly title?: string;
}
/** How often a title stands in PowerSchool's gradebook, as the local copy has it. */
const inPowerSchool = (entity: 'category' | 'lineItem', title: string): number =>
  new Set(
    (desk.contents()[entity] ?? [])
      .filter((row) => row.includes(`"title":"${title}"`) && row.includes('"removed":false'))
      .map((row) => (JSON.parse(row) as { sourceKey: number }).sourceKey),
  ).size;
const inHub = (entity: 'category' | 'lineItem', title: string): number =>
  sandbox.partner.records.all(entity).filter((text) => (JSON.parse(text) as Named).title === title).length;

let round = 0;
/** A teacher makes a category with a line item and scores in the LMS. Returns what they are called. */
function teacherAtWork(): { readonly category: string; readonly item: string } {
  round++;
  const klass = lms.classWithStudents(1);
  const [category, item] = [`Category ${round}`, `Item ${round}`];
  lms.addCategory(`lms-category-${round}`, category, klass);
  lms.addLineItems(klass, 1, { category: `lms-category-${round}`, title: item, prefix: `lms-${round}-` });
  return { category, item: `${item} 0` };
}

const places = [
  ['powerschool', 'POST', '/ws/xte/teacher_category'],
  ['powerschool', 'POST', '/ws/xte/section/assignment/'],
  ['powerschool', 'PUT', '/ws/xte/score'],
  ['partner', 'PUT', '*/categories/*'],
] as const;

describe('an answer that is lost', () => {
  for (const fault of ['loseAnswer', 'closeBeforeAnswer'] as const) {
    it.each(places)(
      `${fault === 'loseAnswer' ? 'after' : 'before'} it was done at %s (%s %s) leaves nothing twice and nothing out`,
      async (end, method, path) => {
        const { category, item } = teacherAtWork();
        const server = end === 'powerschool' ? sandbox.server : sandbox.partner;
        server.setFaults([{ fault, times: 1, match: { method, path } }]);
        await desk.sync();
        server.setFaults([]);
        await desk.sync();
        expect({ category: inPowerSchool('category', category), item: inPowerSchool('lineItem', item) }).toEqual({
          category: 1,
          item: 1,
        });
        expect(inHub('lineItem', item)).toBe(1);
        const quiet = await desk.sync();
        expect(quiet.report.plan).toMatchObject({ items: 0, conflicts: 0 });
        expect(quiet.report.writes).toEqual({ powerschool: nothing, partner: nothing });
      },
    );
  }
});

describe('a sync that is killed', () => {
  it.each([1, 2, 3])('after %i writes leaves nothing twice and nothing out', async (writes) => {
    const { category, item } = teacherAtWork();
    const before = sandbox.server.writeLog.length;
    const killed = desk.start('sync', desk.integrationId, '--json');
    while (sandbox.server.writeLog.length < before + writes) await new Promise((resolve) => setTimeout(resolve, 5));
    killed.child.kill('SIGKILL');
    await killed.ended.catch(() => undefined);
    await desk.sync();
    expect({ category: inPowerSchool('category', category), item: inPowerSchool('lineItem', item) }).toEqual({
      category: 1,
      item: 1,
    });
    const quiet = await desk.sync();
    expect(quiet.report.plan).toMatchObject({ items: 0, conflicts: 0 });
    expect(quiet.report.writes).toEqual({ powerschool: nothing, partner: nothing });
  });
});
