import { columnsOf, type GridColumn } from '../../../shared/browse/columns.ts';
import { viewOf, type BrowseView } from '../../../shared/browse/views.ts';
import type { Cell, GridRow, NamedReference } from '../../../shared/ipc/contract/browse.ts';
import type { Difference, DifferentRecord, ValueChange } from '../../../shared/ipc/contract/compare.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { formatSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { CellReader } from '../browse/cells.ts';
import type { FoundRow } from './find-differences.ts';
import type { RunSpan } from './history-sql.ts';

/** What tells an added or removed record from others, beside its name. */
const telling: Readonly<Record<EntityType, readonly string[]>> = {
  org: ['type', 'identifier'],
  academicSession: ['startDate', 'endDate'],
  course: ['courseCode'],
  class: ['classCode', 'course'],
  user: ['role', 'username', 'identifier'],
  enrollment: ['role', 'beginDate', 'endDate'],
  category: ['class', 'weight'],
  lineItem: ['class', 'dueDate', 'resultValueMax'],
  result: ['score', 'textScore', 'scoreStatus', 'scoreDate'],
};

/** Made anew at every run, or told apart by its keys: no change of the record. */
const bookkeeping: ReadonlySet<string> = new Set(['dateLastModified', 'status', 'sourcedId', 'powerSchoolId']);

/** Turns rows that were found into what is shown: what they are called, and each value as it was after both runs. */
export function openDescribe(cells: CellReader) {
  return (entity: EntityType, span: RunSpan, difference: Difference, found: readonly FoundRow[]): DifferentRecord[] => {
    const before = difference === 'added' ? new Map<string, GridRow>() : rowsAt(entity, found, span.from);
    const after = difference === 'removed' ? new Map<string, GridRow>() : rowsAt(entity, found, span.to);
    const shownAt = difference === 'removed' ? span.from : span.to;
    return found.flatMap(({ sourceKey, sourceSubkey, schoolKey }) => {
      const sourcedId = formatSourcedId(entity, sourceKey, sourceSubkey);
      const [old, now] = [before.get(sourcedId), after.get(sourcedId)];
      const row = now ?? old;
      if (row === undefined) return [];
      const view = viewOf(entity, sourceSubkey);
      return {
        entity,
        view,
        sourcedId,
        powerSchoolId: row.powerSchoolId,
        title: titleOf(row, entity) ?? cells.reference(entity, sourceKey, sourceSubkey, shownAt).name,
        school: schoolKey === 0 ? null : cells.reference('org', schoolKey, 0, shownAt).name,
        changes: difference === 'changed' ? changesOf(view, old, now) : tellingOf(entity, view, old, now),
      };
    });
  };

  /** The rows as a run left them, by sourcedId. Names are looked up once for all rows of a view. */
  function rowsAt(entity: EntityType, found: readonly FoundRow[], run: number): Map<string, GridRow> {
    const byView = new Map<BrowseView, number[]>();
    for (const { sourceSubkey, rowid } of found) {
      const view = viewOf(entity, sourceSubkey);
      byView.set(view, [...(byView.get(view) ?? []), rowid]);
    }
    return new Map(
      [...byView].flatMap(([view, rowids]) =>
        cells.rows(view, rowids, run).map((row) => [row.sourcedId, row] as const),
      ),
    );
  }
}

/** What has no name of its own is called by what it joins. */
function titleOf({ cells }: GridRow, entity: EntityType): string | undefined {
  const name = (id: string): string => (isNamed(cells[id]) ? cells[id].name : '');
  if (entity === 'result') return [name('student'), name('lineItem')].join(' · ');
  return entity === 'enrollment' ? [name('user'), name('class')].join(' · ') : undefined;
}

function changesOf(view: BrowseView, old: GridRow | undefined, now: GridRow | undefined): ValueChange[] {
  const columns = columnsOf(view).filter(({ id }) => !bookkeeping.has(id) && id !== 'metadata');
  const own = columns.flatMap((column) =>
    changeOf(column, old?.cells[column.id] ?? null, now?.cells[column.id] ?? null),
  );
  const known = new Set(columns.map(({ id }) => id));
  const [was, is] = [metadataOf(old), metadataOf(now)];
  const more = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((key) => ({ id: `metadata.${key}`, label: key, type: 'text' as const, key }))
    .filter(({ id }) => !known.has(id))
    .flatMap(({ key, ...column }) => changeOf(column, plain(was[key]), plain(is[key])));
  return [...own, ...more];
}

function tellingOf(
  entity: EntityType,
  view: BrowseView,
  old: GridRow | undefined,
  now: GridRow | undefined,
): ValueChange[] {
  const columns = columnsOf(view).filter(({ id }) => telling[entity].includes(id));
  return columns.flatMap((column) => changeOf(column, old?.cells[column.id] ?? null, now?.cells[column.id] ?? null));
}

function changeOf({ id, label, type }: Pick<GridColumn, 'id' | 'label' | 'type'>, old: Cell, now: Cell): ValueChange[] {
  return sameAs(old) === sameAs(now) ? [] : [{ id, label, type, old, new: now }];
}

/** A reference is the same however the record that it names is called. */
const sameAs = (cell: Cell): string =>
  JSON.stringify(cell, (_key, value: unknown) => (isNamed(value) ? value.sourcedId : value));

const isNamed = (cell: unknown): cell is NamedReference =>
  typeof cell === 'object' && cell !== null && 'name' in cell && 'sourcedId' in cell && 'view' in cell;

const metadataOf = (row: GridRow | undefined): Readonly<Record<string, unknown>> =>
  (row?.cells['metadata'] ?? {}) as Readonly<Record<string, unknown>>;

const plain = (value: unknown): Cell =>
  value === undefined || value === null
    ? null
    : typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : JSON.stringify(value);
