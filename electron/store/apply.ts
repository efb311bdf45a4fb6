import type { Database } from 'better-sqlite3';
import { entityTypes, type EntityType } from '../../shared/oneroster/entity.ts';
import { transitColumns } from '../../shared/oneroster/shapes.ts';
import { columnList, contentColumns, quote, stageTable, tableExists } from './sql.ts';
import { swapIn } from './stage.ts';

/** Brings staged rows and removals of every entity into the local copy, old values to the history. Part of one transaction. */
export function applyStage(db: Database, run: number, now: number, fresh: ReadonlySet<EntityType>): void {
  for (const entity of entityTypes) {
    if (tableExists(db, stageTable(entity))) {
      if (fresh.has(entity)) swapIn(db, entity);
      else upsert(db, entity, run);
    }
    remove(db, entity, run, now);
  }
}

function upsert(db: Database, entity: EntityType, run: number): void {
  const stage = quote(stageTable(entity));
  const live = `main.${quote(entity)}`;
  const join = `FROM ${stage} AS s JOIN ${live} AS l ON l.sourceKey = s.sourceKey AND l.sourceSubkey = s.sourceSubkey`;
  for (const column of contentColumns(entity)) {
    db.prepare(
      `INSERT INTO history (entity, sourceKey, sourceSubkey, run, change, attribute, old, new)
       SELECT '${entity}', s.sourceKey, s.sourceSubkey, ?, 'updated', '${column}', l.${quote(column)}, s.${quote(column)}
       ${join} WHERE l.removedRun IS NULL AND l.${quote(column)} IS NOT s.${quote(column)}`,
    ).run(run);
    // Of a record that comes back what it was before it went: nobody's change, but the way back to an earlier run.
    db.prepare(
      `INSERT INTO history (entity, sourceKey, sourceSubkey, run, change, attribute, old, new)
       SELECT '${entity}', s.sourceKey, s.sourceSubkey, ?, 'created', '${column}', l.${quote(column)}, NULL
       ${join} WHERE l.removedRun IS NOT NULL AND l.${quote(column)} IS NOT s.${quote(column)}`,
    ).run(run);
  }
  db.prepare(
    `INSERT INTO history (entity, sourceKey, sourceSubkey, run, change, attribute, old, new)
     SELECT '${entity}', s.sourceKey, s.sourceSubkey, ?, 'created', NULL, l.createdRun, NULL ${join} WHERE l.removedRun IS NOT NULL`,
  ).run(run);
  const columns = [...transitColumns(entity), 'dateLastModified', 'createdRun', 'changedRun'];
  const changed = [...contentColumns(entity), 'hash', 'dateLastModified', 'changedRun'];
  db.exec(
    `INSERT INTO ${live} (${columnList(columns)}) SELECT ${columnList(columns)} FROM ${stage} WHERE true
     ON CONFLICT (sourceKey, sourceSubkey) DO UPDATE SET
       ${changed.map((column) => `${quote(column)} = excluded.${quote(column)}`).join(', ')},
       createdRun = CASE WHEN removedRun IS NULL THEN createdRun ELSE excluded.createdRun END,
       removedRun = NULL`,
  );
}

/** A record that is gone keeps its row, marked, so that its history and a partner's tombstone have something to stand on. */
function remove(db: Database, entity: EntityType, run: number, now: number): void {
  const rows = '(SELECT liveRow FROM stage_removal WHERE entity = ?)';
  db.prepare(
    `INSERT INTO history (entity, sourceKey, sourceSubkey, run, change, attribute, old, new)
     SELECT '${entity}', sourceKey, sourceSubkey, ?, 'removed', NULL, NULL, NULL
     FROM main.${quote(entity)} WHERE rowid IN ${rows}`,
  ).run(run, entity);
  db.prepare(
    `UPDATE main.${quote(entity)} SET removedRun = ?, changedRun = ?, dateLastModified = ? WHERE rowid IN ${rows}`,
  ).run(run, run, now, entity);
}
