import type { Database } from 'better-sqlite3';
import type { Receipt } from '../../../shared/exchange/receipt.ts';
import type { Exchange, Found } from '../../connectors/target.ts';
import { receiptClasses, type ClassReceipts } from './receipt-places.ts';
import { chainOf, type JournalRow } from './journal.ts';

/** The receipts of what was written. */
export interface Receipts {
  receipts(runId: string, after: number, limit: number): readonly Receipt[];
  /** Where a run has written, class by class. */
  receiptClasses(runId: string): readonly ClassReceipts[];
  /** How many sealed receipts there are, and the number of the first one that does not fit into the chain; null: all fit. */
  verify(): { readonly receipts: number; readonly broken: number | null };
}

type Row = JournalRow & {
  readonly schoolKey: number;
  readonly classKey: number | null;
  readonly teacher: string | null;
};

export const openReceipts = (db: Database): Receipts => ({
  receipts: (runId, after, limit) =>
    db
      .prepare<[string, number, number], Row>(
        `SELECT j.*, i.classKey FROM journal AS j LEFT JOIN plan_item AS i ON i.plan = j.plan AND i.item = j.item
         WHERE j.runId = ? AND j.number > ? AND j.state <> 'purged' ORDER BY j.number LIMIT ?`,
      )
      .all(runId, after, limit)
      .map(receiptOf),
  receiptClasses: (runId) => receiptClasses(db, runId),
  verify() {
    let previous = '';
    let count = 0;
    let first = 0;
    for (const row of db
      .prepare<[], JournalRow>('SELECT * FROM journal WHERE sealed IS NOT NULL ORDER BY sealed')
      .iterate()) {
      // The first may stand for those that were purged before it: it says nothing any more, but its seal holds.
      if (count === 0 && row.state === 'purged' && row.sealed !== null && row.chain !== null) {
        [previous, first] = [row.chain, row.sealed];
        continue;
      }
      count++;
      if (row.sealed !== first + count || chainOf(previous, row) !== row.chain)
        return { receipts: count, broken: row.number };
      previous = row.chain;
    }
    return { receipts: count, broken: null };
  },
});

function receiptOf(row: Row): Receipt {
  const exchange = row.exchange === null ? null : (JSON.parse(row.exchange) as Exchange);
  const found = row.found === null ? null : (JSON.parse(row.found) as Found);
  return {
    number: row.number,
    runId: row.runId,
    target: row.target,
    entity: row.entity as Receipt['entity'],
    action: row.action as Receipt['action'],
    state: row.state,
    intendedAt: new Date(row.intendedAt).toISOString(),
    settledAt: row.settledAt === null ? null : new Date(row.settledAt).toISOString(),
    sourcedId: found?.sourcedId ?? row.sourcedId,
    teacher: row.teacher,
    schoolKey: row.schoolKey,
    classKey: row.classKey,
    request: exchange && { method: exchange.method, path: exchange.path, body: exchange.body },
    answer: exchange && { status: exchange.status, text: exchange.answer },
    before: row.before === null ? null : (JSON.parse(row.before) as Record<string, unknown>),
    readBack: found === null ? null : { ...found.values },
    chain: row.chain,
  };
}
