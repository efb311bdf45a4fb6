import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import type { PlannedRequest, PlanItem } from '../../../shared/exchange/plan.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';
import { openLms, type Lms } from '../../support/lms.ts';

const nothing = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
const noWrites = { powerschool: nothing, partner: nothing };
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

const hubGradebook = (): readonly string[] => sandbox.partner.records.all('category', 'lineItem', 'result');
const planOf = async (planId: string | undefined): Promise<readonly PlanItem[]> =>
  (JSON.parse((await desk.run('plans', 'show', planId ?? '', '--json')).stdout) as { items: PlanItem[] }).items;

describe('line items and scores from the LMS', () => {
  const before = { powerschool: '', hub: [] as readonly string[], copy: {} as Record<string, readonly string[]> };
  const announced: PlannedRequest[] = [];
  let runId = '';
  let planApplied = '';
  let added = { lineItems: 0, results: 0 };

  it('are planned exactly, and nothing else', async () => {
    before.copy = desk.contents();
    before.powerschool = sandbox.server.snapshot();
    const klass = lms.classWithStudents();
    lms.addCategory('lms-homework', 'LMS homework', klass);
    added = lms.addLineItems(klass, 4, { category: 'lms-homework' });
    before.hub = hubGradebook();
    const { status, report } = await desk.sync('--dry-run');
    expect({ status, writes: report.writes }).toEqual({ status: 0, writes: noWrites });
    const planId = report.plan?.planId ?? '';
    const toPowerSchool = (await planOf(planId)).filter(({ target }) => target === 'powerschool');
    for (const item of toPowerSchool.slice(0, 8)) {
      const { stdout } = await desk.run('plans', 'show', planId, '--request', String(item.item), '--json');
      announced.push(JSON.parse(stdout) as never);
    }
    const count = (entity: string): number => toPowerSchool.filter((item) => item.entity === entity).length;
    expect({ category: count('category'), lineItem: count('lineItem'), result: count('result') }).toEqual({
      category: 1,
      lineItem: added.lineItems,
      result: added.results,
    });
    expect(toPowerSchool.every(({ action, state }) => action === 'create' && state === 'planned')).toBe(true);
  });

  it('would be sent as requests that can be read before; what belongs to something new waits for its number', () => {
    const [category] = announced;
    expect(category).toMatchObject({ target: 'powerschool', method: 'POST', isWaiting: false });
    expect(category?.path).toMatch(/^\/ws\/xte\/teacher_category/);
    expect(JSON.parse(category?.body ?? '')).toMatchObject([{ name: 'LMS homework' }]);
    expect(announced.slice(1).map(({ isWaiting }) => isWaiting)).toEqual(announced.slice(1).map(() => true));
  });

  it('are held by PowerSchool afterwards, and a further run is empty (S22)', async () => {
    const { status, report } = await desk.sync();
    runId = report.runId;
    planApplied = report.plan?.planId ?? '';
    expect(status).toBe(0);
    expect(report.writes.powerschool).toEqual({ ...nothing, created: 1 + added.lineItems + added.results });
    const shown = await desk.run('runs', 'show', runId, '--verify', '--json');
    const { receipts } = JSON.parse(shown.stdout) as { receipts: { request: { path: string; body: string } }[] };
    expect(receipts[0]?.request).toMatchObject({ path: announced[0]?.path, body: announced[0]?.body });
    const again = await desk.sync();
    expect(again.report.plan).toMatchObject({ items: 0, conflicts: 0, held: 0 });
    expect(again.report.writes).toEqual(noWrites);
    expect(again.report.entities.result).toMatchObject({ created: 0, updated: 0, removed: 0 });
  });

  it('are written in the name of the teacher whose class it is, class by class, and of nobody else (C7)', async () => {
    const shown = await desk.run('runs', 'show', runId, '--verify', '--json');
    const { receipts } = JSON.parse(shown.stdout) as {
      receipts: { target: string; teacher: string | null; request: { path: string } }[];
    };
    const enrollments = await records('enrollment');
    const [item] = await planOf(planApplied);
    const teachers = enrollments.filter(
      (row) =>
        row['role'] === 'teacher' &&
        row['primary'] === true &&
        idOf(row['class']) === `class-${String(item?.classKey)}`,
    );
    const teacher = idOf(teachers[0]?.['user']).replace('user-', '');
    expect(teachers).toHaveLength(1);
    const writes = receipts.filter(({ target }) => target === 'powerschool');
    expect(writes.length).toBe(1 + added.lineItems + added.results);
    const names = writes.map(({ request }) => new URL(request.path, 'http://x').searchParams.get('users_dcid'));
    expect(new Set(names)).toEqual(new Set([teacher]));
  });

  it('are taken back by an undo that leaves both ends as they were, and a further run is empty', async () => {
    const dry = JSON.parse((await desk.run('runs', 'undo', runId, '--dry-run', '--json')).stdout) as never;
    expect(dry).toMatchObject({ writes: noWrites, plan: { conflicts: 0, held: 0, applied: false } });
    const undone = await desk.run('runs', 'undo', runId, '--json');
    expect(undone.status).toBe(0);
    expect(hubGradebook()).toEqual(before.hub);
    expect(sandbox.server.snapshot()).toBe(before.powerschool);
    expect(alive(desk.contents())).toEqual(alive(before.copy));
    const again = await desk.sync();
    expect(again.report.plan).toMatchObject({ items: 0, conflicts: 0, held: 0 });
    expect(again.report.writes).toEqual(noWrites);
  });

  it('come again as soon as the LMS changes one of them', async () => {
    lms.change('lineItem', 'lms-0', { title: 'LMS item, second edition' });
    const { report } = await desk.sync();
    expect(report.writes.powerschool.created).toBe(1 + 1 + added.results / added.lineItems);
  });

  it('change a score alone: the day that PowerSchool gives the entry does not come back as a change', async () => {
    type Row = {
      sourcedId: string;
      score?: number;
      lineItem: { sourcedId: string };
      metadata?: Record<string, unknown>;
    };
    const rows = (entity: 'lineItem' | 'result') =>
      sandbox.partner.records.all(entity).map((text) => JSON.parse(text) as Row);
    const onPoints = new Set(
      rows('lineItem').flatMap(({ sourcedId, metadata }) => (metadata?.['scoreType'] === 'POINTS' ? [sourcedId] : [])),
    );
    // Entered in PowerSchool weeks ago, so that today's entry has another day.
    const result = rows('result').find(
      ({ score, lineItem, sourcedId }) =>
        Number(score) > 1 && onPoints.has(lineItem.sourcedId) && !sourcedId.startsWith('lms-'),
    );
    await desk.sync();
    lms.change('result', result?.sourcedId ?? '', { score: Number(result?.score) - 1 });
    const { report } = await desk.sync();
    expect(report.writes.powerschool).toEqual({ ...nothing, updated: 1 });
    const again = await desk.sync();
    expect(again.report.plan).toMatchObject({ items: 0 });
  });

  it('go with their scores when the LMS deletes them, and an undo brings them again', async () => {
    const klass = lms.classWithStudents();
    lms.addLineItems(klass, 1, { category: 'lms-homework', prefix: 'gone-', title: 'Gone again' });
    await desk.sync();
    const standing = () =>
      desk.contents()['lineItem']?.filter((row) => row.includes('Gone again') && row.includes('"removed":false'))
        .length;
    expect(standing()).toBe(1);
    for (const id of ['gone-0', ...lms.studentsOf(klass).map((_student, at) => `gone-0-${at}`)]) {
      lms.change(id === 'gone-0' ? 'lineItem' : 'result', id, { status: 'tobedeleted' });
    }
    const { status, report } = await desk.sync();
    expect({ status, standing: standing() }).toEqual({ status: 0, standing: 0 });
    expect(report.writes.powerschool.deleted).toBe(1 + lms.studentsOf(klass).length);
    expect((await desk.sync()).report.plan).toMatchObject({ items: 0, conflicts: 0 });
    const undone = await desk.run('runs', 'undo', report.runId, '--json');
    expect({ status: undone.status, standing: standing() }).toEqual({ status: 0, standing: 1 });
    expect((JSON.parse(undone.stdout) as typeof report).writes.powerschool).toEqual({
      ...nothing,
      created: 1 + lms.studentsOf(klass).length,
    });
    const again = await desk.sync();
    expect(again.report.plan).toMatchObject({ items: 0, conflicts: 0, held: 0 });
  });

  it('lose a single score when the LMS deletes it, and the empty row that PowerSchool keeps is no conflict', async () => {
    const klass = lms.classWithStudents();
    lms.addLineItems(klass, 1, { category: 'lms-homework', prefix: 'one-', title: 'One score less' });
    await desk.sync();
    lms.change('result', 'one-0-0', { status: 'tobedeleted' });
    const { report } = await desk.sync();
    expect(report.writes.powerschool).toEqual({ ...nothing, deleted: 1 });
    const again = await desk.sync();
    expect(again.report.plan).toMatchObject({ items: 0, conflicts: 0, held: 0 });
  });

  it('are listed among the issues, with their own id, as long as a rule keeps them from PowerSchool', async () => {
    const issues = async () => JSON.parse((await desk.run('issues', desk.integrationId, '--json')).stdout) as unknown;
    const klass = lms.classWithStudents(1);
    lms.addCategory('lms-late', 'LMS late', klass);
    lms.addLineItems(klass, 1, {
      category: 'lms-late',
      prefix: 'long-',
      title: 'A name of more than fifty characters in all, counted',
    });
    const { status, report } = await desk.sync();
    expect(status).toBe(3);
    expect(report.issues).toBeGreaterThan(0);
    expect(await issues()).toMatchObject({
      issues: expect.arrayContaining([
        expect.objectContaining({
          entity: 'lineItem',
          sourcedId: 'long-0',
          code: 'lineItem.titleTooLong',
          severity: 'error',
        }),
      ]) as unknown,
    });
    lms.change('lineItem', 'long-0', { title: 'A short name' });
    const next = await desk.sync();
    expect({ status: next.status, issues: next.report.issues }).toEqual({ status: 0, issues: 0 });
  });

  it('are put right on the way where the settings say so, and do not come back as changes (S4, S6, S8)', async () => {
    const klass = lms.classWithStudents(2);
    desk.change({ fixes: { shortenNames: true, capitalizeScoreTypes: true, fallbackCategory: 'homework' } });
    const title = 'Two of these names are the same for the first fifty characters';
    lms.addLineItems(klass, 2, { category: 'none', prefix: 'fix-', title });
    for (const id of ['fix-0', 'fix-1']) {
      lms.change('lineItem', id, { category: undefined, metadata: { scoreType: 'points' } });
    }
    const { report } = await desk.sync();
    expect(report.plan).toMatchObject({ held: 0, conflicts: 0 });
    expect(report.writes.powerschool.created).toBeGreaterThanOrEqual(2);
    const made = (await planOf(report.plan?.planId)).filter(
      ({ entity, target }) => entity === 'lineItem' && target === 'powerschool',
    );
    const fixed = made.map(({ changes }) =>
      Object.fromEntries(
        changes.flatMap((change) => (change.reason === 'fix' ? [[change.attribute, change.new]] : [])),
      ),
    );
    expect(fixed.map((each) => Object.keys(each).toSorted())).toEqual([
      ['category', 'metadata.scoreType', 'title'],
      ['category', 'metadata.scoreType', 'title'],
    ]);
    expect(new Set(fixed.map((each) => each['title'])).size).toBe(2);
    expect(lms.find('lineItem', 'fix-0')?.['title']).toBe(`${title} 0`);
    const again = await desk.sync();
    expect(again.report.plan).toMatchObject({ items: 0, held: 0 });
    expect(again.report.writes).toEqual(noWrites);
  });
});

async function records(entity: string): Promise<readonly Record<string, unknown>[]> {
  const { stdout } = await desk.run(
    'records',
    entity,
    '--integration',
    desk.integrationId,
    '--limit',
    '100000',
    '--json',
  );
  return (JSON.parse(stdout) as { records: Record<string, unknown>[] }).records;
}

const idOf = (reference: unknown): string => (reference as { readonly sourcedId: string } | undefined)?.sourcedId ?? '';

/** The gradebook of the local copy without what is gone. */
const alive = (contents: Record<string, readonly string[]>): readonly (readonly string[] | undefined)[] =>
  ['category', 'lineItem', 'result'].map((entity) =>
    contents[entity]?.filter((row) => row.includes('"removed":false')),
  );
