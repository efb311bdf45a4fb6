import type { Database } from 'better-sqlite3';
import type { Comparison, RemovalCount } from '../engine/ports.ts';
import type { EntityCounts } from '../../shared/integration/run.ts';
import { entityTypes, type EntityType } from '../../shared/oneroster/entity.ts';
import { settleCopies } from './copies.ts';
import { knownListing, listedScopes, type ListedScope } from './listings.ts';
import { quote, stageTable, tableExists } from './sql.ts';
import { buildIndexesOnStage } from './stage.ts';

/**
 * What the stage would change. First settles copies of one record and records that only moved from one listing to another.
 * `fresh` are the entities whose live table is empty.
 */
export function compareStage(db: Database, fresh: ReadonlySet<EntityType>, dryRun: boolean): Comparison {
  for (const entity of entityTypes) {
    if (!tableExists(db, stageTable(entity))) continue;
    if (fresh.has(entity) && !dryRun) indexFreshStage(db, entity);
    else if (settleCopies(db, entity) > 0) recount(db, entity, fresh.has(entity));
    dropMovedRemovals(db, entity);
  }
  const scopes = listedScopes(db);
  const counts: Partial<Record<EntityType, EntityCounts>> = {};
  for (const entity of entityTypes) {
    const own = scopes.filter((scope) => scope.entity === entity);
    if (own.length > 0) counts[entity] = countsOf(db, entity, own);
  }
  return { counts, removals: removalsOf(db, scopes) };
}

/** Building the unique index is the quickest way to find copies; only if there are any are they looked for. */
function indexFreshStage(db: Database, entity: EntityType): void {
  try {
    buildIndexesOnStage(db, entity);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'SQLITE_CONSTRAINT_UNIQUE') throw error;
    db.transaction(() => {
      settleCopies(db, entity);
      recount(db, entity, true);
    }).immediate();
    buildIndexesOnStage(db, entity);
  }
}

/** Takes the counts of created and updated from the stage itself, listing by listing, after rows of it went. */
function recount(db: Database, entity: EntityType, fresh: boolean): void {
  const stage = quote(stageTable(entity));
  const range = db.prepare(
    `SELECT count(*) AS staged, count(l.rowid) AS live FROM ${stage} AS s
       LEFT JOIN main.${quote(entity)} AS l
         ON l.sourceKey = s.sourceKey AND l.sourceSubkey = s.sourceSubkey AND l.removedRun IS NULL
     WHERE s.rowid > ? AND s.rowid <= ?`,
  );
  const freshRange = db.prepare(`SELECT count(*) AS staged, 0 AS live FROM ${stage} WHERE rowid > ? AND rowid <= ?`);
  const scopes = listedScopes(db).filter((scope) => scope.entity === entity);
  const put = db.prepare('UPDATE run_scope SET created = ?, updated = ? WHERE ordinal = ?');
  scopes.forEach((scope, index) => {
    const upTo = scopes[index + 1]?.stagedFrom ?? Number.MAX_SAFE_INTEGER;
    const found = (fresh ? freshRange : range).get(scope.stagedFrom, upTo) as { staged: number; live: number };
    put.run(found.staged - found.live, found.live, scope.ordinal);
  });
}

/** A record that left one listing and came up in another has moved, it is not gone. */
function dropMovedRemovals(db: Database, entity: EntityType): void {
  db.prepare(
    `DELETE FROM stage_removal WHERE entity = ? AND liveRow IN (
       SELECT l.rowid FROM ${quote(stageTable(entity))} AS s JOIN main.${quote(entity)} AS l
         ON l.sourceKey = s.sourceKey AND l.sourceSubkey = s.sourceSubkey)`,
  ).run(entity);
}

function countsOf(db: Database, entity: EntityType, scopes: readonly ListedScope[]): EntityCounts {
  const sum = (pick: (scope: ListedScope) => number) => scopes.reduce((total, scope) => total + pick(scope), 0);
  const untouched = (scope: ListedScope): number =>
    scope.incremental === 1 ? (knownListing(db, scope)?.present ?? 0) - scope.updated : scope.unchanged;
  const removed = Number(db.prepare('SELECT count(*) FROM stage_removal WHERE entity = ?').pluck().get(entity));
  return {
    received: sum((scope) => scope.received - scope.repeats + scope.unreadable),
    created: sum((scope) => scope.created),
    updated: sum((scope) => scope.updated),
    unchanged: sum(untouched),
    removed,
    skipped: sum((scope) => scope.surplus - scope.repeats),
    failed: sum((scope) => scope.unreadable),
  };
}

function removalsOf(db: Database, scopes: readonly ListedScope[]): readonly RemovalCount[] {
  const removals: RemovalCount[] = [];
  const staged = db
    .prepare<[], { entity: EntityType; schoolKey: number; removed: number }>(
      'SELECT entity, schoolKey, count(*) AS removed FROM stage_removal GROUP BY entity, schoolKey ORDER BY entity, schoolKey',
    )
    .all();
  for (const { entity, schoolKey, removed } of staged) {
    const present = Number(
      db
        .prepare(`SELECT count(*) FROM main.${quote(entity)} WHERE removedRun IS NULL AND schoolKey = ?`)
        .pluck()
        .get(schoolKey),
    );
    const empty = scopes.some(
      (scope) =>
        scope.entity === entity && scope.received === 0 && (scope.schoolKey === null || scope.schoolKey === schoolKey),
    );
    removals.push({ entity, schoolKey, present, removed, empty });
  }
  return removals;
}
