import type { Database } from 'better-sqlite3';
import type { Scope } from '../connectors/connector.ts';
import type { BeginRun, Comparison, ListingWriter, RunStore } from '../engine/ports.ts';
import type { RunReport } from '../../shared/integration/run.ts';
import { entityTypes, type EntityType } from '../../shared/oneroster/entity.ts';
import { applyStage } from './apply.ts';
import { indexChanges } from './browse/search-index.ts';
import { runChecks } from './checks.ts';
import { compareStage } from './compare.ts';
import { noteIncompleteListings, replaceRecordIssues } from './issues.ts';
import { knownListing, listedScopes, rememberListings } from './listings.ts';
import { openListingWriter } from './listing-writer.ts';
import { countFindings } from './quality/count-findings.ts';
import { clearStage, isFresh, makeScratchTemporary, openStage } from './stage.ts';
import { quote, stageTable, tableExists } from './sql.ts';

interface RunRow {
  readonly number: number;
  readonly runId: string;
}

/** The store of one run over the database of one integration. Closes the database with itself. */
export function openRunStore(db: Database): RunStore {
  let run = 0;
  let now = 0;
  let dryRun = false;
  let ordinal = 0;
  let requests = 0;
  /** Requests of the listings before the store was reopened. */
  let settled = 0;
  let comparison: Comparison | undefined;
  const fresh = new Set<EntityType>();

  const endRun = (report: RunReport): void => {
    db.prepare('UPDATE main.run SET status = ?, finishedAt = ?, report = ? WHERE number = ?').run(
      report.status,
      report.finishedAt === null ? null : Date.parse(report.finishedAt),
      JSON.stringify(report),
      run,
    );
  };

  const issueCount = (): number => Number(db.prepare('SELECT count(*) FROM issue').pluck().get());

  return {
    begin(options: BeginRun) {
      dryRun = options.dryRun;
      const interrupted = findInterrupted(db, options);
      if (interrupted === undefined && !dryRun) clearStage(db);
      if (!dryRun) closeInterrupted(db, options.now);
      run = insertRun(db, options);
      now = options.now;
      if (dryRun) makeScratchTemporary(db);
      if (interrupted !== undefined) {
        forgetHalfRead(db);
        adoptStage(db, run, now);
        ordinal = Number(db.prepare('SELECT coalesce(max(ordinal), 0) FROM run_scope').pluck().get());
      }
      for (const entity of entityTypes) if (isFresh(db, entity)) fresh.add(entity);
      return { resumedFrom: interrupted?.runId ?? null };
    },

    isListed: (scope: Scope) =>
      listedScopes(db).some(
        (done) =>
          done.entity === scope.entity &&
          done.schoolKey === scope.schoolKey &&
          done.schoolYear === scope.schoolYear &&
          done.filter === scope.filter,
      ),

    cursorOf: (scope: Scope) => (fresh.has(scope.entity) ? null : (knownListing(db, scope)?.cursor ?? null)),

    openListing(scope: Scope): ListingWriter {
      openStage(db, scope.entity, dryRun);
      ordinal++;
      return openListingWriter({
        db,
        scope,
        ordinal,
        run,
        now,
        fresh: fresh.has(scope.entity),
        known: knownListing(db, scope),
      });
    },

    compare(): Comparison {
      requests = requestsOf(db);
      comparison = compareStage(db, fresh, dryRun);
      return comparison;
    },

    apply(report: (issues: number) => RunReport): void {
      const changed = new Set<EntityType>();
      for (const [entity, counts] of Object.entries(comparison?.counts ?? {})) {
        if (counts.created + counts.updated + counts.removed > 0) changed.add(entity as EntityType);
      }
      db.transaction(() => {
        noteIncompleteListings(db);
        replaceRecordIssues(db, run);
        applyStage(db, run, now, fresh);
        indexChanges(db, run, changed);
        rememberListings(db, run);
        runChecks(db, run, changed);
        countFindings(db, run, changed);
        clearStage(db);
        endRun(report(issueCount()));
      }).immediate();
    },

    rehearse(): void {
      db.exec('BEGIN IMMEDIATE');
      noteIncompleteListings(db);
      applyStage(db, run, now, new Set());
    },

    forget: () => void db.exec('ROLLBACK'),

    reopen(): void {
      settled += requests;
      comparison = undefined;
      fresh.clear();
      for (const entity of entityTypes) if (isFresh(db, entity)) fresh.add(entity);
    },

    end(report: RunReport, keepStage: boolean): void {
      if (db.inTransaction) db.exec('COMMIT');
      db.transaction(() => {
        endRun(report);
        if (!dryRun && !keepStage) clearStage(db);
      }).immediate();
    },

    issueCount,
    get requests() {
      return settled + (comparison === undefined ? requestsOf(db) : requests);
    },
    get run() {
      return run;
    },
    close: () => void db.close(),
  };
}

const requestsOf = (db: Database): number => listedScopes(db).reduce((sum, scope) => sum + scope.requests, 0);

function insertRun(db: Database, options: BeginRun): number {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO run (runId, status, dryRun, fullPull, startedAt, settings, sourceTime) VALUES (?, 'running', ?, ?, ?, ?, ?)`,
    )
    .run(options.runId, options.dryRun ? 1 : 0, options.full ? 1 : 0, options.now, options.settings, options.now);
  return Number(lastInsertRowid);
}

/** The run that was under way when the process died or was cancelled, if this one may go on from what it left. */
function findInterrupted(db: Database, options: BeginRun): RunRow | undefined {
  // A full pull is asked for by someone who trusts nothing that is stored.
  if (options.dryRun || options.full) return undefined;
  return db
    .prepare<[string, number, number], RunRow>(
      `SELECT number, runId FROM run
       WHERE number = (SELECT max(run) FROM run_scope) AND dryRun = 0 AND status IN ('running', 'interrupted', 'cancelled', 'failed')
         AND settings = ? AND fullPull = ? AND startedAt > ?`,
    )
    .get(options.settings, options.full ? 1 : 0, options.resumeAfter);
}

/** Runs that a crash left open are closed as interrupted. */
function closeInterrupted(db: Database, now: number): void {
  db.prepare("UPDATE run SET status = 'interrupted', finishedAt = ? WHERE status = 'running'").run(now);
}

/** What an interrupted run had staged becomes this run's. */
function adoptStage(db: Database, run: number, now: number): void {
  db.transaction(() => {
    db.prepare('UPDATE run_scope SET run = ?').run(run);
    for (const entity of entityTypes) {
      if (!tableExists(db, stageTable(entity))) continue;
      db.prepare(`UPDATE ${quote(stageTable(entity))} SET createdRun = ?, changedRun = ?, dateLastModified = ?`).run(
        run,
        run,
        now,
      );
    }
  }).immediate();
}

/** Drops what a crash left of a listing that had not ended. */
function forgetHalfRead(db: Database): void {
  const open = db
    .prepare<[], { ordinal: number; entity: EntityType; stagedFrom: number }>(
      'SELECT ordinal, entity, stagedFrom FROM run_scope WHERE finished = 0',
    )
    .all();
  db.transaction(() => {
    for (const scope of open) {
      db.prepare(`DELETE FROM ${quote(stageTable(scope.entity))} WHERE rowid > ?`).run(scope.stagedFrom);
      db.prepare('DELETE FROM stage_issue WHERE scope = ?').run(scope.ordinal);
      db.prepare('DELETE FROM stage_removal WHERE scope = ?').run(scope.ordinal);
      db.prepare('DELETE FROM run_scope WHERE ordinal = ?').run(scope.ordinal);
    }
  }).immediate();
}
