import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { viewEntity } from '../../../shared/browse/views.ts';
import { AppError } from '../../../shared/errors.ts';
import type { GridQuery } from './browse-api.ts';
import { fieldOf, sortSql } from './expressions.ts';
import { gridClause } from './filter-clause.ts';
import { relation, type AsOf } from './relation.ts';

/** The row numbers of a grid in its order: any window of it is a slice. */
export type Order = Uint32Array;

/** Row numbers that all orders kept may hold together: 4 bytes each. */
const keptAtMost = 16_000_000;
const between = 20_000;

/** Orders that were worked out, by what was asked and the version of the data; the longest unused go first. */
export interface Orders {
  kept(query: GridQuery, version: string): Order | undefined;
  build(query: GridQuery, asOf: AsOf, version: string): Order;
  /** Gives other work a turn; ends with AppError `browse.superseded` when `signal` is aborted. */
  buildPatiently(query: GridQuery, asOf: AsOf, version: string, signal: AbortSignal): Promise<Order>;
}

export function openOrders(db: Database): Orders {
  const orders = new Map<string, Order>();

  function keep(key: string, order: Order): Order {
    orders.delete(key);
    orders.set(key, order);
    let sum = 0;
    for (const [, one] of [...orders].toReversed()) sum += one.length;
    for (const [name, one] of orders) {
      if (sum <= keptAtMost || name === key) break;
      orders.delete(name);
      sum -= one.length;
    }
    return order;
  }

  return {
    kept(query, version) {
      const key = keyOf(query, version);
      const order = orders.get(key);
      return order === undefined ? undefined : keep(key, order);
    },
    build(query, asOf, version) {
      const { sql, values } = orderSql(query, asOf);
      return keep(
        keyOf(query, version),
        Uint32Array.from(
          db
            .prepare(sql)
            .pluck()
            .all(...values) as number[],
        ),
      );
    },
    async buildPatiently(query, asOf, version, signal) {
      const { sql, values } = orderSql(query, asOf);
      let order = new Uint32Array(1 << 16);
      let length = 0;
      for (const rowid of db
        .prepare(sql)
        .pluck()
        .iterate(...values) as IterableIterator<number>) {
        if (length === order.length) {
          const longer = new Uint32Array(length * 2);
          longer.set(order);
          order = longer;
        }
        order[length++] = rowid;
        if (length % between !== 0) continue;
        await setImmediate();
        if (signal.aborted) throw superseded();
      }
      return keep(keyOf(query, version), order.slice(0, length));
    },
  };
}

const keyOf = ({ view, filter, sort, asOfRun }: GridQuery, version: string): string =>
  JSON.stringify([version, view, filter, sort, asOfRun]);

/** Equal rows in the order in which they came, turned round with the first column; without a sort by the native keys. */
export function orderSql(query: GridQuery, asOf: AsOf): { readonly sql: string; readonly values: readonly unknown[] } {
  const { sql, values } = gridClause(query.view, query.filter, asOf);
  const from = `FROM ${relation(viewEntity[query.view], asOf)} AS t WHERE ${sql}`;
  return { sql: `SELECT t.rowid ${from} ORDER BY ${orderTerms(query, asOf)}`, values };
}

export function orderTerms({ view, sort }: Pick<GridQuery, 'view' | 'sort'>, asOf: AsOf): string {
  const [first] = sort;
  if (first === undefined) return '+t.sourceKey, +t.sourceSubkey';
  const terms = sort.flatMap(({ column, direction }) => {
    const field = fieldOf(view, column);
    if (!field.isSortable) throw notSortable(column);
    return sortSql(field, asOf).map((term) => `+(${term}) ${direction}`);
  });
  return [...terms, `t.rowid ${first.direction}`].join(', ');
}

export const superseded = (): AppError =>
  new AppError('browse.superseded', 'stop', 'Something else was asked for meanwhile.', {
    fix: 'Nothing is to be done.',
  });

const notSortable = (column: string): AppError =>
  new AppError('browse.unknownColumn', 'stop', 'This grid cannot be sorted by this column.', {
    fix: 'Choose another column to sort by.',
    details: { column },
  });
