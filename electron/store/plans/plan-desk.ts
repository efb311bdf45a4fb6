import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import type { Conflict } from '../../../shared/exchange/plan.ts';
import type { Value } from '../../../shared/oneroster/entity.ts';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { Decision } from '../../engine/exchange/plan-record.ts';
import type { Decisions } from '../exchange/pair-store.ts';
import type { ItemFilter } from '../../../shared/ipc/contract/plans.ts';
import { openPlanReader } from './plan-reader.ts';

/** What a person does with a plan before it is applied. Every method throws AppError `plan.notOpen` (stop) where it is too late. */
export interface PlanDesk {
  /** Takes writes out of a plan, or puts them back, some at a time; returns how many. Those that are kept back stay so. */
  leaveOut(
    planId: string,
    which: ItemFilter & { readonly item?: number | undefined },
    leftOut: boolean,
  ): Promise<number>;
  /** `released`: the number of its changes was typed, so that the guard lets this plan pass. Throws `plan.wrongCount` for another number. */
  approve(planId: string, approval: Approval): void;
  /** Decides a conflict: the value that both ends shall have, or of a record the end whose state counts. Holds from the next plan on. */
  decide(planId: string, conflict: number, value: Value, now: number): void;
}

export interface Approval {
  readonly by: string;
  readonly at: string;
  readonly note: string;
  /** The number of changes that somebody typed to release the plan from its guard; null where none was typed. */
  readonly typed: number | null;
}

/** As many changes of state as are made without a pause. */
const atOnce = 500;

export function openPlanDesk(db: Database, integrationId: string): PlanDesk {
  const reader = openPlanReader(db, integrationId);
  function requireOpen(planId: string): void {
    const plan = reader.get(planId);
    if (plan === undefined) {
      throw new AppError('plan.unknown', 'stop', 'There is no such plan.', {
        fix: 'List the plans, and take one of them.',
      });
    }
    if (plan.state !== 'open' && plan.state !== 'approved') {
      throw new AppError(
        'plan.notOpen',
        'stop',
        'This plan has been applied already, or a newer one has taken its place.',
        {
          fix: 'Sync again, and look at the new plan.',
        },
      );
    }
  }

  return {
    async leaveOut(planId, which, leftOut) {
      requireOpen(planId);
      const given = Object.entries(which).filter(([, value]) => value !== undefined);
      const [from, to] = leftOut ? ['planned', 'leftOut'] : ['leftOut', 'planned'];
      const plan = db.prepare<[string], number>('SELECT number FROM plan WHERE planId = ?').pluck().get(planId);
      const items = db
        .prepare<unknown[], number>(
          `SELECT item FROM plan_item WHERE plan = ? AND state = ?${given.map(([name]) => ` AND "${name}" = ?`).join('')}`,
        )
        .pluck()
        .all(plan, from, ...given.map(([, value]) => value));
      const set = db.prepare('UPDATE plan_item SET state = ? WHERE plan = ? AND item = ? AND state = ?');
      let changed = 0;
      for (let at = 0; at < items.length; at += atOnce) {
        // A school has tens of thousands: what else the application is asked comes in between.
        if (at > 0) await setImmediate();
        requireOpen(planId);
        db.transaction(() => {
          for (const item of items.slice(at, at + atOnce)) changed += set.run(to, plan, item, from).changes;
        }).immediate();
      }
      return changed;
    },
    approve(planId, { typed, ...approval }) {
      requireOpen(planId);
      const planned = db
        .prepare<[string], number>(
          "SELECT count(*) FROM plan_item WHERE plan = (SELECT number FROM plan WHERE planId = ?) AND state = 'planned'",
        )
        .pluck()
        .get(planId);
      if (typed !== null && typed !== planned) {
        throw new AppError('plan.wrongCount', 'stop', 'This is not the number of changes in the plan.', {
          fix: `Type ${planned ?? 0} to release the plan, or leave out what is not meant.`,
        });
      }
      db.prepare("UPDATE plan SET state = 'approved', approval = ? WHERE planId = ?").run(
        JSON.stringify({ ...approval, ...(typed === null ? {} : { released: true }) }),
        planId,
      );
    },
    decide(planId, conflict, value, now) {
      const [found] = reader.conflicts(planId, conflict - 1, 1);
      const keys = found?.record.powerschool == null ? undefined : parseSourcedId(found.record.powerschool);
      if (found === undefined || found.conflict !== conflict || found.kind === 'ambiguous' || keys === undefined) {
        throw new AppError('conflict.cannotDecide', 'stop', 'This conflict cannot be decided by a value.', {
          fix: 'Rename or delete one of the records at either end, then sync again.',
        });
      }
      db.prepare(
        `INSERT OR REPLACE INTO decision (entity, sourceKey, sourceSubkey, attribute, seen, value, decidedAt) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ).run(found.entity, keys.key, keys.subkey, found.attribute ?? '', seenOf(found), JSON.stringify(value), now);
    },
  };
}

const seenOf = ({ values: { powerschool, partner } }: Conflict): string => JSON.stringify({ powerschool, partner });

/** Every decision there is, to be asked for record by record. */
export function readDecisions(db: Database): Decisions {
  const rows = db
    .prepare<
      [],
      { entity: string; sourceKey: number; sourceSubkey: number; attribute: string; seen: string; value: string }
    >('SELECT entity, sourceKey, sourceSubkey, attribute, seen, value FROM decision')
    .all();
  const known = new Map<string, Decision[]>();
  for (const row of rows) {
    const key = `${row.entity} ${row.sourceKey} ${row.sourceSubkey}`;
    const decision: Decision = {
      attribute: row.attribute === '' ? null : row.attribute,
      seen: JSON.parse(row.seen) as Decision['seen'],
      value: JSON.parse(row.value) as Value,
    };
    known.set(key, [...(known.get(key) ?? []), decision]);
  }
  return (entity, key, subkey) => known.get(`${entity} ${key} ${subkey}`) ?? [];
}
