import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { ItemFilter, ItemGroup, PlanSchool, PlanTotal } from '../../../shared/ipc/contract/plans.ts';
import { foldText } from '../browse/fold.ts';
import { plansFile } from './plans-file.ts';

/** Which groups are meant: those of the filter, in classes whose names hold the search. */
export interface WhichGroups {
  readonly planId: string;
  readonly filter: ItemFilter;
  readonly search: string;
}

/** Plans of any size as people look at them: counted by kind, by school, by class. Read-only, for a thread of its own. */
export interface PlanGroups {
  planTotals(planId: string): readonly PlanTotal[];
  /** By name. */
  planSchools(which: WhichGroups): readonly PlanSchool[];
  /** By the names of school and class; so many `after` so many. */
  planGroups(which: WhichGroups, after: number, limit: number): readonly ItemGroup[];
}

/** What may be asked of them on another thread. */
export const planGroupCalls = [
  'planTotals',
  'planSchools',
  'planGroups',
] as const satisfies readonly (keyof PlanGroups)[];

/** Opens the plans that belong to a local copy; undefined where there are none yet. */
export function openPlanGroups(database: string): (PlanGroups & { close(): void }) | undefined {
  const file = plansFile(database);
  if (!existsSync(file)) return undefined;
  const db = new Database(file, { readonly: true, timeout: 10_000 });
  return { ...planGroupsOf(db), close: () => void db.close() };
}

const ofPlan = 'plan = (SELECT number FROM plan WHERE planId = ?)';

export function planGroupsOf(db: Database.Database): PlanGroups {
  function all({ planId, filter, search }: WhichGroups): readonly ItemGroup[] {
    const given = Object.entries(filter).filter(([, value]) => value !== undefined);
    const conditions = given.map(([name]) => ` AND "${name}" = ?`).join('');
    const groups = db
      .prepare<unknown[], ItemGroup>(
        // Counted in an index that holds no names; each group's are those of its first write.
        `SELECT g.schoolKey, i.school, g.classKey, i.class, g.entity, g.target, g.action, g.state, g.count
         FROM (SELECT plan, schoolKey, classKey, entity, target, action, state, min(item) AS first, count(*) AS count
           FROM plan_item WHERE ${ofPlan}${conditions} GROUP BY schoolKey, classKey, entity, target, action, state) AS g
         JOIN plan_item AS i ON i.plan = g.plan AND i.item = g.first
         ORDER BY i.school, g.schoolKey, i.class, g.classKey, g.entity, g.target, g.action, g.state`,
      )
      .all(planId, ...given.map(([, value]) => value));
    const wanted = foldText(search.trim());
    return wanted === '' ? groups : groups.filter((group) => foldText(group.class ?? '').includes(wanted));
  }

  return {
    planTotals: (planId) =>
      db
        .prepare<[string], PlanTotal>(
          `SELECT target, entity, action, state, count(*) AS count FROM plan_item WHERE ${ofPlan}
           GROUP BY target, entity, action, state ORDER BY target DESC, entity, action, state`,
        )
        .all(planId),
    planSchools: (which) =>
      [...Map.groupBy(all(which), ({ schoolKey }) => schoolKey)].map(([schoolKey, groups]) => {
        const sum = (state?: ItemGroup['state']): number =>
          groups.reduce(
            (before, group) => before + (state === undefined || group.state === state ? group.count : 0),
            0,
          );
        return {
          schoolKey,
          school: groups[0]?.school ?? null,
          count: sum(),
          groups: groups.length,
          planned: sum('planned'),
          leftOut: sum('leftOut'),
        };
      }),
    planGroups: (which, after, limit) => all(which).slice(after, after + limit),
  };
}
