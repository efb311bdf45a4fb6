import type { Database } from 'better-sqlite3';
import { viewEntity } from '../../../shared/browse/views.ts';
import type { Browse, GridQuery, GridWindow } from './browse-api.ts';
import type { CellReader } from './cells.ts';
import { openOrders, type Order } from './order.ts';
import type { Versions } from './versions.ts';

type Grid = Pick<Browse, 'page' | 'count' | 'patientPage' | 'patientCount' | 'eachRow'>;

/** With no more rows than these, every order is worked out while the screen waits. */
const smallAtMost = 40_000;

/** The windows of grids: each order is worked out once per version of the data, so that any window is at hand, the last as soon as the first. */
export function openGrid(db: Database, cells: CellReader, versions: Versions): Grid {
  const orders = openOrders(db);

  const window = (query: GridQuery & GridWindow, order: Order, version: string) => ({
    rows: cells.rows(
      query.view,
      [...order.subarray(query.offset, query.offset + query.limit)],
      versions.asOf(query.asOfRun),
    ),
    total: order.length,
    version,
  });

  function quickOrder(query: GridQuery, version: string): Order | undefined {
    const kept = orders.kept(query, version);
    if (kept !== undefined) return kept;
    if (versions.rowsOf(viewEntity[query.view]) > smallAtMost) return undefined;
    return orders.build(query, versions.asOf(query.asOfRun), version);
  }

  const patientOrder = async (query: GridQuery, version: string, signal: AbortSignal): Promise<Order> =>
    orders.kept(query, version) ?? orders.buildPatiently(query, versions.asOf(query.asOfRun), version, signal);

  return {
    page: db.transaction((query: GridQuery & GridWindow) => {
      const version = versions.current();
      const order = quickOrder(query, version);
      return order === undefined ? undefined : window(query, order, version);
    }),
    count: db.transaction((query: GridQuery) => {
      const version = versions.current();
      const order = quickOrder(query, version);
      return order === undefined ? undefined : { total: order.length, version };
    }),
    async patientPage(query, signal) {
      const version = versions.current();
      return window(query, await patientOrder(query, version, signal), version);
    },
    async patientCount(query, signal) {
      const version = versions.current();
      return { total: (await patientOrder(query, version, signal)).length, version };
    },
    *eachRow(query) {
      const version = versions.current();
      const asOf = versions.asOf(query.asOfRun);
      const order = orders.kept(query, version) ?? orders.build(query, asOf, version);
      for (const rowid of order) yield* cells.rows(query.view, [rowid], asOf);
    },
  };
}
