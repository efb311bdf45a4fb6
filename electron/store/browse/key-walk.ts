import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { quote } from '../sql.ts';

/** Rows between two anchors: what has to be skipped to reach any place is fewer. */
export const anchorStep = 20_000;

/** The rows of an entity that are there in the order of their keys. Nothing but the index of the keys is read. */
export interface KeyWalk {
  /** Row numbers from a place on, backwards from the end if `descending`; undefined where the anchors are not there yet. */
  window(offset: number, limit: number, descending: boolean): number[] | undefined;
  /** Sets the anchors, in turns with other work. */
  prepare(): Promise<void>;
}

/** Leaves out the few rows that are gone without looking at each row. */
export const alive = (entity: EntityType): string =>
  `t.rowid NOT IN (SELECT rowid FROM main.${quote(entity)} WHERE removedRun IS NOT NULL)`;

export function openKeyWalk(db: Database, entity: EntityType, step = anchorStep): KeyWalk {
  const from = `FROM main.${quote(entity)} AS t`;
  const present = alive(entity);
  const ordered = (way: 'ASC' | 'DESC') => `ORDER BY t.sourceKey ${way}, t.sourceSubkey ${way} LIMIT ? OFFSET ?`;
  const ascending = db.prepare<unknown[], number>(`SELECT t.rowid ${from} WHERE ${present} ${ordered('ASC')}`).pluck();
  const backward = db.prepare<unknown[], number>(`SELECT t.rowid ${from} WHERE ${present} ${ordered('DESC')}`).pluck();
  const since = `${from} WHERE (t.sourceKey, t.sourceSubkey) >= (?, ?) AND ${present}`;
  const onward = db.prepare<unknown[], number>(`SELECT t.rowid ${since} ${ordered('ASC')}`).pluck();
  const keyAt = db
    .prepare<unknown[], [number, number]>(`SELECT t.sourceKey, t.sourceSubkey ${since} ${ordered('ASC')}`)
    .raw();
  let anchors: readonly (readonly [number, number])[] | undefined;
  let total = 0;

  async function prepare(): Promise<void> {
    if (anchors !== undefined) return;
    const set: [number, number][] = [[-1, -1]];
    for (;;) {
      const next = keyAt.get(...(set.at(-1) ?? []), 1, step);
      if (next === undefined) break;
      set.push(next);
      await setImmediate();
    }
    const rest = db
      .prepare<unknown[], number>(`SELECT count(*) ${since}`)
      .pluck()
      .get(...(set.at(-1) ?? []));
    total = (set.length - 1) * step + (rest ?? 0);
    anchors = set;
  }

  return {
    prepare,
    window(offset, limit, descending) {
      if (offset + limit <= step) return (descending ? backward : ascending).all(limit, offset);
      if (anchors === undefined) return undefined;
      const first = descending ? Math.max(0, total - offset - limit) : offset;
      const count = descending ? Math.max(0, total - offset - first) : limit;
      const place = Math.min(Math.floor(first / step), anchors.length - 1);
      const rowids = onward.all(...(anchors[place] ?? []), count, first - place * step);
      return descending ? rowids.toReversed() : rowids;
    },
  };
}
