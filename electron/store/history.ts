import type { Database } from 'better-sqlite3';
import type { EntityType, Value } from '../../shared/oneroster/entity.ts';
import { storedColumns } from '../../shared/oneroster/shapes.ts';
import type { HistoryEntry } from './reader-api.ts';
import { outward, type StoredRow } from './record.ts';

interface HistoryRow {
  readonly runId: string;
  readonly startedAt: number;
  readonly change: 'created' | 'updated' | 'removed';
  readonly attribute: string | null;
  readonly old: Value;
  readonly new: Value;
}

/** What happened to a record, oldest first. Its creation is on the row itself unless it came back after a removal. */
export function historyOf(db: Database, entity: EntityType, row: StoredRow): readonly HistoryEntry[] {
  const changes = db
    .prepare<unknown[], HistoryRow>(
      `SELECT r.runId, r.startedAt, h.change, h.attribute, iif(h.change = 'created', NULL, h.old) AS old, h.new FROM history AS h JOIN run AS r ON r.number = h.run
       WHERE h.entity = ? AND h.sourceKey = ? AND h.sourceSubkey = ? AND (h.change <> 'created' OR h.attribute IS NULL)
       ORDER BY h.run, h.rowid`,
    )
    .all(entity, row['sourceKey'], row['sourceSubkey']);
  const created = db
    .prepare<unknown[], HistoryRow>(
      `SELECT runId, startedAt, 'created' AS change, NULL AS attribute, NULL AS old, NULL AS new FROM run WHERE number = ?`,
    )
    .get(row['createdRun']);
  const cameBack = changes.some((change) => change.change === 'created');
  return [...(created === undefined || cameBack ? [] : [created]), ...changes].map((entry) => toEntry(entity, entry));
}

function toEntry(entity: EntityType, entry: HistoryRow): HistoryEntry {
  const column = storedColumns(entity).find((candidate) => candidate.name === entry.attribute);
  const shown = (value: Value): unknown =>
    column === undefined || column.kind === 'hidden' || column.kind === 'ref' || column.kind === 'refs'
      ? value
      : outward(column, { [column.name]: value });
  return {
    runId: entry.runId,
    at: new Date(entry.startedAt).toISOString(),
    change: entry.change,
    attribute: column === undefined ? entry.attribute : (column.path ?? column.name),
    old: entry.old === null ? null : shown(entry.old),
    new: entry.new === null ? null : shown(entry.new),
  };
}
