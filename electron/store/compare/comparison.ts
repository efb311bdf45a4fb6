import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { differences, type compareRequests, type Difference } from '../../../shared/ipc/contract/compare.ts';
import type { CellReader } from '../browse/cells.ts';
import type { Versions } from '../browse/versions.ts';
import { countOneRun } from './count-one-run.ts';
import { openDescribe } from './describe.ts';
import { openFindDifferences, type FoundRow, type Place } from './find-differences.ts';
import type { RunSpan } from './history-sql.ts';
import { readPlace, writePlace } from './place.ts';
import { lastRowOf } from './row-place.ts';

type Requests = typeof compareRequests;
type In<N extends keyof Requests> = Omit<z.output<Requests[N]['input']>, 'integrationId'>;
type Out<N extends keyof Requests> = z.output<Requests[N]['output']>;
export type DifferencesWanted = Omit<In<'compare.page'>, 'after' | 'limit'>;

/** What two runs make different in the local copy. Throws AppError `browse.unknownRun`, `compare.sameRun` (stop). */
export interface Comparison {
  comparedRuns(input: In<'compare.open'>): Out<'compare.open'>;
  countDifferences(input: In<'compare.count'>): Out<'compare.count'>;
  differences(input: In<'compare.page'>): Out<'compare.page'>;
  /** Every difference of one kind, for exports. */
  eachDifference(wanted: DifferencesWanted): Iterable<Out<'compare.page'>['rows'][number]>;
}

/** Records that one call looks at, at most: a screen never waits for a long search, it asks again. */
const lookedAtMost = 4000;

export function openComparison(db: Database, cells: CellReader, versions: Versions): Comparison {
  let finder: ReturnType<typeof openFindDifferences> | undefined;
  const describe = openDescribe(cells);

  function spanOf(one: string, other: string): RunSpan {
    const [a, b] = [versions.asOf(one) ?? 0, versions.asOf(other) ?? 0];
    if (a === b) throw sameRun();
    const to = Math.max(a, b);
    const isLast = db.prepare('SELECT 1 FROM main.run WHERE number > ?').get(to) === undefined;
    return { from: Math.min(a, b), to, isLast };
  }

  const find: ReturnType<typeof openFindDifferences> = (wanted) => (finder ??= openFinder(db))(wanted);
  const inOne = <T>(read: () => T): T => (db.inTransaction ? read() : db.transaction(read)());

  function page({ from, to, entity, difference, schoolKey, text, after, limit }: In<'compare.page'>) {
    const span = spanOf(from, to);
    const rows: FoundRow[] = [];
    const go = find({ entity, span, schoolKey, text, differences: [difference] });
    let place: Place | null = readPlace(after);
    let looked = 0;
    while (place !== null && rows.length < limit && looked < lookedAtMost) {
      const part = go(place, limit - rows.length);
      rows.push(...part.rows);
      looked += part.looked;
      place = part.next;
    }
    return { rows: describe(entity, span, difference, rows), next: place === null ? null : writePlace(place) };
  }

  return {
    comparedRuns({ from, to }) {
      const span = spanOf(from, to);
      const run = db.prepare<[number], { runId: string; startedAt: number }>(
        'SELECT runId, startedAt FROM main.run WHERE number = ?',
      );
      const named = (number: number) => {
        const { runId = '', startedAt = 0 } = run.get(number) ?? {};
        return { runId, startedAt: new Date(startedAt).toISOString() };
      };
      const schools = db
        .prepare<[], { key: number; name: string }>(
          `SELECT sourceKey AS key, coalesce(name, '') AS name FROM main.org WHERE type = 'school' ORDER BY name, sourceKey`,
        )
        .all();
      return { from: named(span.from), to: named(span.to), schools };
    },

    countDifferences: (input) =>
      inOne(() => {
        const { from, to, entity, schoolKey, text, after } = input;
        const span = spanOf(from, to);
        const counts: Record<Difference, number> = { added: 0, removed: 0, changed: 0 };
        let place: Place | null = readPlace(after);
        let looked = 0;
        const go = find({ entity, span, schoolKey, text, differences });
        const quick =
          after === null && schoolKey === null && text.trim() === '' ? countOneRun(db, entity, span) : undefined;
        if (quick !== undefined) {
          Object.assign(counts, { added: quick.back, removed: quick.removed, changed: quick.changed });
          place = { kind: 'new', after: lastRowOf(db, entity, span.from) };
        }
        while (place !== null && looked < lookedAtMost) {
          const part = go(place, null);
          for (const { difference } of part.rows) counts[difference] += 1;
          counts.added += part.addedAlone;
          looked += part.looked;
          place = part.next;
        }
        return { ...counts, next: place === null ? null : writePlace(place) };
      }),

    differences: (input) => inOne(() => page(input)),

    *eachDifference(wanted) {
      let after: string | null = null;
      do {
        const part: Out<'compare.page'> = page({ ...wanted, after, limit: 500 });
        yield* part.rows;
        after = part.next;
      } while (after !== null);
    },
  };
}

/** A local copy of an earlier version is read as it is until the next sync brings it up to date. Throws AppError `compare.notYet` (ask). */
function openFinder(db: Database): ReturnType<typeof openFindDifferences> {
  const indexes = "SELECT count(*) FROM main.sqlite_master WHERE name IN ('history_value', 'history_life')";
  if (db.prepare(indexes).pluck().get() === 2) return openFindDifferences(db);
  throw new AppError('compare.notYet', 'ask', 'An earlier version of Grade Sync wrote the local copy.', {
    fix: 'Sync once, then compare.',
  });
}

const sameRun = (): AppError =>
  new AppError('compare.sameRun', 'stop', 'These are one and the same sync: nothing can be different.', {
    fix: 'Choose two syncs from the list of runs.',
  });
