import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { countOldData, deleteLocalData, purgeOldData } from '../../../../electron/store/retention/retention.ts';
import { openVersions } from '../../../../electron/store/browse/versions.ts';
import { openForReading, openForWriting } from '../../../../electron/store/open.ts';
import { openJournal } from '../../../../electron/store/plans/journal.ts';
import { openPlans, openPlansDatabase } from '../../../../electron/store/plans/open-plans.ts';
import { openPlanStore } from '../../../../electron/store/plans/plan-store.ts';
import { openReader } from '../../../../electron/store/reader.ts';
import { lockRun } from '../../../../electron/store/run-lock.ts';
import { retentionSchema } from '../../../../shared/integration/retention.ts';
import { rulesWith } from '../../../support/candidates.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const day = 86_400_000;
const now = Date.parse('2026-11-26T12:00:00Z');
const yearly = retentionSchema.parse({ historyDays: 365, removedDays: 365, runDays: 365, planDays: 365 });
const forEver = retentionSchema.parse({ historyDays: null, removedDays: null, runDays: null, planDays: null });

/** Names that stand nowhere else: where one is found in a file's bytes, that data is still there. */
const [oldName, goneName, linkedName, currentName] = ['Zyxwvold', 'Zyxwvgone', 'Zyxwvlinked', 'Zyxwvcurrent'];

function addRun(db: Database, number: number, daysAgo: number): void {
  db.prepare(
    `INSERT INTO run (number, runId, status, dryRun, fullPull, startedAt, finishedAt, report, settings, sourceTime)
     VALUES (?, ?, 'succeeded', 0, 0, ?, 1, ?, 'settings', 1)`,
  ).run(number, `run-${number}`, now - daysAgo * day, JSON.stringify(report(number, daysAgo)));
}

const none = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
const report = (number: number, daysAgo: number) => ({
  runId: `run-${number}`,
  integrationId: 'a',
  status: 'succeeded',
  startedAt: new Date(now - daysAgo * day).toISOString(),
  finishedAt: null,
  dryRun: false,
  full: false,
  entities: {},
  writes: { powerschool: none, partner: none },
  issues: 0,
  requests: 0,
  guard: null,
  error: null,
  resumedFrom: null,
});

function addUser(db: Database, key: number, name: string, removedRun: number | null): void {
  db.prepare(
    `INSERT INTO user (sourceKey, sourceSubkey, schoolKey, schoolYear, familyName, hash, dateLastModified, createdRun, changedRun, removedRun)
     VALUES (?, 1, 1, 0, ?, 1, 1, 1, ?, ?)`,
  ).run(key, name, removedRun ?? 3, removedRun);
}

/** A run of two years ago, one of half a year ago and one of yesterday, with what each left behind. */
function fill(database: string): void {
  const db = openForWriting(database);
  addRun(db, 1, 730);
  addRun(db, 2, 180);
  addRun(db, 3, 1);
  // Its old value stands in the history, and where the row was before it grew.
  addUser(db, 1, oldName, null);
  db.prepare('UPDATE user SET familyName = ? WHERE sourceKey = 1').run(`${currentName} and longer than it was`);
  const history = db.prepare(
    `INSERT INTO history (entity, sourceKey, sourceSubkey, run, change, attribute, old, new) VALUES ('user', 1, 1, ?, 'updated', 'familyName', ?, ?)`,
  );
  // More than a transaction of the purge takes.
  for (let at = 0; at < 4100; at++) history.run(1, `${oldName}${at}`, currentName);
  history.run(3, 'yesterday', currentName);
  addUser(db, 2, goneName, 1);
  addUser(db, 3, linkedName, 1);
  db.exec(
    `INSERT INTO link_user (sourceKey, sourceSubkey, partnerKey, origin, run) VALUES (3, 1, 33, 'powerschool', 1)`,
  );
  db.close();
}

