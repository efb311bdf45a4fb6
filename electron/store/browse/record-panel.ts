import type { Database } from 'better-sqlite3';
import type { BrowseRecord, GridRow } from '../../../shared/ipc/contract/browse.ts';
import { viewOf } from '../../../shared/browse/views.ts';
import { columnsOf } from '../../../shared/browse/columns.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { storedColumns } from '../../../shared/oneroster/shapes.ts';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { AppError } from '../../../shared/errors.ts';
import { historyOf } from '../history.ts';
import type { StoredRow } from '../record.ts';
import { quote } from '../sql.ts';
import type { Browse, GridQuery, GridWindow } from './browse-api.ts';
import type { CellReader } from './cells.ts';
import { findRow } from './find.ts';
import { identifiersOf } from './identifiers.ts';
import { orderTerms } from './order.ts';
import { gridClause } from './filter-clause.ts';
import { relation, type AsOf } from './relation.ts';
import { relationQuery, relationsOf } from './relations.ts';
import { titleOf } from './titles.ts';
import { topicOf, topics } from './topics.ts';
import type { Versions } from './versions.ts';
import { viewEntity } from '../../../shared/browse/views.ts';

/** The record panel: what a record holds, what became of it, what it is called, and what belongs to it. */
export function openRecordPanel(
  db: Database,
  cells: CellReader,
  versions: Versions,
): Pick<Browse, 'record' | 'related'> {
  /** What belongs to one record is found through an index, however large the grid is. */
  function rows(query: GridQuery & GridWindow, asOf: AsOf): { rows: GridRow[]; total: number } {
    const clause = gridClause(query.view, query.filter, asOf);
    const from = `FROM ${relation(viewEntity[query.view], asOf)} AS t WHERE ${clause.sql}`;
    const rowids = db
      .prepare(`SELECT t.rowid ${from} ORDER BY ${orderTerms(query, asOf)} LIMIT ? OFFSET ?`)
      .pluck()
      .all(...clause.values, query.limit, query.offset) as number[];
    const total = Number(
      db
        .prepare(`SELECT count(*) ${from}`)
        .pluck()
        .get(...clause.values),
    );
    return { rows: cells.rows(query.view, rowids, asOf), total };
  }

  function historyEntries(entity: EntityType, stored: StoredRow, asOf: AsOf): BrowseRecord['history'] {
    const subkey = Number(stored['sourceSubkey']);
    const labels = new Map(columnsOf(viewOf(entity, subkey)).map(({ id, label }) => [id, label]));
    const live = db
      .prepare<unknown[], StoredRow>(`SELECT * FROM main.${quote(entity)} WHERE sourceKey = ? AND sourceSubkey = ?`)
      .get(stored['sourceKey'], subkey);
    const numberOf = db.prepare<[string], number>('SELECT number FROM main.run WHERE runId = ?').pluck();
    return historyOf(db, entity, live ?? stored)
      .filter(({ runId }) => asOf === null || (numberOf.get(runId) ?? 0) <= asOf)
      .toReversed()
      .map((entry) => ({
        ...entry,
        label: entry.attribute === null ? null : (labels.get(entry.attribute) ?? entry.attribute),
        old: named(entity, stored, entry.attribute, entry.old, asOf),
        new: named(entity, stored, entry.attribute, entry.new, asOf),
      }));
  }

  /** A key in the history as the record it is of. */
  function named(entity: EntityType, row: StoredRow, attribute: string | null, value: unknown, asOf: AsOf): unknown {
    const column = storedColumns(entity).find(({ name, path = name }) => path === attribute);
    if (column?.target === undefined || value === null) return value;
    const { target, targetSubkey = 0, kind } = column;
    const subkey = typeof targetSubkey === 'number' ? targetSubkey : Number(row[targetSubkey] ?? 0);
    if (kind === 'refs')
      return (JSON.parse(value as string) as number[]).map((key) => cells.reference(target, key, 0, asOf));
    return cells.reference(target, Number(value), subkey, asOf);
  }

  return {
    record({ entity, sourcedId, asOfRun }) {
      const asOf = versions.asOf(asOfRun);
      const stored = findRow(db, entity, sourcedId, asOf);
      const [key, subkey] = [Number(stored['sourceKey']), Number(stored['sourceSubkey'])];
      const view = viewOf(entity, subkey);
      const row = cells.row(view, stored, asOf);
      const values = columnsOf(view)
        .filter(({ id }) => id !== 'metadata' && id !== 'powerSchoolId' && id !== 'sourcedId')
        .map(({ id, label }) => ({ topic: topicOf(id), value: { id, label, value: row.cells[id] ?? null } }));
      const more = Object.entries((row.cells['metadata'] ?? {}) as Record<string, unknown>)
        .filter(([name]) => row.cells[`metadata.${name}`] === undefined)
        .map(([name, value]) => ({
          topic: topicOf('metadata'),
          value: { id: `metadata.${name}`, label: name, value: plain(value) },
        }));
      return {
        entity,
        view,
        sourcedId: row.sourcedId,
        title: titleOf(entity, stored, (target, one, two) => cells.reference(target, one, two, asOf).name),
        isRemoved: row.isRemoved,
        overview: topics
          .map((topic) => ({
            topic,
            values: [...values, ...more].filter((one) => one.topic === topic).map(({ value }) => value),
          }))
          .filter((topic) => topic.values.length > 0),
        history: historyEntries(entity, stored, asOf),
        identifiers: identifiersOf(entity, key, subkey),
        related: relationsOf(entity, subkey).map((one) => ({
          relation: one.relation,
          label: one.label,
          view: one.view,
          total: countOf(relationQuery(one, row.sourcedId, asOfRun), asOf),
        })),
      };
    },

    related({ entity, sourcedId, relation: name, asOfRun, offset, limit }) {
      const asOf = versions.asOf(asOfRun);
      const id = cells.row(viewOf(entity, 0), findRow(db, entity, sourcedId, asOf), asOf).sourcedId;
      const found = relationsOf(entity, parseSourcedId(id)?.subkey ?? 0).find((one) => one.relation === name);
      if (found === undefined)
        throw new AppError('browse.unknownRelation', 'stop', 'Nothing of this kind belongs to the record.', {
          fix: 'Choose one of the lists that the record names.',
        });
      return rows({ ...relationQuery(found, id, asOfRun), offset, limit }, asOf);
    },
  };

  function countOf(query: GridQuery, asOf: AsOf): number {
    const { sql, values } = gridClause(query.view, query.filter, asOf);
    return Number(
      db
        .prepare(`SELECT count(*) FROM ${relation(viewEntity[query.view], asOf)} AS t WHERE ${sql}`)
        .pluck()
        .get(...values),
    );
  }
}

/** What a cell can show of a value of the open metadata. */
const plain = (value: unknown): string | number | boolean | null =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value);
