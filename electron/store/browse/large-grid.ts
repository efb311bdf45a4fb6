import type { Database } from 'better-sqlite3';
import { isGroup, type FilterCondition } from '../../../shared/browse/filter.ts';
import { viewEntity, viewSubkey } from '../../../shared/browse/views.ts';
import { userKind, type EntityType } from '../../../shared/oneroster/entity.ts';
import { quote } from '../sql.ts';
import type { GridQuery, GridWindow } from './browse-api.ts';
import { nameSql } from './expressions.ts';
import { conditionClause, gridClause } from './filter-clause.ts';
import { openGroupWalk } from './group-walk.ts';
import { openKeyWalk, type KeyWalk } from './key-walk.ts';

/** Grids with more rows than can be put in order while somebody waits: what an index can answer, is answered through it. */
export interface LargeGrid {
  /** Whether the filter leaves so few rows, found through an index, that they are quickly put in order. */
  isNarrow(query: GridQuery): boolean;
  /** The rows of a window, or undefined where no index has their order or too few pass the filter. `patient`: may read names first. */
  window(query: GridQuery & GridWindow, version: string, patient: boolean): Promise<number[] | undefined>;
  /** The number of rows without a filter. */
  countAll(query: GridQuery, version: string): number | undefined;
}

/** Columns that an index leads with. Scalars also have its order. */
const indexed: Readonly<Partial<Record<EntityType, Readonly<Record<string, 'scalar' | 'reference'>>>>> = {
  result: { score: 'scalar', scoreDate: 'scalar', class: 'reference', student: 'reference', lineItem: 'reference' },
  enrollment: { class: 'reference', user: 'reference' },
  lineItem: { class: 'reference' },
  category: { class: 'reference' },
};

/** References whose rows lie together in an index, and the records they name. */
const grouped: Readonly<
  Partial<Record<EntityType, Readonly<Record<string, { column: string; target: EntityType; subkey: number }>>>>
> = {
  result: {
    class: { column: 'classKey', target: 'class', subkey: 0 },
    student: { column: 'sourceSubkey', target: 'user', subkey: userKind.student },
  },
  enrollment: { class: { column: 'classKey', target: 'class', subkey: 0 } },
  lineItem: { class: { column: 'classKey', target: 'class', subkey: 0 } },
};

const narrowAtMost = 20_000;
/** Rows looked at for a filter that no index knows, in the order asked for. */
const probed = 4000;

