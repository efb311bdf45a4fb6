import type { Database } from 'better-sqlite3';
import type { RowPage, Scope, ScopeEnd } from '../connectors/connector.ts';
import type { ListingResult, ListingWriter } from '../engine/ports.ts';
import type { Value } from '../../shared/oneroster/entity.ts';
import { shapes, transitColumns } from '../../shared/oneroster/shapes.ts';
import { copiesDisagree, sameResult } from './copies.ts';
import { noLongerBlamed } from './issues.ts';
import type { KnownListing } from './listings.ts';
import { openLiveRows, type LiveRow } from './live-rows.ts';
import { Seen } from './seen.ts';
import { columnList, quote, stageTable } from './sql.ts';

/** Rows staged between two commits, and rows per statement. */
const rowsPerTransaction = 20_000;
const rowsPerInsert = 16;

export interface ListingContext {
  readonly db: Database;
  readonly scope: Scope;
  readonly ordinal: number;
  readonly run: number;
  readonly now: number;
  /** True where the live table is empty: nothing to compare with. */
  readonly fresh: boolean;
  /** What the last good run knew of this listing, if its filter was the same. */
  readonly known: KnownListing | undefined;
}

/** Compares rows with the local copy as they arrive and stages those that are new or differ. */
export function openListingWriter(context: ListingContext): ListingWriter {
  const { db, scope, ordinal, run, now, fresh, known } = context;
  const { entity } = scope;
  const live = `main.${quote(entity)}`;
  const stage = quote(stageTable(entity));
  const columns = transitColumns(entity);
  const width = columns.length;
  const tie = shapes[entity].tieBreak;
  const tieAt = tie === undefined ? -1 : columns.indexOf(tie);

  const tuple = `(${Array.from({ length: width }, () => '?').join(', ')}, ${now}, ${run}, ${run}, NULL)`;
  const into = `INSERT INTO ${stage} (${columnList(columns)}, dateLastModified, createdRun, changedRun, removedRun) VALUES `;
  const insertOne = db.prepare(into + tuple);
  const insertMany = db.prepare(into + Array.from({ length: rowsPerInsert }, () => tuple).join(', '));
  const liveRows = openLiveRows(db, entity);
  const addIssue = db.prepare(
    `INSERT INTO stage_issue (scope, entity, sourceKey, sourceSubkey, schoolKey, code, severity, message, fix)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  const stagedFrom = Number(db.prepare(`SELECT coalesce(max(rowid), 0) FROM ${stage}`).pluck().get());
  const counts = {
    received: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    surplus: 0,
    repeats: 0,
    unreadable: 0,
    matched: 0,
    requests: 0,
  };
  /** Staged rows that would replace a live row with a lesser tie break, and that live row. */
  const contested: { readonly stagedRow: number; readonly liveRow: number }[] = [];
  /** Live rows that this listing has held. */
  const seen = new Seen(Number(db.prepare(`SELECT coalesce(max(rowid), 0) FROM ${live}`).pluck().get()));
  let uncommitted = 0;

  begin();
  db.prepare('DELETE FROM run_scope WHERE ordinal = ?').run(ordinal);
  db.prepare(
    `INSERT INTO run_scope (ordinal, run, entity, schoolKey, schoolYear, filter, stagedFrom) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(ordinal, run, entity, scope.schoolKey, scope.schoolYear, scope.filter, stagedFrom);

  function begin(): void {
    if (!db.inTransaction) db.exec('BEGIN IMMEDIATE');
  }

  function commit(): void {
    if (db.inTransaction) db.exec('COMMIT');
    uncommitted = 0;
  }

  function isOfScope(row: LiveRow): boolean {
    return (
      (scope.schoolKey === null || row[2] === scope.schoolKey) &&
      (scope.schoolYear === null || row[3] === scope.schoolYear)
    );
  }

  function stageAll(values: Value[], count: number): void {
    let at = 0;
    for (; at + rowsPerInsert <= count; at += rowsPerInsert) {
      insertMany.run(values.slice(at * width, (at + rowsPerInsert) * width));
    }
    for (; at < count; at++) insertOne.run(values.slice(at * width, (at + 1) * width));
    counts.created += count;
    uncommitted += count;
  }

  function compareOne(values: Value[], at: number): void {
    const found = liveRows.find(values[at], values[at + 1]);
    if (found === undefined || found[4] !== null) {
      insertOne.run(values.slice(at, at + width));
      counts.created++;
      uncommitted++;
      return;
    }
    if (found[1] === values[at + width - 1]) {
      if (!seen.add(found[0])) {
        counts.surplus++;
        counts.repeats++;
      } else {
        counts.unchanged++;
        if (isOfScope(found)) counts.matched++;
      }
      return;
    }
    const { lastInsertRowid } = insertOne.run(values.slice(at, at + width));
    uncommitted++;
    if (tieAt >= 0 && Number(found[5]) < Number(values[at + tieAt])) {
      contested.push({ stagedRow: Number(lastInsertRowid), liveRow: found[0] });
      return;
    }
    counts.updated++;
    if (seen.add(found[0]) && isOfScope(found)) counts.matched++;
  }

  /** A row whose key the local copy has under a lesser tie break replaces it only if that one is gone. */
  function settleContested(incremental: boolean): void {
    const drop = db.prepare(`DELETE FROM ${stage} WHERE rowid = ?`);
    for (const { stagedRow, liveRow } of contested) {
      if (incremental || seen.has(liveRow)) {
        noteCopies(stagedRow, liveRow);
        drop.run(stagedRow);
        counts.surplus++;
      } else {
        seen.add(liveRow);
        counts.updated++;
        counts.matched++;
      }
    }
    contested.length = 0;
  }

  function noteCopies(stagedRow: number, liveRow: number): void {
    const keys = db
      .prepare<[number, number], { sourceKey: number; sourceSubkey: number; schoolKey: number; same: number }>(
        `SELECT l.sourceKey, l.sourceSubkey, l.schoolKey, ${sameResult} AS same
         FROM ${stage} AS s, ${live} AS l WHERE s.rowid = ? AND l.rowid = ?`,
      )
      .get(stagedRow, liveRow);
    if (keys === undefined || keys.same === 1) return;
    const { code, message, fix } = copiesDisagree;
    addIssue.run(ordinal, entity, keys.sourceKey, keys.sourceSubkey, keys.schoolKey, code, 'error', message, fix);
  }

  /** Rows of this entity that were blamed alone, as they stand in the local copy. */
  function blamed(code: string | null): readonly (readonly [row: number, key: number, subkey: number])[] {
    return db
      .prepare<[string, string | null, string | null], [number, number, number]>(
        `SELECT DISTINCT l.rowid, l.sourceKey, l.sourceSubkey
         FROM main.issue AS i JOIN ${live} AS l ON l.sourceKey = i.sourceKey AND l.sourceSubkey = i.sourceSubkey
         WHERE i.origin = 'record' AND i.entity = ? AND (? IS NULL OR i.code = ?)`,
      )
      .raw()
      .all(entity, code, code);
  }

  /** Of two copies that disagreed one came: whether they still do only both tell. */
  function touchesDisagreement(): boolean {
    if ((known?.surplus ?? 0) === 0) return false;
    const came = new Set(contested.map(({ liveRow }) => liveRow));
    return blamed(copiesDisagree.code).some(([row]) => seen.has(row) || came.has(row));
  }

  /** A row may come as it was, and yet not be at fault any more: the fault lay in what is not its own. */
  function settleIssues(): void {
    for (const [row, key, subkey] of blamed(null)) {
      if (seen.has(row)) addIssue.run(ordinal, entity, key, subkey, 0, noLongerBlamed, 'warning', '', '');
    }
  }

  /** Live rows of the scope that a complete listing did not hold. */
  function stageRemovals(): void {
    const add = db.prepare(
      'INSERT OR IGNORE INTO stage_removal (entity, scope, liveRow, schoolKey) VALUES (?, ?, ?, ?)',
    );
    const rows = db
      .prepare<[number | null, number | null, number | null, number | null], [number, number]>(
        `SELECT rowid, schoolKey FROM ${live}
         WHERE removedRun IS NULL AND (? IS NULL OR schoolKey = ?) AND (? IS NULL OR schoolYear = ?)`,
      )
      .raw()
      .all(scope.schoolKey, scope.schoolKey, scope.schoolYear, scope.schoolYear);
    for (const [row, schoolKey] of rows) if (!seen.has(row)) add.run(entity, ordinal, row, schoolKey);
  }

  return {
    add(page: RowPage): void {
      begin();
      counts.received += page.count;
      counts.unreadable += page.unreadable;
      counts.requests = page.requests;
      if (fresh) stageAll(page.values, page.count);
      else for (let row = 0; row < page.count; row++) compareOne(page.values, row * width);
      for (const issue of page.issues) {
        addIssue.run(
          ordinal,
          issue.entity,
          issue.sourceKey,
          issue.sourceSubkey,
          issue.schoolKey,
          issue.code,
          issue.severity,
          issue.message,
          issue.fix,
        );
      }
      if (uncommitted >= rowsPerTransaction) commit();
    },

    finish(end: ScopeEnd): ListingResult {
      begin();
      if (end.incremental && touchesDisagreement()) return { agrees: false };
      settleContested(end.incremental);
      if (end.incremental) settleIssues();
      const held = (known?.present ?? 0) + counts.created + (known?.surplus ?? 0);
      if (end.incremental && end.total !== null && end.total !== held) return { agrees: false };
      const whole = end.complete && !end.incremental && counts.unreadable === 0;
      if (whole && !fresh && known !== undefined && counts.matched !== known.present) stageRemovals();
      db.prepare(
        `UPDATE run_scope SET finished = 1, received = ?, created = ?, updated = ?, unchanged = ?, surplus = ?, repeats = ?, unreadable = ?,
           requests = ?, complete = ?, incremental = ?, cursor = ?, total = ? WHERE ordinal = ?`,
      ).run(
        counts.received,
        counts.created,
        counts.updated,
        counts.unchanged,
        counts.surplus,
        counts.repeats,
        counts.unreadable,
        end.requests,
        whole ? 1 : 0,
        end.incremental ? 1 : 0,
        end.cursor,
        end.total,
        ordinal,
      );
      commit();
      return { agrees: true };
    },

    discard(): void {
      begin();
      db.prepare(`DELETE FROM ${stage} WHERE rowid > ?`).run(stagedFrom);
      db.prepare('DELETE FROM stage_issue WHERE scope = ?').run(ordinal);
      db.prepare('DELETE FROM stage_removal WHERE scope = ?').run(ordinal);
      db.prepare('DELETE FROM run_scope WHERE ordinal = ?').run(ordinal);
      commit();
    },
  };
}
