import type { Database } from 'better-sqlite3';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import type { RunSpan } from './history-sql.ts';

export type Keys = readonly [key: number, subkey: number];

/** What happened: a value changed, or the record went or came back. */
export type Happening = 'value' | 'life';

/** Records that something happened to, in the order of their keys, a part at a time. */
export interface Touched {
  /** The next ones, so many at most; none at the end. */
  take(atMost: number): readonly Keys[];
}

interface Stream {
  readonly read: (after: Keys, limit: number) => Keys[];
  /** Read and not yet given. */
  waiting: Keys[];
  /** Where it goes on; undefined at its end. */
  after: Keys | undefined;
  size: number;
}

/** Read at once, of all runs together, first and at most: of many runs little each, or most of it would be read for nothing. */
const firstRead = 400;
const longestRead = 4000;
const shortestRead = 8;

/**
 * Looks up the records of an entity that the runs of a span have touched, those after `after`. Each run's records stand in the order of
 * their keys in an index, and the runs are merged, so that a part costs about the same however much there is.
 */
export function openTouched(db: Database) {
  const runsOf = db
    .prepare<[number, number], number>('SELECT number FROM main.run WHERE number > ? AND number <= ?')
    .pluck();
  const statements = { value: keysOf(db, 'value'), life: keysOf(db, 'life') };

  return (entity: EntityType, { from, to }: RunSpan, happenings: readonly Happening[], after: Keys): Touched => {
    const runs = runsOf.all(from, to);
    const share = (read: number): number => Math.max(shortestRead, Math.ceil(read / (runs.length * happenings.length)));
    const longest = share(longestRead);
    const streams: Stream[] = runs.flatMap((run) =>
      happenings.map((happening) => ({
        // SAFETY: the statement selects two integers as an array.
        read: ([key, subkey]: Keys, limit: number) =>
          statements[happening].all(entity, run, key, subkey, limit) as Keys[],
        waiting: [],
        after,
        size: share(firstRead),
      })),
    );

    /** What is certain to come next, each once: everything up to where the shortest of the unfinished streams has been read. */
    function step(): Keys[] {
      for (const stream of streams) if (stream.waiting.length === 0) refill(stream, longest);
      let bound: Keys | undefined;
      for (const { waiting, after: rest } of streams) {
        const last = waiting.at(-1);
        if (rest !== undefined && last !== undefined && (bound === undefined || compare(last, bound) < 0)) bound = last;
      }
      const certain: Keys[] = [];
      for (const stream of streams) {
        const end = bound === undefined ? -1 : stream.waiting.findIndex((keys) => compare(keys, bound) > 0);
        certain.push(...stream.waiting.splice(0, end < 0 ? stream.waiting.length : end));
      }
      certain.sort(compare);
      return certain.filter((keys, at) => at === 0 || compare(keys, certain[at - 1] ?? keys) !== 0);
    }

    let ready: Keys[] = [];
    return {
      take(atMost) {
        while (ready.length < atMost) {
          const certain = step();
          if (certain.length === 0) break;
          ready.push(...certain);
        }
        const taken = ready.slice(0, atMost);
        ready = ready.slice(atMost);
        return taken;
      },
    };
  };
}

function refill(stream: Stream, longest: number): void {
  if (stream.after === undefined) return;
  stream.waiting = stream.read(stream.after, stream.size);
  stream.after = stream.waiting.length < stream.size ? undefined : stream.waiting.at(-1);
  stream.size = Math.min(stream.size * 3, longest);
}

const keysOf = (db: Database, happening: Happening) =>
  db
    .prepare(
      `SELECT DISTINCT sourceKey, sourceSubkey FROM main.history INDEXED BY history_${happening}
       WHERE entity = ? AND run = ? AND attribute IS ${happening === 'life' ? '' : 'NOT '}NULL AND (sourceKey, sourceSubkey) > (?, ?)
       ORDER BY sourceKey, sourceSubkey LIMIT ?`,
    )
    .raw();

const compare = (a: Keys, b: Keys): number => a[0] - b[0] || a[1] - b[1];
