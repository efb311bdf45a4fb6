import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';

type Hub = Record<string, never> & {
  sourcedId: string;
  metadata?: Record<string, unknown>;
  class?: { sourcedId: string };
};
const nothing = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
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
      masterFields: [...gradeExchangePreset()],
      partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
    },
  );
  await desk.sync();
}, 120_000);
afterAll(async () => {
  desk.remove();
  await sandbox.close();
});

const hub = (...of: Parameters<Sandbox['partner']['records']['all']>): readonly Hub[] =>
  sandbox.partner.records.all(...of).map((text) => JSON.parse(text) as Hub);
const put = sandbox_put;
function sandbox_put(entity: 'category' | 'lineItem' | 'result', record: Record<string, unknown>): void {
  sandbox.partner.records.put(entity, {
    status: 'active',
    dateLastModified: new Date().toISOString(),
    ...record,
  } as never);
}

describe('grades given in the LMS', () => {
  let runId = '';
  it('come to PowerSchool, exactly these', async () => {
    const item = hub('lineItem')[0];
    const classId = item?.class?.sourcedId ?? '';
    const students = hub('enrollment')
      .filter(
        (e) =>
          (e['class'] as never as { sourcedId: string }).sourcedId === classId && (e['role'] as never) === 'student',
      )
      .map((e) => (e['user'] as never as { sourcedId: string }).sourcedId);
    const category = hub('category').find((c) => c.metadata?.['classId'] === classId);
    put('category', { sourcedId: 'lms-cat', title: 'LMS work', metadata: { classId } });
    for (let i = 0; i < 3; i++) {
      put('lineItem', {
        sourcedId: `lms-${i}`,
        title: `LMS item ${i}`,
        description: 'From the LMS',
        assignDate: '2026-10-01T00:00:00Z',
        dueDate: '2026-10-08T00:00:00Z',
        class: { sourcedId: classId },
        category: { sourcedId: i === 2 ? 'lms-cat' : category?.sourcedId },
        resultValueMin: 0,
        resultValueMax: 20,
        gradingPeriod: item?.['gradingPeriod'],
        metadata: { scoreType: 'POINTS' },
      });
      for (const [n, student] of students.entries()) {
        put('result', {
          sourcedId: `lms-${i}-${n}`,
          lineItem: { sourcedId: `lms-${i}` },
          student: { sourcedId: student },
          score: 10 + n,
          scoreStatus: 'fully graded',
          scoreDate: '2026-10-09',
          comment: 'Well done',
        });
      }
    }
    const { status, report, stderr } = await desk.sync();
    runId = report.runId;
    console.log(
      students.length,
      status,
      JSON.stringify(report.writes),
      JSON.stringify(report.plan),
      JSON.stringify(report.error),
      stderr.slice(-300),
    );
    const { stdout } = await desk.run('plans', 'show', report.plan?.planId ?? '', '--json');
    const plan = JSON.parse(stdout) as {
      items: {
        state: string;
        outcome: unknown;
        problems: unknown;
        entity: string;
        target: string;
        action: string;
        changes: unknown;
      }[];
      conflicts: unknown[];
    };
    console.log(
      JSON.stringify(plan.items.filter((i) => i.state !== 'applied').slice(0, 6), null, 1),
      JSON.stringify(plan.conflicts.slice(0, 3)),
    );
    expect(status).toBe(0);
    const again = await desk.sync();
    console.log(JSON.stringify(again.report.writes), JSON.stringify(again.report.plan));
    console.log((await desk.run('plans', 'show', again.report.plan?.planId ?? '')).stdout.slice(0, 3000));
    expect(again.report.writes).toEqual({ powerschool: nothing, partner: nothing });
  });
  it('are taken back', async () => {
    const dry = await desk.run('runs', 'undo', runId, '--dry-run', '--json');
    console.log(dry.stdout.slice(-700), dry.stderr.slice(-500));
    const { stdout } = await desk.run('runs', 'undo', runId, '--json');
    const report = JSON.parse(stdout);
    console.log(JSON.stringify(report.writes), JSON.stringify(report.plan), JSON.stringify(report.error));
    const shown = JSON.parse((await desk.run('plans', 'show', report.plan?.planId ?? '', '--json')).stdout) as any;
    console.log(JSON.stringify(shown.items.filter((i: any) => i.state !== 'applied').slice(0, 6), null, 1));
    const again = await desk.sync();
    console.log(JSON.stringify(again.report.writes), JSON.stringify(again.report.plan));
    console.log((await desk.run('plans', 'show', again.report.plan?.planId ?? '')).stdout.slice(0, 3000));
    expect(again.report.writes).toEqual({ powerschool: nothing, partner: nothing });
  });
});
