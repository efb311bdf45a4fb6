import type { Database } from 'better-sqlite3';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import type { RunSpan } from './history-sql.ts';
import { lastRowOf } from './row-place.ts';

/** What the history counts of an entity; what is new is not among it. */
export interface HistoryCounts {
  readonly back: number;
  readonly removed: number;
  readonly changed: number;
}

/**
 * The counts where a single run of the span has touched the entity, which the indexes answer: each of its changes is a difference. Undefined
 * where several have, or where an earlier one has made records: then one may have undone what another did.
 */
export function countOneRun(db: Database, entity: EntityType, { from, to }: RunSpan): HistoryCounts | undefined {
  const touching = db
    .prepare<unknown[], number>(
      `SELECT number FROM main.run AS r WHERE number > ? AND number <= ? AND (
         EXISTS (SELECT 1 FROM main.history INDEXED BY history_value WHERE entity = ? AND run = r.number AND attribute IS NOT NULL)
         OR EXISTS (SELECT 1 FROM main.history INDEXED BY history_life WHERE entity = ? AND run = r.number AND attribute IS NULL)) LIMIT 2`,
    )
    .pluck()
    .all(from, to, entity, entity);
  const [run, more] = touching;
  if (run === undefined) return { back: 0, removed: 0, changed: 0 };
  if (more !== undefined || hasNewBefore(db, entity, from, run)) return undefined;
  const values = `SELECT DISTINCT sourceKey, sourceSubkey FROM main.history INDEXED BY history_value WHERE entity = @entity AND run = @run AND attribute IS NOT NULL`;
  const life = `FROM main.history AS l INDEXED BY history_life WHERE l.entity = @entity AND l.run = @run AND l.attribute IS NULL`;
  // SAFETY: the statement names these columns.
  return db
    .prepare(
      `SELECT (SELECT count(*) ${life} AND l.change = 'created') AS back, (SELECT count(*) ${life} AND l.change = 'removed') AS removed,
         (SELECT count(*) FROM (${values})) - (SELECT count(*) ${life} AND EXISTS (SELECT 1 FROM main.history AS v INDEXED BY history_value
           WHERE v.entity = @entity AND v.run = @run AND v.sourceKey = l.sourceKey AND v.sourceSubkey = l.sourceSubkey AND v.attribute IS NOT NULL)) AS changed`,
    )
    .get({ entity, run }) as HistoryCounts;
}

/** Whether there are records that a run of the span has made before `run`: a creation is not in the history, but stands on the record. */
const hasNewBefore = (db: Database, entity: EntityType, from: number, run: number): boolean =>
  db
    .prepare(`SELECT 1 FROM main."${entity}" WHERE rowid > ? AND createdRun < ? LIMIT 1`)
    .get(lastRowOf(db, entity, from), run) !== undefined;
