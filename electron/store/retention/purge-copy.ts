import type { Database } from 'better-sqlite3';
import { cutOff, type Retention } from '../../../shared/integration/retention.ts';
import { entityTypes } from '../../../shared/oneroster/entity.ts';
import { quote, tableExists } from '../sql.ts';

export interface CopyCounts {
  readonly history: number;
  readonly removed: number;
  readonly runs: number;
}

type What = keyof CopyCounts;

/** So few rows a transaction that nothing else waits for long. */
const batch = 2000;

const daysOf: Readonly<Record<What, keyof Retention>> = {
  history: 'historyDays',
  removed: 'removedDays',
  runs: 'runDays',
};

/** How much of the local copy is older than it is to be kept. */
export const countOldCopy = (db: Database, retention: Retention, now: number): CopyCounts => ({
  history: count(db, 'history', lastOld(db, 'history', retention, now)),
  removed: count(db, 'removed', lastOld(db, 'removed', retention, now)),
  runs: count(db, 'runs', lastOld(db, 'runs', retention, now)),
});

/** Whether a run has become too old since the last purge: asked after every sync, so it must cost nothing. */
export const isCopyDue = (db: Database, retention: Retention, now: number): boolean =>
  (Object.keys(daysOf) as What[]).some((what) => lastOld(db, what, retention, now) > purgedUntil(db, what));

/** Takes away what is older, a little at a time. It can be stopped anywhere and gone on with later. */
export function purgeOldCopy(db: Database, retention: Retention, now: number): CopyCounts {
  const done = { history: 0, removed: 0, runs: 0 };
  for (const what of Object.keys(daysOf) as What[]) {
    const last = lastOld(db, what, retention, now);
    if (last <= purgedUntil(db, what)) continue;
    // Said first: what begins to be incomplete is not shown any more.
    db.prepare('INSERT OR REPLACE INTO purged (what, run) VALUES (?, ?)').run(what, last);
    for (const { table, where } of placesOf(db, what)) {
      const remove = db.prepare(
        what === 'runs'
          ? `UPDATE main.run SET report = NULL, settings = '' WHERE rowid IN (SELECT rowid FROM main.run WHERE ${where} LIMIT ${batch})`
          : `DELETE FROM main.${table} WHERE rowid IN (SELECT rowid FROM main.${table} WHERE ${where} LIMIT ${batch})`,
      );
      for (let changes = batch; changes === batch;) {
        changes = remove.run(last).changes;
        done[what] += changes;
      }
    }
  }
  return done;
}

function count(db: Database, what: What, last: number): number {
  return placesOf(db, what).reduce(
    (sum, { table, where }) =>
      sum + Number(db.prepare(`SELECT count(*) FROM main.${table} WHERE ${where}`).pluck().get(last)),
    0,
  );
}

interface Place {
  readonly table: string;
  readonly where: string;
}

function placesOf(db: Database, what: What): readonly Place[] {
  if (what === 'history') return [{ table: 'history', where: 'run <= ?' }];
  if (what === 'runs') return [{ table: 'run', where: "number <= ? AND (report IS NOT NULL OR settings <> '')" }];
  return entityTypes.flatMap((entity) => {
    const [partner, link] = [`partner_${entity}`, `link_${entity}`];
    const isLinked = tableExists(db, link);
    const free = (keys: string): string =>
      isLinked ? ` AND NOT EXISTS (SELECT 1 FROM main.${link} AS l WHERE ${keys})` : '';
    const own = quote(entity);
    return [
      // What still has a counterpart is needed: its removal is to be told to the other end.
      {
        table: own,
        where: `removedRun <= ?${free(`l.sourceKey = ${own}.sourceKey AND l.sourceSubkey = ${own}.sourceSubkey`)}`,
      },
      ...(tableExists(db, partner)
        ? [{ table: partner, where: `removedRun <= ?${free(`l.partnerKey = ${partner}.partnerKey`)}` }]
        : []),
    ];
  });
}

/** The newest run that is too old; the last one that saved something and what came after it never are. 0: none. */
function lastOld(db: Database, what: What, retention: Retention, now: number): number {
  const before = cutOff(retention[daysOf[what]], now);
  if (before === null) return 0;
  return Number(
    db
      .prepare(
        `SELECT coalesce(max(number), 0) FROM main.run WHERE startedAt < ?
           AND number < (SELECT coalesce(max(number), 0) FROM main.run WHERE status = 'succeeded' AND dryRun = 0)`,
      )
      .pluck()
      .get(before),
  );
}

const purgedUntil = (db: Database, what: What): number =>
  Number(db.prepare('SELECT coalesce(max(run), 0) FROM main.purged WHERE what = ?').pluck().get(what));
