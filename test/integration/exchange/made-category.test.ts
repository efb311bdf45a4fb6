import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../../electron/backend.ts';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import type { PlanItem } from '../../../shared/exchange/plan.ts';
import { openLms } from '../../support/lms.ts';
import { openTwoWayDistrict, type TwoWayDistrict } from '../../support/two-way-district.ts';

const nothing = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
const noWrites = { powerschool: nothing, partner: nothing };
const name = 'Other work';
let district: TwoWayDistrict;
beforeAll(async () => {
  district = await openTwoWayDistrict(40);
  await district.desk.sync();
}, 120_000);
afterAll(() => district.close());

const standing = () => ({
  powerschool: district.sandbox.server.snapshot(),
  partner: district.sandbox.partner.snapshot(),
});
const planOf = async (planId: string | undefined): Promise<readonly PlanItem[]> =>
  (JSON.parse((await district.desk.run('plans', 'show', planId ?? '', '--json')).stdout) as { items: PlanItem[] })
    .items;
const kindsOf = (items: readonly PlanItem[]): readonly string[] =>
  items.map(({ entity, action, target }) => `${entity} ${action} ${target}`);

interface Enrollment {
  readonly role: string;
  readonly class: { readonly sourcedId: string };
  readonly user: { readonly sourcedId: string };
}

/** Two classes with students that have the same teacher. */
function twoClasses(): readonly [string, string] {
  const enrollments = district.sandbox.partner.records.all('enrollment').map((text) => JSON.parse(text) as Enrollment);
  const withStudents = new Set(enrollments.flatMap((each) => (each.role === 'student' ? [each.class.sourcedId] : [])));
  const byTeacher = Map.groupBy(
    enrollments.filter(({ role, class: klass }) => role === 'teacher' && withStudents.has(klass.sourcedId)),
    ({ user }) => user.sourcedId,
  );
  const [first, second] = [...byTeacher.values()].find((some) => some.length > 1) ?? [];
  if (first === undefined || second === undefined) throw new Error('no teacher with two classes');
  return [first.class.sourcedId, second.class.sourcedId];
}

/** Line items without a category: two in one class, one in another class of the same teacher. */
function addBare(): void {
  const lms = openLms(district.sandbox.partner.records);
  const [one, other] = twoClasses();
  lms.addLineItems(one, 2, { category: 'none', prefix: 'bare-' });
  lms.addLineItems(other, 1, { category: 'none', prefix: 'other-' });
  for (const id of ['bare-0', 'bare-1', 'other-0']) lms.change('lineItem', id, { category: undefined });
}

describe('line items without a category, whose teacher lacks the one they are to go into', () => {
  let before = { powerschool: '', partner: '' };
  let runId = '';

  it('wait where the settings only name it', async () => {
    addBare();
    district.desk.change({ fixes: { fallbackCategory: name } });
    before = standing();
    const { report } = await district.desk.sync('--plan-only');
    const items = (await planOf(report.plan?.planId)).filter(({ entity }) => entity !== 'result');
    expect(items.map(({ state, problems }) => [state, problems[0]?.code])).toEqual(
      items.map(() => ['blocked', 'lineItem.noCategory']),
    );
    expect(items).toHaveLength(3);
  });

  it('wait as well where somebody leaves it out of the plan', async () => {
    district.desk.change({ fixes: { fallbackCategory: name, makeFallbackCategory: true } });
    const { report } = await district.desk.sync('--plan-only');
    const planId = report.plan?.planId ?? '';
    const backend = openBackend({ profileFolder: district.desk.profile, credentials: openMemoryCredentials() });
    await backend.plans(district.desk.integrationId).leaveOut(planId, { entity: 'category' }, true);
    await backend.close();
    const applied = await district.desk.sync('--plan', planId);
    expect(applied.report.writes).toEqual(noWrites);
    expect(standing()).toEqual(before);
    const states = (await planOf(planId)).filter(({ entity }) => entity === 'lineItem').map(({ state }) => state);
    expect(states).toEqual(['skipped', 'skipped', 'skipped']);
  });

  it('go into it once it was made: once for the teacher, and in each of the classes (S8)', async () => {
    const { status, report } = await district.desk.sync();
    expect({ status, held: report.plan?.held }).toEqual({ status: 0, held: 0 });
    runId = report.runId;
    const items = await planOf(report.plan?.planId);
    const kinds = kindsOf(items);
    expect(kinds.filter((kind) => kind === 'category create powerschool')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'lineItem create powerschool')).toHaveLength(3);
    const [made] = items;
    expect(made).toMatchObject({ entity: 'category', label: name, partner: null, changes: [{ reason: 'fix' }] });
    const copies = items.filter(({ entity, target }) => entity === 'category' && target === 'partner');
    expect(copies.length).toBeGreaterThanOrEqual(2);
    expect(new Set(copies.map(({ classKey }) => classKey)).size).toBe(copies.length);
    const inHub = district.sandbox.partner.records
      .all('category')
      .map((text) => JSON.parse(text) as { title: string; metadata?: Readonly<Record<string, string>> })
      .filter(({ title }) => title === name);
    expect(inHub).toHaveLength(copies.length);
    // S10, S11, S15: whose it is, of which year, and of which category it is a copy.
    for (const { metadata } of inHub) {
      expect(metadata).toMatchObject({ TermID: '3600' });
      expect(metadata?.['userDcid']).toMatch(/^\d+$/);
      expect(metadata?.['categoryId']).toBe(inHub[0]?.metadata?.['categoryId']);
    }
  });

  it('are in agreement from then on', async () => {
    const again = await district.desk.sync();
    expect(again.report.writes).toEqual(noWrites);
    expect(again.report.plan).toMatchObject({ items: 0, conflicts: 0, held: 0 });
  });

  it('are taken back with it, byte for byte', async () => {
    const undone = await district.desk.run('runs', 'undo', runId, '--json');
    expect(undone.status).toBe(0);
    expect(standing()).toEqual(before);
    const again = await district.desk.sync();
    expect(again.report.writes).toEqual(noWrites);
    expect(standing()).toEqual(before);
  });
});
