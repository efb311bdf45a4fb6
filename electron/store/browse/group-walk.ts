import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { EntityType, Value } from '../../../shared/oneroster/entity.ts';
import { quote } from '../sql.ts';
import { alive, anchorStep } from './key-walk.ts';

/**
 * The rows of an entity grouped by one indexed column, the groups in some order, the rows of a group as they came. Nothing but the
 * index of the column is read.
 */
export interface GroupWalk {
  /** Row numbers from a place on, backwards from the end if `descending`; undefined before `prepare` has ended. */
  window(offset: number, limit: number, descending: boolean): number[] | undefined;
  /** Counts the groups, in turns with other work. */
  prepare(): Promise<void>;
}

export interface GroupedBy {
  readonly entity: EntityType;
  readonly column: string;
  /** The order of the groups; by value if not given. A value that is not among them comes first. */
  readonly groups?: () => readonly Value[];
  /** Groups counted in one turn: many where they are small. */
  readonly groupsPerTurn: number;
  /** Rows between two anchors of a large group. */
  readonly step?: number;
}

export function openGroupWalk(
  db: Database,
  { entity, column, groups, groupsPerTurn, step = anchorStep }: GroupedBy,
): GroupWalk {
  const name = `t.${quote(column)}`;
  const from = `FROM main.${quote(entity)} AS t WHERE ${alive(entity)} AND`;
  const rowsOf = db
    .prepare<unknown[], number>(
      `SELECT t.rowid ${from} ${name} IS ? AND t.rowid >= ? ORDER BY t.rowid LIMIT ? OFFSET ?`,
    )
    .pluck();
  const counted = db
    .prepare<unknown[], [Value, number]>(
      `SELECT ${name}, count(*) ${from} ${name} > ? GROUP BY ${name} ORDER BY ${name} LIMIT ${groupsPerTurn}`,
    )
    .raw();
  let walk: { readonly values: readonly Value[]; readonly ends: readonly number[] } | undefined;
  /** Row numbers every `step` rows of a large group. */
  const anchors = new Map<Value, number[]>();

  async function countGroups(): Promise<Map<Value, number>> {
    const counts = new Map<Value, number>();
    const none = Number(db.prepare(`SELECT count(*) ${from} ${name} IS NULL`).pluck().get());
    if (none > 0) counts.set(null, none);
    // Numbers sort before texts: every value is greater than this one.
    let last: Value = Number.NEGATIVE_INFINITY;
    for (;;) {
      const found = counted.all(last);
      for (const [value, count] of found) counts.set(value, count);
      if (found.length === 0) return counts;
      last = found.at(-1)?.[0] ?? null;
      await setImmediate();
    }
  }

  function windowOf(value: Value, offset: number, limit: number): number[] {
    if (offset < step) return rowsOf.all(value, 0, limit, offset);
    const known = anchors.get(value) ?? [0];
    anchors.set(value, known);
    const place = Math.floor(offset / step);
    while (known.length <= place) {
      const next = rowsOf.get(value, known.at(-1), 1, step);
      if (next === undefined) return [];
      known.push(next);
    }
    return rowsOf.all(value, known[place], limit, offset - place * step);
  }

  function forward(first: number, count: number): number[] {
    const { values = [], ends = [] } = walk ?? {};
    const rowids: number[] = [];
    let group = placeOf(ends, first);
    let offset = first - (group === 0 ? 0 : (ends[group - 1] ?? 0));
    for (; rowids.length < count && group < values.length; group++) {
      rowids.push(...windowOf(values[group] ?? null, offset, count - rowids.length));
      offset = 0;
    }
    return rowids;
  }

  return {
    async prepare() {
      if (walk !== undefined) return;
      const counts = await countGroups();
      const known = groups?.() ?? [...counts.keys()];
      const strays = groups === undefined ? [] : strangers(counts, known);
      const values = [...strays, ...known].filter((value) => counts.has(value));
      let sum = 0;
      walk = { values, ends: values.map((value) => (sum += counts.get(value) ?? 0)) };
    },
    window(offset, limit, descending) {
      if (walk === undefined) return undefined;
      if (!descending) return forward(offset, limit);
      const total = walk.ends.at(-1) ?? 0;
      const first = Math.max(0, total - offset - limit);
      return forward(first, Math.max(0, total - offset - first)).toReversed();
    },
  };
}

function strangers(counts: ReadonlyMap<Value, number>, known: readonly Value[]): Value[] {
  const set = new Set(known);
  return [...counts.keys()].filter((value) => !set.has(value));
}

/** The first group that ends after the place. */
function placeOf(ends: readonly number[], place: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
