import type { Database, Statement } from 'better-sqlite3';
import type { EntityType, Value } from '../../shared/oneroster/entity.ts';
import { shapes } from '../../shared/oneroster/shapes.ts';
import { quote } from './sql.ts';

/** What a comparison needs of a row of the local copy. */
export type LiveRow = [
  row: number,
  hash: number,
  schoolKey: number,
  schoolYear: number,
  removedRun: number | null,
  tie: Value,
  sourceKey: number,
  sourceSubkey: number,
];

export interface LiveRows {
  find(key: Value | undefined, subkey: Value | undefined): LiveRow | undefined;
}

const rowsAhead = 1024;
/** As many rows may have been left out between two that came one after the other. */
const stillNear = 8;

/**
 * Finds rows of the local copy by their keys. A listing mostly comes in the order in which it came the first time, which is the order of the
 * table: so once two rows have come in that order, the rows after them are read ahead, and the index is asked only where the next one is
 * another than was thought. The table must not change meanwhile.
 */
export function openLiveRows(db: Database, entity: EntityType): LiveRows {
  const { tieBreak } = shapes[entity];
  const select = `SELECT rowid, hash, schoolKey, schoolYear, removedRun, ${tieBreak === undefined ? 'NULL' : quote(tieBreak)},
    sourceKey, sourceSubkey FROM main.${quote(entity)}`;
  const byKey: Statement<[Value, Value], LiveRow> = db
    .prepare<[Value, Value], LiveRow>(`${select} WHERE sourceKey = ? AND sourceSubkey = ?`)
    .raw();
  const after: Statement<[number], LiveRow> = db
    .prepare<[number], LiveRow>(`${select} WHERE rowid > ? ORDER BY rowid LIMIT ${rowsAhead}`)
    .raw();
  let ahead: readonly LiveRow[] = [];
  let at = 0;
  let last = -1;
  let isInOrder = false;

  function guess(): LiveRow | undefined {
    if (!isInOrder) return undefined;
    if (at === ahead.length) {
      ahead = after.all(last);
      at = 0;
    }
    return ahead[at];
  }

  return {
    find(key, subkey) {
      const next = guess();
      if (next !== undefined && next[6] === key && next[7] === subkey) {
        at++;
        last = next[0];
        return next;
      }
      const found = byKey.get(key ?? null, subkey ?? null);
      if (found === undefined) return undefined;
      isInOrder = last >= 0 && found[0] > last && found[0] - last <= stillNear;
      last = found[0];
      ahead = [];
      at = 0;
      return found;
    },
  };
}
