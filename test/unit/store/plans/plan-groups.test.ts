import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPlanDesk } from '../../../../electron/store/plans/plan-desk.ts';
import { openPlanGroups, type PlanGroups, type WhichGroups } from '../../../../electron/store/plans/plan-groups.ts';
import { openPlansDatabase } from '../../../../electron/store/plans/open-plans.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const classes = [
  { schoolKey: 2, school: 'West', classKey: 21, name: 'Algèbre', results: 700 },
  { schoolKey: 1, school: 'North', classKey: 11, name: 'History', results: 5 },
  { schoolKey: 1, school: 'North', classKey: 12, name: 'Algebra', results: 6 },
];

/** A plan of a line item and some results for each of three classes in two schools. */
function openPlan(): { readonly groups: PlanGroups; readonly desk: ReturnType<typeof openPlanDesk> } {
  const database = join(temporaryFolder(), 'data.db');
  const db = openPlansDatabase(database);
  db.exec(
    `INSERT INTO plan (number, planId, kind, createdAt, dryRun, state, counts) VALUES (1, 'one', 'sync', 0, 0, 'open', '{"a":1}')`,
  );
  const insert = db.prepare(
    `INSERT INTO plan_item (plan, item, entity, action, target, state, schoolKey, school, classKey, class, label, grouped, hasConflict, body)
     VALUES (1, ?, ?, ?, 'partner', ?, ?, ?, ?, ?, '', '', 0, '{}')`,
  );
  let item = 0;
  for (const { schoolKey, school, classKey, name, results } of classes) {
    insert.run(++item, 'lineItem', 'create', 'blocked', schoolKey, school, classKey, name);
    for (let at = 0; at < results; at++)
      insert.run(++item, 'result', 'update', 'planned', schoolKey, school, classKey, name);
  }
  const groups = openPlanGroups(database);
  if (groups === undefined) throw new Error('no plans');
  return { groups, desk: openPlanDesk(db, 'a') };
}

const all: WhichGroups = { planId: 'one', filter: {}, search: '' };

describe('a plan in figures', () => {
  it('is counted by kind, and by school with the names in order', () => {
    const { groups } = openPlan();
    expect(groups.planTotals('one').map(({ entity, state, count }) => [entity, state, count])).toEqual([
      ['lineItem', 'blocked', 3],
      ['result', 'planned', 711],
    ]);
    expect(groups.planSchools(all)).toEqual([
      { schoolKey: 1, school: 'North', count: 13, groups: 4, planned: 11, leftOut: 0 },
      { schoolKey: 2, school: 'West', count: 701, groups: 2, planned: 700, leftOut: 0 },
    ]);
    expect(groups.planTotals('another')).toEqual([]);
  });

  it('comes a page at a time, class by class, and each group once', () => {
    const { groups } = openPlan();
    const pages = [0, 2, 4, 6].map((after) => groups.planGroups(all, after, 2));
    expect(pages.map((page) => page.map((group) => `${group.class ?? ''} ${group.entity} ${group.count}`))).toEqual([
      ['Algebra lineItem 1', 'Algebra result 6'],
      ['History lineItem 1', 'History result 5'],
      ['Algèbre lineItem 1', 'Algèbre result 700'],
      [],
    ]);
  });

  it('is narrowed down by kind and by the name of a class, accents and case aside', () => {
    const { groups } = openPlan();
    const which = { ...all, filter: { entity: 'result' as const }, search: ' ALGE ' };
    expect(groups.planSchools(which).map(({ school, count }) => [school, count])).toEqual([
      ['North', 6],
      ['West', 700],
    ]);
    const inWest = { ...which, filter: { ...which.filter, schoolKey: 2 } };
    expect(groups.planGroups(inWest, 0, 9).map(({ class: name, count }) => [name, count])).toEqual([['Algèbre', 700]]);
  });

  it('shows what was left out of a whole school, and lets other work in meanwhile', async () => {
    const { groups, desk } = openPlan();
    const done = desk.leaveOut('one', { schoolKey: 2 }, true);
    expect(groups.planSchools(all)[1]?.leftOut).toBe(500);
    expect(await done).toBe(700);
    expect(groups.planSchools(all)[1]).toMatchObject({ planned: 0, leftOut: 700, groups: 2 });
    expect(await desk.leaveOut('one', { schoolKey: 2 }, false)).toBe(700);
    expect(await desk.leaveOut('one', { schoolKey: 2 }, false)).toBe(0);
  });
});
