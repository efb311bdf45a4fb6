import type { Database } from 'better-sqlite3';
import type { SearchHit } from '../../../shared/ipc/contract/browse.ts';
import { viewOf } from '../../../shared/browse/views.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { formatPowerSchoolId, parsePowerSchoolId } from '../../../shared/powerschool/identifiers.ts';
import type { StoredRow } from '../record.ts';
import { quote } from '../sql.ts';
import { rowColumns, type CellReader } from './cells.ts';
import { titleOf } from './titles.ts';

interface Keys {
  readonly entity: EntityType;
  readonly sourceKey: number;
  readonly sourceSubkey: number;
}

const kinds: Readonly<Partial<Record<EntityType, SearchHit['kind']>>> = {
  user: 'person',
  class: 'class',
  course: 'course',
  lineItem: 'lineItem',
  org: 'school',
  category: 'category',
  result: 'result',
};

/** What tells a record from others of its name, by column. */
const details: Readonly<Partial<Record<EntityType, readonly string[]>>> = {
  user: ['role', 'orgs', 'identifier'],
  class: ['course', 'school'],
  course: ['courseCode', 'org'],
  lineItem: ['class', 'dueDate'],
  org: ['identifier'],
  category: ['class'],
  result: ['class'],
};

export function hitOf(cells: CellReader, db: Database, { entity, sourceKey, sourceSubkey }: Keys): SearchHit {
  const row = db
    .prepare<unknown[], StoredRow>(
      `SELECT ${rowColumns(entity)} FROM main.${quote(entity)} AS t WHERE t.sourceKey = ? AND t.sourceSubkey = ?`,
    )
    .get(sourceKey, sourceSubkey);
  const view = viewOf(entity, sourceSubkey);
  const shown = row === undefined ? undefined : cells.row(view, row, null);
  return {
    kind: kinds[entity] ?? 'person',
    entity,
    view,
    sourcedId: shown?.sourcedId ?? '',
    title:
      row === undefined
        ? ''
        : titleOf(entity, row, (target, key, subkey) => cells.reference(target, key, subkey, null).name),
    detail: (details[entity] ?? [])
      .map((column) => wordOf(shown?.cells[column]))
      .filter((word) => word !== '')
      .join(' · '),
    powerSchoolId: formatPowerSchoolId(entity, sourceKey, sourceSubkey),
  };
}

function wordOf(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  if (Array.isArray(cell)) return cell.map(wordOf).join(', ');
  return typeof cell === 'object' && cell !== null && 'name' in cell ? String(cell.name) : '';
}

/** Every record that has this PowerSchool ID. */
export function hitsById(db: Database, cells: CellReader, id: string): SearchHit[] {
  return (Object.keys(kinds) as EntityType[]).flatMap((entity) => {
    const keys = parsePowerSchoolId(entity, id);
    if (keys === undefined) return [];
    const isWhole = ['category', 'lineItem', 'result'].includes(entity);
    return db
      .prepare<unknown[], Omit<Keys, 'entity'>>(
        `SELECT sourceKey, sourceSubkey FROM main.${quote(entity)}
         WHERE sourceKey = ? AND (? = 0 OR sourceSubkey = ?) AND removedRun IS NULL ORDER BY sourceSubkey DESC`,
      )
      .all(keys.key, isWhole ? 1 : 0, keys.subkey)
      .map((found) => hitOf(cells, db, { entity, ...found }));
  });
}

/** Runs by the day they began, `2026-11-24` or its beginning, or by their id. */
export function runHits(db: Database, text: string): SearchHit[] {
  if (text.length < 4) return [];
  return db
    .prepare<unknown[], { runId: string; startedAt: number; status: string }>(
      `SELECT runId, startedAt, status FROM main.run
       WHERE number > (SELECT coalesce(max(run), 0) FROM purged WHERE what = 'runs') AND (runId = ?1 OR substr(strftime('%Y-%m-%d', startedAt / 1000, 'unixepoch'), 1, length(?1)) = ?1) ORDER BY number DESC LIMIT 10`,
    )
    .all({ 1: text })
    .map(({ runId, startedAt, status }) => ({
      kind: 'run',
      entity: null,
      view: null,
      sourcedId: runId,
      title: new Date(startedAt).toISOString(),
      detail: status,
      powerSchoolId: '',
    }));
}
