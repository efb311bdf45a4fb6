import type { Database } from 'better-sqlite3';
import { viewEntity } from '../../../shared/browse/views.ts';
import type { Browse, GridPage, GridQuery, GridWindow } from './browse-api.ts';
import type { CellReader } from './cells.ts';
import { openLargeGrid } from './large-grid.ts';
import { openOrders, type Order } from './order.ts';
import type { Versions } from './versions.ts';

type Grid = Pick<Browse, 'page' | 'count' | 'patientPage' | 'patientCount' | 'eachRow'>;

/** With no more rows than these, every order is worked out while the screen waits. */
const smallAtMost = 40_000;
/** Rows that are read at once where all are wanted. */
const together = 200;

/**
 * The windows of grids. Most are slices of an order that is worked out once per version of the data, so that the last rows are at hand
 * as soon as the first; where that would take long, an index answers, and what none can answer is left to the patient calls.
 */
export function openGrid(db: Database, cells: CellReader, versions: Versions, isSmall = smallAtMost): Grid {
  const orders = openOrders(db);
  const large = openLargeGrid(db);

  const page = (query: GridQuery, rowids: readonly number[], total: number | null, version: string): GridPage => ({
    rows: cells.rows(query.view, rowids, versions.asOf(query.asOfRun)),
    total,
    version,
  });

  const slice = (query: GridQuery & GridWindow, order: Order, version: string): GridPage =>
    page(query, [...order.subarray(query.offset, query.offset + query.limit)], order.length, version);

  function quickOrder(query: GridQuery, version: string): Order | undefined {
    const kept = orders.kept(query, version);
    if (kept !== undefined) return kept;
    if (versions.rowsOf(viewEntity[query.view]) > isSmall && !large.isNarrow(query)) return undefined;
    return orders.build(query, versions.asOf(query.asOfRun), version);
  }

  const patientOrder = async (query: GridQuery, version: string, signal: AbortSignal): Promise<Order> =>
    orders.kept(query, version) ?? orders.buildPatiently(query, versions.asOf(query.asOfRun), version, signal);

  return {
    async page(query) {
      const version = versions.current();
      const order = quickOrder(query, version);
      if (order !== undefined) return slice(query, order, version);
      const rowids = await large.window(query, version, false);
      return rowids === undefined ? undefined : page(query, rowids, large.countAll(query, version) ?? null, version);
    },
    count(query) {
      const version = versions.current();
      const all = versions.rowsOf(viewEntity[query.view]) > isSmall ? large.countAll(query, version) : undefined;
      const total = all ?? quickOrder(query, version)?.length;
      return total === undefined ? undefined : { total, version };
    },
    async patientPage(query, signal) {
      const version = versions.current();
      const rowids = await large.window(query, version, true);
      if (rowids !== undefined) return page(query, rowids, large.countAll(query, version) ?? null, version);
      return slice(query, await patientOrder(query, version, signal), version);
    },
    async patientCount(query, signal) {
      const version = versions.current();
      return { total: (await patientOrder(query, version, signal)).length, version };
    },
    *eachRow(query) {
      const version = versions.current();
      const asOf = versions.asOf(query.asOfRun);
      const order = orders.kept(query, version) ?? orders.build(query, asOf, version);
      for (let at = 0; at < order.length; at += together) {
        yield* cells.rows(query.view, [...order.subarray(at, at + together)], asOf);
      }
    },
  };
}
