import type { Database } from 'better-sqlite3';
import type { Difference } from '../../../shared/ipc/contract/compare.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { quote } from '../sql.ts';
import { bornSql, differsSql, wasThereSql, type RunSpan } from './history-sql.ts';
import { lastRowOf } from './row-place.ts';
import { openTouched, type Happening, type Keys } from './touched.ts';
import { whichClause } from './which-clause.ts';

/** First comes what the history names, in the order of the keys, then what is new, in the order in which it came. */
export type Place =
  { readonly kind: 'history'; readonly after: Keys } | { readonly kind: 'new'; readonly after: number };

export interface Wanted {
  readonly entity: EntityType;
  readonly span: RunSpan;
  readonly schoolKey: number | null;
  readonly text: string;
  readonly differences: readonly Difference[];
}

export interface FoundRow {
  readonly rowid: number;
  readonly sourceKey: number;
  readonly sourceSubkey: number;
  readonly schoolKey: number;
  readonly difference: Difference;
}

export interface FoundPart {
  readonly rows: readonly FoundRow[];
  /** New rows that were only counted. */
  readonly addedAlone: number;
  /** How many records were looked at. */
  readonly looked: number;
  readonly next: Place | null;
}

/** Records looked at together where a few are wanted, and where all are. */
const few = 200;
const many = 1000;
/** New rows looked at together: they need no history. */
const newTogether = 20_000;

const happeningOf: Readonly<Record<Difference, Happening>> = { added: 'life', removed: 'life', changed: 'value' };

/**
 * Finds differences a part at a time, each going on where the one before ended. `limit`: as many rows at most; null: all of the part, the new
 * ones counted only.
 */
export function openFindDifferences(db: Database) {
  const touched = openTouched(db);

  function amongTouched({ entity, span, differences, ...which }: Wanted, from: Keys) {
    const happenings = [...new Set(differences.map((difference) => happeningOf[difference]))];
    const walk = touched(entity, span, happenings, from);
    const clause = whichClause(entity, which);
    const was = wasThereSql(entity, span.from);
    const is = wasThereSql(entity, span.to, span.isLast);
    const cases: Readonly<Record<Difference, string>> = {
      added: `WHEN NOT was AND "is" THEN 'added'`,
      removed: `WHEN was AND NOT "is" THEN 'removed'`,
      changed: `WHEN was AND "is" AND ${differsSql(entity, span)} THEN 'changed'`,
    };
    const classify = db.prepare<unknown[], FoundRow>(
      `SELECT place AS rowid, sourceKey, sourceSubkey, schoolKey, difference FROM (
         SELECT t.*, CASE ${differences.map((one) => cases[one]).join(' ')} END AS difference FROM (
           SELECT t.*, t.rowid AS place, ${was} AS was, ${is} AS "is"
           FROM json_each(?) AS k CROSS JOIN main.${quote(entity)} AS t
             ON t.sourceKey = json_extract(k.value, '$[0]') AND t.sourceSubkey = json_extract(k.value, '$[1]')
           WHERE ${bornSql(entity)} <= ${span.from} AND ${clause.sql}
         ) AS t
       ) WHERE difference IS NOT NULL ORDER BY sourceKey, sourceSubkey`,
    );
    const then: Place | null = differences.includes('added')
      ? { kind: 'new', after: lastRowOf(db, entity, span.from) }
      : null;
    return (limit: number | null): FoundPart => {
      const keys = walk.take(limit === null ? many : few);
      const end = keys.at(-1);
      if (end === undefined) return { rows: [], addedAlone: 0, looked: 0, next: then };
      const found = classify.all(JSON.stringify(keys), ...clause.values);
      const rows = limit === null ? found : found.slice(0, limit);
      const last = rows.length < found.length ? rows.at(-1) : undefined;
      const after: Keys = last === undefined ? end : [last.sourceKey, last.sourceSubkey];
      return { rows, addedAlone: 0, looked: keys.length, next: { kind: 'history', after } };
    };
  }

  function amongNew({ entity, span, schoolKey, text }: Wanted, after: number, limit: number | null): FoundPart {
    const last = span.isLast ? Number.MAX_SAFE_INTEGER : lastRowOf(db, entity, span.to);
    const clause = whichClause(entity, { schoolKey, text });
    // A part is a stretch of rows, whatever of it is wanted.
    const end = db
      .prepare<unknown[], number>(
        `SELECT max(place) FROM (SELECT rowid AS place FROM main.${quote(entity)} WHERE rowid > ? AND rowid <= ? ORDER BY rowid LIMIT ${newTogether})`,
      )
      .pluck()
      .get(after, last) as number | null;
    if (end === null) return { rows: [], addedAlone: 0, looked: 0, next: null };
    const from = `FROM main.${quote(entity)} AS t WHERE t.rowid > ? AND t.rowid <= ? AND ${wasThereSql(entity, span.to, span.isLast)} AND ${clause.sql}`;
    if (limit === null) {
      const count = db
        .prepare(`SELECT count(*) ${from}`)
        .pluck()
        .get(after, end, ...clause.values);
      return { rows: [], addedAlone: Number(count), looked: newTogether / 10, next: { kind: 'new', after: end } };
    }
    const rows = db
      .prepare<unknown[], FoundRow>(
        `SELECT t.rowid AS rowid, t.sourceKey, t.sourceSubkey, t.schoolKey, 'added' AS difference ${from} ORDER BY t.rowid LIMIT ?`,
      )
      .all(after, end, ...clause.values, limit);
    const reached = rows.length === limit ? (rows.at(-1)?.rowid ?? end) : end;
    return { rows, addedAlone: 0, looked: text === '' ? few : newTogether, next: { kind: 'new', after: reached } };
  }

  return (wanted: Wanted) => {
    let go: ReturnType<typeof amongTouched> | undefined;
    return (place: Place, limit: number | null): FoundPart => {
      if (place.kind === 'new') return amongNew(wanted, place.after, limit);
      go ??= amongTouched(wanted, place.after);
      return go(limit);
    };
  };
}