/** Plans of old and new, each with two writes; `state` of the journal of the last one. */
function fillPlans(database: string, oldPlans = 1): void {
  const db = openPlansDatabase(database);
  const plan = db.prepare(
    `INSERT INTO plan (number, planId, kind, createdAt, dryRun, state, runId, appliedBy, counts) VALUES (?, ?, 'sync', ?, 0, 'applied', ?, ?, '{"a":1}')`,
  );
  const item = db.prepare(
    `INSERT INTO plan_item (plan, item, entity, action, target, state, schoolKey, label, grouped, hasConflict, body)
     VALUES (?, ?, 'result', 'update', 'powerschool', 'applied', 1, ?, '', 0, '{}')`,
  );
  db.exec('BEGIN');
  for (let number = 1; number <= oldPlans + 1; number++) {
    const isOld = number <= oldPlans;
    const at = now - (isOld ? 730 : 1) * day + number;
    plan.run(number, `plan-${number}`, at, `run-${number}`, `run-${number}`);
    for (const one of [1, 2]) {
      item.run(number, one, isOld ? oldName : currentName);
      db.prepare(
        `INSERT INTO journal (runId, plan, item, target, entity, action, state, intendedAt, schoolKey, teacher, change, before)
         VALUES (?, ?, ?, 'powerschool', 'result', 'update', 'intended', ?, 1, 'user-9', '{}', ?)`,
      ).run(`run-${number}`, number, one, at, JSON.stringify({ comment: isOld ? oldName : currentName }));
    }
    const journal = openJournal(db, () => at);
    journal.seal([number * 2 - 1, number * 2].map((write) => ({ journal: write, state: 'applied', found: null })));
  }
  db.exec('COMMIT');
  db.close();
}

const bytes = (database: string): string =>
  readdirSync(dirname(database))
    .map((name) => readFileSync(join(dirname(database), name), 'latin1'))
    .join('');