export function openLargeGrid(db: Database): LargeGrid {
  let walks = new Map<string, KeyWalk>();
  let totals = new Map<EntityType, number>();
  let of = '';

  function renew(version: string): void {
    if (of === version) return;
    of = version;
    walks = new Map();
    totals = new Map();
  }

  const plain = ({ view, filter, asOfRun }: GridQuery): boolean =>
    asOfRun === null && viewSubkey[view] === undefined && (filter === null || filter.items.length === 0);

  function walkOf({ view, sort }: GridQuery, patient: boolean): KeyWalk | undefined {
    const entity = viewEntity[view];
    const [only, ...more] = sort;
    if (more.length > 0) return undefined;
    const column = only?.column ?? 'powerSchoolId';
    const key = `${entity} ${column}`;
    const known = walks.get(key) ?? openWalk(entity, column, patient);
    if (known !== undefined) walks.set(key, known);
    return known;
  }

  function openWalk(entity: EntityType, column: string, patient: boolean): KeyWalk | undefined {
    if (column === 'powerSchoolId' || column === 'sourcedId') return openKeyWalk(db, entity);
    if (indexed[entity]?.[column] === 'scalar') return openGroupWalk(db, { entity, column, groupsPerTurn: 1 });
    const by = grouped[entity]?.[column];
    if (by === undefined || !patient) return undefined;
    const names = db
      .prepare<unknown[], number>(
        `SELECT r.sourceKey FROM main.${quote(by.target)} AS r WHERE r.sourceSubkey = ? ORDER BY fold(${nameSql[by.target]}), r.sourceKey`,
      )
      .pluck();
    return openGroupWalk(db, { entity, column: by.column, groups: () => names.all(by.subkey), groupsPerTurn: 300 });
  }

  /** The first rows of an order that an index has, without counting anything. */
  function first({ view, sort, offset, limit }: GridQuery & GridWindow): number[] | undefined {
    const [only] = sort;
    if (only === undefined || sort.length > 1 || indexed[viewEntity[view]]?.[only.column] !== 'scalar')
      return undefined;
    return db
      .prepare<unknown[], number>(
        `SELECT t.rowid FROM main.${quote(viewEntity[view])} AS t WHERE t.removedRun IS NULL
         ORDER BY t.${quote(only.column)} ${only.direction}, t.rowid ${only.direction} LIMIT ? OFFSET ?`,
      )
      .pluck()
      .all(limit, offset);
  }

  /** The first rows that pass the filter, if they are among the first of all. */
  function probe(query: GridQuery & GridWindow): number[] | undefined {
    const { view, sort, offset, limit } = query;
    const entity = viewEntity[view];
    const [only] = sort;
    if (query.asOfRun !== null || sort.length > 1) return undefined;
    const isScalar = only !== undefined && indexed[entity]?.[only.column] === 'scalar';
    if (only !== undefined && !isScalar) return undefined;
    const order =
      only === undefined
        ? 't.sourceKey, t.sourceSubkey'
        : `t.${quote(only.column)} ${only.direction}, t.rowid ${only.direction}`;
    const clause = gridClause(view, query.filter, null);
    const rowids = db
      .prepare<unknown[], number>(
        `SELECT t.rowid FROM (SELECT t.rowid AS place FROM main.${quote(entity)} AS t ORDER BY ${order} LIMIT ${probed}) AS p
           CROSS JOIN main.${quote(entity)} AS t ON t.rowid = p.place WHERE ${clause.sql} LIMIT ?`,
      )
      .pluck()
      .all(...clause.values, offset + limit);
    return rowids.length === offset + limit ? rowids.slice(offset) : undefined;
  }

  return {
    isNarrow({ view, filter, asOfRun }) {
      if (filter === null || filter.join !== 'and' || asOfRun !== null) return false;
      const entity = viewEntity[view];
      return filter.items.some((item) => {
        if (isGroup(item) || !leads(entity, item)) return false;
        const clause = conditionClause(view, item, null);
        const count = db
          .prepare(
            `SELECT count(*) FROM (SELECT 1 FROM main.${quote(entity)} AS t WHERE ${clause.sql} LIMIT ${narrowAtMost + 1})`,
          )
          .pluck()
          .get(...clause.values);
        return Number(count) <= narrowAtMost;
      });
    },

    async window(query, version, patient) {
      renew(version);
      if (!plain(query)) return patient ? undefined : probe(query);
      if (!patient && query.offset + query.limit <= probed) {
        const rowids = first(query);
        if (rowids !== undefined) return rowids;
      }
      const walk = walkOf(query, patient);
      if (walk === undefined) return undefined;
      const isDescending = query.sort[0]?.direction === 'desc';
      const at = walk.window(query.offset, query.limit, isDescending);
      if (at !== undefined) return at;
      await walk.prepare();
      return walk.window(query.offset, query.limit, isDescending);
    },

    countAll(query, version) {
      renew(version);
      if (!plain(query)) return undefined;
      const entity = viewEntity[query.view];
      const table = `main.${quote(entity)}`;
      const total =
        totals.get(entity) ??
        Number(
          db
            .prepare(
              `SELECT (SELECT count(*) FROM ${table}) - (SELECT count(*) FROM ${table} WHERE removedRun IS NOT NULL)`,
            )
            .pluck()
            .get(),
        );
      totals.set(entity, total);
      return total;
    },
  };
}

function leads(entity: EntityType, { column, operator }: FilterCondition): boolean {
  if (column === 'powerSchoolId' || column === 'sourcedId') return true;
  const kind = indexed[entity]?.[column];
  if (kind === 'reference') return operator === 'in';
  return kind === 'scalar' && ['equals', 'less', 'atMost', 'greater', 'atLeast', 'between'].includes(operator);
}
