import type { Database, Statement } from 'better-sqlite3';
import type { Cell, GridRow, NamedReference } from '../../../shared/ipc/contract/browse.ts';
import { viewEntity, viewOf, type BrowseView } from '../../../shared/browse/views.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { formatSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { formatPowerSchoolId } from '../../../shared/powerschool/identifiers.ts';
import { outward, toRecord, type StoredRow } from '../record.ts';
import { contentColumns, columnList } from '../sql.ts';
import { columnOf, fieldsOf, nameSql, targetOf, type GridField } from './expressions.ts';
import { relation, type AsOf } from './relation.ts';

/** Turns stored rows into rows of a grid, with the names of what they refer to. */
export interface CellReader {
  /** The rows with these row numbers, in this order; those that are gone are left out. */
  rows(view: BrowseView, rowids: readonly number[], asOf: AsOf): GridRow[];
  row(view: BrowseView, stored: StoredRow, asOf: AsOf): GridRow;
  /** A record by its name; the name is empty where there is no such record. */
  reference(entity: EntityType, key: number, subkey: number, asOf: AsOf): NamedReference;
}

/** The columns of a stored row that cells are made from. */
export const rowColumns = (entity: EntityType): string =>
  `t.rowid AS rowid, ${columnList(['sourceKey', 'sourceSubkey', ...contentColumns(entity), 'dateLastModified', 'removedRun'], 't')}`;

export function openCellReader(db: Database): CellReader {
  const rowOf = new Map<string, Statement>();
  const nameOf = new Map<string, Statement>();
  /** The names that one answer needs: the same class and school come again and again. */
  let named = new Map<string, NamedReference>();

  function prepared(statements: Map<string, Statement>, entity: EntityType, asOf: AsOf, sql: () => string): Statement {
    const key = `${entity} ${asOf}`;
    const known = statements.get(key);
    if (known !== undefined) return known;
    // Each earlier run that is looked at has statements of its own.
    if (statements.size > 50) statements.clear();
    const made = db.prepare(sql());
    statements.set(key, made);
    return made;
  }

  function reference(entity: EntityType, key: number, subkey: number, asOf: AsOf): NamedReference {
    const sourcedId = formatSourcedId(entity, key, subkey);
    const known = named.get(sourcedId);
    if (known !== undefined) return known;
    const statement = prepared(
      nameOf,
      entity,
      asOf,
      () =>
        `SELECT ${nameSql[entity]} AS name FROM ${relation(entity, asOf, true)} AS r WHERE r.sourceKey = ? AND r.sourceSubkey = ?`,
    );
    const found = statement.get(key, subkey) as { name: string } | undefined;
    const made = { name: found?.name ?? '', sourcedId, entity, view: viewOf(entity, subkey) };
    named.set(sourcedId, made);
    return made;
  }

  function cell(field: GridField, from: StoredRow, record: ReturnType<typeof toRecord>, asOf: AsOf): Cell {
    const { id, stored } = field;
    if (id === 'powerSchoolId') return record.identifiers.powerSchool;
    if (id === 'sourcedId' || id === 'status' || id === 'dateLastModified' || id === 'metadata') return record[id];
    const column = columnOf(stored);
    const value = from[column.from ?? column.name] ?? null;
    if (column.kind === 'ref') {
      if (value === null) return null;
      const { targetSubkey = 0 } = column;
      const subkey = typeof targetSubkey === 'number' ? targetSubkey : Number(from[targetSubkey] ?? 0);
      return reference(targetOf(column), Number(value), subkey, asOf);
    }
    if (column.kind === 'refs')
      return (JSON.parse(String(value ?? '[]')) as number[]).map((key) => reference(targetOf(column), key, 0, asOf));
    return outward(column, from) as Cell;
  }

  function row(view: BrowseView, stored: StoredRow, asOf: AsOf): GridRow {
    const entity = viewEntity[view];
    const record = toRecord(entity, stored);
    return {
      sourcedId: record.sourcedId,
      powerSchoolId: formatPowerSchoolId(entity, Number(stored['sourceKey']), Number(stored['sourceSubkey'])),
      isRemoved: record.status !== 'active',
      cells: Object.fromEntries(fieldsOf(view).map((field) => [field.id, cell(field, stored, record, asOf)])),
    };
  }

  const fresh = <T>(answer: () => T): T => {
    named = new Map();
    return answer();
  };

  return {
    row: (view, stored, asOf) => fresh(() => row(view, stored, asOf)),
    reference: (entity, key, subkey, asOf) => fresh(() => reference(entity, key, subkey, asOf)),
    rows: (view, rowids, asOf) =>
      fresh(() => {
        const entity = viewEntity[view];
        const one = prepared(
          rowOf,
          entity,
          asOf,
          () => `SELECT ${rowColumns(entity)} FROM ${relation(entity, asOf)} AS t WHERE t.rowid = ?`,
        );
        return rowids.flatMap((rowid) => {
          const stored = one.get(rowid) as StoredRow | undefined;
          return stored === undefined ? [] : [row(view, stored, asOf)];
        });
      }),
  };
}
