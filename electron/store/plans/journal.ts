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
  said.push(row.sourcedId, row.sealed);
  return createHash('sha256')
    .update(previous + JSON.stringify(said))
    .digest('hex');
}

/** A write that is final. */
export interface SealedWrite {
  readonly journal: number;
  readonly state: ItemState;
  /** How the record was read back; null if it is not there. */
  readonly found: Found | null;
  /** Its answer, where that has not been noted before. */
  readonly outcome?: PushOutcome | undefined;
}

export interface Journal {
  intend(planId: string, runId: string, writes: readonly ReadyWrite[], target: Side): readonly number[];
  noteOutcome(journal: number, outcome: PushOutcome): void;
  /** Seals writes in the order given. */
  seal(writes: readonly SealedWrite[]): void;
  openWrites(): readonly OpenWrite[];
  counts(runId: string): Readonly<Record<Side, WriteCounts>>;
}

/** What a line says of a write before it is sent. */
type Intended = Pick<
  JournalRow,
  'number' | 'runId' | 'target' | 'entity' | 'action' | 'intendedAt' | 'change' | 'before'
>;

export function openJournal(db: Database, now: () => number): Journal {
  const planNumber = db.prepare<[string], number>('SELECT number FROM plan WHERE planId = ?').pluck();
  const insert = db.prepare(
    `INSERT INTO journal (runId, plan, item, target, entity, action, state, intendedAt, schoolKey, teacher, change, before)
     VALUES (?, ?, ?, ?, ?, ?, 'intended', ?, ?, ?, ?, ?)`,
  );
  const note = db.prepare('UPDATE journal SET state = ?, exchange = ?, reason = ?, sourcedId = ? WHERE number = ?');
  const row = db.prepare<[number], JournalRow>('SELECT * FROM journal WHERE number = ?');
  const last = db.prepare<[], Pick<JournalRow, 'sealed' | 'chain'>>(
    'SELECT sealed, chain FROM journal WHERE sealed IS NOT NULL ORDER BY sealed DESC LIMIT 1',
  );
  const close = db.prepare(
    'UPDATE journal SET state = ?, settledAt = ?, found = ?, sealed = ?, chain = ? WHERE number = ?',
  );
  const noteAndClose = db.prepare(
    `UPDATE journal SET exchange = ?, reason = ?, sourcedId = ?, state = ?, settledAt = ?, found = ?, sealed = ?, chain = ?
     WHERE number = ?`,
  );
  /** The lines of writes that are under way, so that they need not be read again. */
  const underWay = new Map<number, Intended>();

  const noteOutcome: Journal['noteOutcome'] = (journal, outcome) => {
    const { exchange, reason, sourcedId } = answerOf(outcome);
    note.run(outcome.outcome, exchange, reason, sourcedId, journal);
  };

  return {
    intend(planId, runId, writes, target) {
      const work = (): readonly number[] => {
        const plan = planNumber.get(planId) ?? null;
        const intendedAt = now();
        return writes.map(({ item, change, before, schoolKey }) => {
          const { entity, action, references } = change;
          const said = { change: JSON.stringify(change), before: before === null ? null : JSON.stringify(before) };
          const teacher = references.teacher ?? null;
          const { lastInsertRowid } = insert.run(
            runId,
            plan,
            item,
            target,
            entity,
            action,
            intendedAt,
            schoolKey,
            teacher,
            said.change,
            said.before,
          );
          const number = Number(lastInsertRowid);
          underWay.set(number, { number, runId, target, entity, action, intendedAt, ...said });
          return number;
        });
      };
      return db.transaction(work).immediate();
    },

    noteOutcome,

    seal(writes) {
      if (writes.length === 0) return;
      const end = last.get();
      let sealed = end?.sealed ?? 0;
      let chain = end?.chain ?? '';
      for (const { journal, state, found, outcome } of writes) {
        const said = outcome === undefined ? undefined : underWay.get(journal);
        if (said === undefined && outcome !== undefined) noteOutcome(journal, outcome);
        const answer = said === undefined || outcome === undefined ? undefined : answerOf(outcome);
        const line = said === undefined || answer === undefined ? row.get(journal) : { ...said, ...answer };
        underWay.delete(journal);
        if (line === undefined) continue;
        const seal = {
          state,
          settledAt: now(),
          found: found === null ? null : JSON.stringify(found),
          sealed: ++sealed,
        };
        chain = chainOf(chain, { ...line, ...seal });
        const { settledAt } = seal;
        if (answer === undefined) close.run(state, settledAt, seal.found, sealed, chain, journal);
        else {
          const { exchange, reason, sourcedId } = answer;
          noteAndClose.run(exchange, reason, sourcedId, state, settledAt, seal.found, sealed, chain, journal);
        }
      }
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

/** What an answer adds to a line. */
const answerOf = (outcome: PushOutcome) => ({
  exchange: outcome.exchange === null ? null : JSON.stringify(outcome.exchange),
  reason: outcome.outcome === 'applied' ? null : outcome.reason,
  sourcedId: outcome.outcome === 'applied' ? outcome.sourcedId : null,
});

const done = { create: 'created', update: 'updated', delete: 'deleted' } as const;
const nothing = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
