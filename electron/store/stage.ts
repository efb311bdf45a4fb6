import type { Database } from 'better-sqlite3';
import { entityTypes, type EntityType } from '../../shared/oneroster/entity.ts';
import { definitionOf, indexesOf, quote, stageTable, tableExists } from './sql.ts';

const scratchTables = ['run_scope', 'stage_removal', 'stage_issue'];

/**
 * Makes a dry run's scratch tables temporary: a temporary table hides the one of the same name, so the same statements run
 * and the database file is never touched.
 */
export function makeScratchTemporary(db: Database): void {
  db.pragma('temp_store = FILE');
  for (const table of scratchTables) db.exec(definitionOf(db, table, table, true));
}

/** The stage of one entity, made if it is not there. It has the live table's columns, and no index yet. */
export function openStage(db: Database, entity: EntityType, temporary: boolean): void {
  const stage = stageTable(entity);
  const master = temporary ? 'sqlite_temp_master' : 'main.sqlite_master';
  const there = db.prepare(`SELECT 1 FROM ${master} WHERE type = 'table' AND name = ?`).get(stage) !== undefined;
  if (!there) db.exec(definitionOf(db, entity, stage, temporary));
}

/** True where the local copy has never held a row of the entity: what is staged then simply becomes the table. */
export const isFresh = (db: Database, entity: EntityType): boolean =>
  db.prepare(`SELECT 1 FROM main.${quote(entity)} LIMIT 1`).get() === undefined;

/** Takes the indexes off an empty live table and builds them over the staged rows, which is quicker than row by row. */
export function buildIndexesOnStage(db: Database, entity: EntityType): void {
  const stage = stageTable(entity);
  db.transaction(() => {
    for (const index of indexesOf(db, entity)) {
      db.prepare('INSERT OR REPLACE INTO stage_index (name, sql) VALUES (?, ?)').run(index.name, index.sql);
      db.exec(`DROP INDEX ${quote(index.name)}`);
    }
    const built = new Set(indexesOf(db, stage).map((index) => index.name));
    for (const { name, sql } of savedIndexes(db)) {
      if (name.startsWith(`${entity}_`) && !built.has(name)) {
        db.exec(sql.replace(/ ON "?\w+"? \(/, ` ON ${quote(stage)} (`));
      }
    }
  }).immediate();
}

/** Puts the staged rows in the place of an empty live table. */
export function swapIn(db: Database, entity: EntityType): void {
  db.exec(`DROP TABLE main.${quote(entity)}`);
  db.exec(`ALTER TABLE ${quote(stageTable(entity))} RENAME TO ${quote(entity)}`);
}

/** Drops everything staged and puts back the indexes that a first load had taken off. */
export function clearStage(db: Database): void {
  db.transaction(() => {
    for (const entity of entityTypes) {
      if (tableExists(db, stageTable(entity))) db.exec(`DROP TABLE ${quote(stageTable(entity))}`);
    }
    for (const table of scratchTables) db.exec(`DELETE FROM ${table}`);
    const there = new Set(
      db.prepare<[], string>("SELECT name FROM main.sqlite_master WHERE type = 'index'").pluck().all(),
    );
    for (const { name, sql } of savedIndexes(db)) if (!there.has(name)) db.exec(sql);
    db.exec('DELETE FROM stage_index');
  }).immediate();
}

const savedIndexes = (db: Database): readonly { readonly name: string; readonly sql: string }[] =>
  db.prepare<[], { name: string; sql: string }>('SELECT name, sql FROM stage_index ORDER BY name').all();