describe('retention', () => {
  let database: string;
  beforeEach(() => {
    database = join(temporaryFolder(), 'data.db');
    fill(database);
    fillPlans(database);
  });

  it('purges what is too old so that its bytes are in no file any more, and nothing else', () => {
    writeFileSync(`${database}.before-5`, `a copy with ${goneName}`);
    for (const name of [oldName, goneName, linkedName, currentName]) expect(bytes(database)).toContain(name);
    const counts = countOldData(database, yearly, now);
    expect(counts).toEqual({ history: 4100, removed: 1, runs: 1, plans: 1, receipts: 2, undoable: 1 });
    expect(bytes(database), 'looking takes nothing away').toContain(goneName);
    expect(purgeOldData(database, yearly, now, { thorough: true })).toEqual(counts);

    const left = bytes(database);
    expect(left).not.toContain(oldName);
    expect(left).not.toContain(goneName);
    expect(left, 'its removal is still to be told to the partner').toContain(linkedName);
    expect(left).toContain(currentName);
    expect(countOldData(database, yearly, now)).toMatchObject({
      history: 0,
      removed: 0,
      runs: 0,
      plans: 0,
      receipts: 0,
    });
    const db = openForReading(database);
    if (db === undefined) throw new Error('there is a local copy');
    const reader = openReader(db);
    expect(reader.runs(10).map(({ runId }) => runId)).toEqual(['run-3', 'run-2']);
    expect(reader.run('run-1')).toBeUndefined();
    expect(db.prepare('SELECT run FROM history').pluck().all()).toEqual([3]);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
  });

  it('after a sync overwrites what it removes, without rewriting everything', () => {
    purgeOldData(database, yearly, now, { thorough: false });
    expect(bytes(database)).not.toContain(goneName);
    expect(bytes(database)).not.toContain(`${oldName}4`);
    // A second one finds nothing to do.
    expect(purgeOldData(database, yearly, now, { thorough: false })).toMatchObject({ history: 0, receipts: 0 });
  });

  it('keeps everything for ever where that was chosen, and the newest sync always', () => {
    expect(countOldData(database, forEver, now)).toEqual({
      history: 0,
      removed: 0,
      runs: 0,
      plans: 0,
      receipts: 0,
      undoable: 0,
    });
    const soon = retentionSchema.parse({ historyDays: 1, removedDays: 1, runDays: 1, planDays: 1 });
    purgeOldData(database, soon, now + 10 * day, { thorough: true });
    const db = openForReading(database);
    if (db === undefined) throw new Error('there is a local copy');
    expect(
      openReader(db)
        .runs(10)
        .map(({ runId }) => runId),
    ).toEqual(['run-3']);
    db.close();
    const plans = openPlans(database, 'a');
    expect(plans.get('plan-2'), 'the newest plan stays').toBeDefined();
    plans.close();
  });

  it('shows the local copy as of no sync before what was purged', () => {
    purgeOldData(database, retentionSchema.parse({ historyDays: 100 }), now, { thorough: false });
    const db = openForReading(database);
    if (db === undefined) throw new Error('there is a local copy');
    const versions = openVersions(db);
    expect(versions.asOf('run-2')).toBe(2);
    expect(() => versions.asOf('run-1')).toThrow('no longer kept');
    db.close();
  });

  it('leaves a chain of receipts that still verifies, grows on, and shows a change of what is left', () => {
    const own = join(temporaryFolder(), 'data.db');
    fill(own);
    // More receipts than a transaction takes.
    fillPlans(own, 600);
    expect(purgeOldData(own, yearly, now, { thorough: true })).toMatchObject({
      plans: 600,
      receipts: 1200,
      undoable: 600,
    });
    const plans = openPlans(own, 'a');
    expect(plans.verify()).toEqual({ receipts: 2, broken: null });
    expect(plans.receipts('run-1', 0, 10)).toEqual([]);
    expect(plans.receipts('run-601', 0, 10)).toHaveLength(2);
    plans.close();
    const db = openPlansDatabase(own);
    expect(db.prepare('SELECT count(*) FROM purged_run').pluck().get()).toBe(600);
    db.exec(
      `INSERT INTO journal (runId, plan, item, target, entity, action, state, intendedAt, schoolKey, change)
       VALUES ('run-601', 601, 3, 'partner', 'result', 'create', 'intended', 1, 1, '{}')`,
    );
    const written = Number(db.prepare('SELECT max(number) FROM journal').pluck().get());
    openJournal(db, () => now).seal([{ journal: written, state: 'applied', found: null }]);
    const again = openPlans(own, 'a');
    expect(again.verify()).toEqual({ receipts: 3, broken: null });
    db.exec(`UPDATE journal SET before = '{"comment":"better"}' WHERE number = 1202`);
    expect(again.verify().broken).toBe(1202);
    again.close();
    db.close();
  });

  it('says of a run whose receipts are gone that it cannot be undone any more', () => {
    purgeOldData(database, yearly, now, { thorough: false });
    const plans = openPlansDatabase(database);
    const copy = openForWriting(database);
    const store = openPlanStore(plans, copy, () => now);
    const undo = (runId: string) => () =>
      store.planUndo(runId, { runId: 'run-9', now, dryRun: true }, rulesWith([]).gradebooks);
    expect(undo('run-1')).toThrow('were purged');
    expect(undo('run-7')).toThrow('has written nothing');
    copy.close();
    plans.close();
  });

  it('keeps a plan whose writes are not all old or not all clear', () => {
    const db = openPlansDatabase(database);
    db.exec('UPDATE journal SET settledAt = NULL, sealed = NULL WHERE number = 2');
    expect(countOldData(database, yearly, now)).toMatchObject({ plans: 0, receipts: 0, undoable: 0 });
    db.close();
    expect(() => deleteLocalData(database)).toThrow('not known yet');
    expect(existsSync(database)).toBe(true);
  });

  it('deletes all local data, but not under a run', () => {
    writeFileSync(`${database}.before-5`, 'a copy');
    writeFileSync(join(dirname(database), 'plugin.zip'), 'the plugin');
    const lock = lockRun(database);
    expect(() => deleteLocalData(database)).toThrow('under way');
    expect(() => purgeOldData(database, yearly, now, { thorough: true })).toThrow('under way');
    lock.release();
    deleteLocalData(database);
    expect(readdirSync(dirname(database)).filter((name) => !name.includes('.lock'))).toEqual(['plugin.zip']);
    for (const name of [oldName, goneName, linkedName, currentName]) expect(bytes(database)).not.toContain(name);
    deleteLocalData(database);
  });
});
