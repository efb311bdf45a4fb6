import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Side } from '../../../shared/exchange/exchanged.ts';
import type { ItemState } from '../../../shared/exchange/plan.ts';
import type { Change, Found, PushOutcome } from '../../connectors/target.ts';
import type { OpenWrite, ReadyWrite, WriteCounts } from '../../engine/exchange/ports.ts';

/** A line of the journal as it counts for the chain of receipts. */
export interface JournalRow {
  readonly number: number;
  readonly runId: string;
  readonly target: Side;
  readonly entity: string;
  readonly action: string;
  readonly state: string;
  readonly intendedAt: number;
  readonly settledAt: number | null;
  readonly change: string;
  readonly before: string | null;
  readonly exchange: string | null;
  readonly found: string | null;
  readonly sourcedId: string | null;
  readonly sealed: number | null;
  readonly chain: string | null;
}

/** The SHA-256 over the line before and everything a line says: who changes one line changes all that come after it. */
export function chainOf(previous: string, row: Omit<JournalRow, 'chain'>): string {
  const { number, runId, target, entity, action, state, intendedAt, settledAt, change, before, exchange, found } = row;
  const said = [number, runId, target, entity, action, state, intendedAt, settledAt, change, before, exchange, found];
  return createHash('sha256')
    .update(previous)
    .update(JSON.stringify([...said, row.sourcedId, row.sealed]))
    .digest('hex');
}

export interface Journal {
  intend(planId: string, runId: string, writes: readonly ReadyWrite[], target: Side): readonly number[];
  noteOutcome(journal: number, outcome: PushOutcome): void;
  seal(journal: number, state: ItemState, found: Found | null): void;
  openWrites(): readonly OpenWrite[];
  counts(runId: string): Readonly<Record<Side, WriteCounts>>;
}

export function openJournal(db: Database, now: () => number): Journal {
  const insert = db.prepare(
    `INSERT INTO journal (runId, plan, item, target, entity, action, state, intendedAt, schoolKey, teacher, change, before)
     VALUES (?, (SELECT number FROM plan WHERE planId = ?), ?, ?, ?, ?, 'intended', ?, ?, ?, ?, ?)`,
  );
  const note = db.prepare('UPDATE journal SET state = ?, exchange = ?, reason = ?, sourcedId = ? WHERE number = ?');
  const row = db.prepare<[number], JournalRow>('SELECT * FROM journal WHERE number = ?');
  const last = db.prepare<[], Pick<JournalRow, 'sealed' | 'chain'>>(
    'SELECT sealed, chain FROM journal WHERE sealed IS NOT NULL ORDER BY sealed DESC LIMIT 1',
  );
  const close = db.prepare(
    'UPDATE journal SET state = @state, settledAt = @settledAt, found = @found, sealed = @sealed, chain = @chain WHERE number = @number',
  );

  return {
    intend: (planId, runId, writes, target) =>
      db
        .transaction(() =>
          writes.map(({ item, change, before, schoolKey }) => {
            const { lastInsertRowid } = insert.run(
              runId,
              planId,
              item,
              target,
              change.entity,
              change.action,
              now(),
              schoolKey,
              change.references.teacher ?? null,
              JSON.stringify(change),
              before === null ? null : JSON.stringify(before),
            );
            return Number(lastInsertRowid);
          }),
        )
        .immediate(),

    noteOutcome(journal, outcome) {
      const exchange = outcome.exchange === null ? null : JSON.stringify(outcome.exchange);
      const reason = outcome.outcome === 'applied' ? null : outcome.reason;
      const sourcedId = outcome.outcome === 'applied' ? outcome.sourcedId : null;
      note.run(outcome.outcome, exchange, reason, sourcedId, journal);
    },

    seal(journal, state, found) {
      const line = row.get(journal);
      if (line === undefined) return;
      const before = last.get();
      const sealed = {
        ...line,
        state,
        settledAt: now(),
        found: found === null ? null : JSON.stringify(found),
        sealed: (before?.sealed ?? 0) + 1,
      };
      close.run({
        number: journal,
        state,
        settledAt: sealed.settledAt,
        found: sealed.found,
        sealed: sealed.sealed,
        chain: chainOf(before?.chain ?? '', sealed),
      });
    },

    openWrites: () =>
      db
        .prepare<
          [],
          { number: number; target: Side; planId: string; item: number; change: string; sourcedId: string | null }
        >(
          `SELECT j.number, j.target, p.planId, j.item, j.change, j.sourcedId FROM journal AS j JOIN plan AS p ON p.number = j.plan
           WHERE j.settledAt IS NULL ORDER BY j.number`,
        )
        .all()
        .map(({ number, target, planId, item, change, sourcedId }) => {
          const parsed = JSON.parse(change) as Omit<Change, 'id'>;
          return {
            journal: number,
            target,
            planId,
            item,
            change: { ...parsed, id: String(number), sourcedId: sourcedId ?? parsed.sourcedId },
          };
        }),

    counts(runId) {
      const counts = { powerschool: { ...nothing }, partner: { ...nothing } };
      const rows = db
        .prepare<[string], { target: Side; action: keyof typeof done; state: string; count: number }>(
          // Of a change that was sent once more, the last time counts.
          `SELECT target, action, state, count(*) AS count FROM journal
           WHERE number IN (SELECT max(number) FROM journal WHERE runId = ? GROUP BY plan, item) GROUP BY target, action, state`,
        )
        .all(runId);
      for (const { target, action, state, count } of rows) {
        if (state === 'applied') counts[target][done[action]] += count;
        else if (state === 'rejected') counts[target].failed += count;
        else counts[target].unconfirmed += count;
      }
      return counts;
    },
  };
}

const done = { create: 'created', update: 'updated', delete: 'deleted' } as const;
const nothing = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
