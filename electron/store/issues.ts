import type { Database } from 'better-sqlite3';
import type { EntityType } from '../../shared/oneroster/entity.ts';
import { listedScopes } from './listings.ts';
import { quote, stageTable, tableExists } from './sql.ts';

/** Staged for a row that came again, whatever it was blamed for before: not an issue itself. */
export const noLongerBlamed = '';

/**
 * Replaces what single rows were blamed for: all of it where a listing was read whole, only that of the rows that came where it
 * brought changes alone. `staged` must still hold the rows that came. Part of `apply`'s transaction, before the stage goes in.
 */
export function replaceRecordIssues(db: Database, run: number): void {
  for (const scope of listedScopes(db)) {
    if (scope.incremental === 1) clearTouched(db, scope.entity, scope.ordinal);
    else {
      db.prepare("DELETE FROM issue WHERE origin = 'record' AND entity = ? AND (? IS NULL OR schoolKey = ?)").run(
        scope.entity,
        scope.schoolKey,
        scope.schoolKey,
      );
    }
  }
  db.prepare(
    `INSERT INTO issue (origin, entity, sourceKey, sourceSubkey, schoolKey, code, severity, message, fix, run)
     SELECT DISTINCT 'record', entity, sourceKey, sourceSubkey, schoolKey, code, severity, message, fix, ?
     FROM stage_issue WHERE code <> ?`,
  ).run(run, noLongerBlamed);
}

/** Lists listings that the server did not deliver as promised: nothing of them was removed. */
export function noteIncompleteListings(db: Database): void {
  for (const scope of listedScopes(db)) {
    if (scope.complete === 1 || scope.incremental === 1) continue;
    db.prepare(
      `INSERT INTO stage_issue (scope, entity, sourceKey, sourceSubkey, schoolKey, code, severity, message, fix)
       VALUES (?, ?, 0, 0, ?, 'listing.incomplete', 'warning', ?, ?)`,
    ).run(
      scope.ordinal,
      scope.entity,
      scope.schoolKey ?? 0,
      'PowerSchool did not deliver this listing as it had promised. What came was taken; nothing was removed.',
      'Sync again. If this stays, look at the other issues of this entity and ask PowerSchool support about the listing.',
    );
  }
}

function clearTouched(db: Database, entity: EntityType, ordinal: number): void {
  const stage = stageTable(entity);
  if (!tableExists(db, stage)) return;
  const touched = `SELECT sourceKey, sourceSubkey FROM ${quote(stage)}`;
  db.prepare(
    `DELETE FROM issue WHERE origin = 'record' AND entity = @entity AND (
       (sourceKey, sourceSubkey) IN (${touched}) OR
       (sourceKey, sourceSubkey) IN (SELECT sourceKey, sourceSubkey FROM stage_issue WHERE entity = @entity AND scope = @ordinal))`,
  ).run({ entity, ordinal });
}
