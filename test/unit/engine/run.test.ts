import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRunStore } from '../../../electron/store/run-store.ts';
import { openForWriting } from '../../../electron/store/open.ts';
import { limitsSchema } from '../../../shared/integration/config.ts';
import { openImportDesk, type ImportDesk } from '../../support/import-desk.ts';
import { namedRow, openMemorySource, schoolA, schoolB, type MemoryListing } from '../../support/memory-source.ts';

const score = (assignment: number, student: number, points: number | null, more = {}) =>
  namedRow('result', assignment, student, {
    schoolKey: 10,
    schoolYear: 2027,
    classKey: 7,
    lineItemSubkey: assignment * 10,
    score: points,
    ...more,
  });
const enrolled = (student: number) =>
  namedRow('enrollment', student, 0, { schoolKey: 10, schoolYear: 2027, userKey: student, userKind: 1, classKey: 7 });
const item = (assignment: number) =>
  namedRow('lineItem', assignment, assignment * 10, { schoolKey: 10, schoolYear: 2027, classKey: 7, title: 'Quiz' });

const students = Array.from({ length: 30 }, (_, index) => index + 1);

/** A school with one class of thirty, two assignments and their scores. */
function district(): { listings: MemoryListing[]; results: MemoryListing; classes: MemoryListing } {
  const scope = { schoolKey: 10, schoolYear: 2027 };
  const classes: MemoryListing = {
    entity: 'class',
    ...scope,
    rows: [namedRow('class', 7, 0, { ...scope, title: 'Biology' })],
  };
  const results: MemoryListing = {
    entity: 'result',
    ...scope,
    rows: students.flatMap((student) => [score(1, student, student), score(2, student, null, { missing: 1 })]),
  };
  const users = students.map((student) => namedRow('user', student, 1, { schoolKey: 10, role: 'student' }));
  return {
    classes,
    results,
    listings: [
      { entity: 'org', rows: [namedRow('org', 10, 0, { name: 'Adams', type: 'school', schoolKey: 10 })] },
      classes,
      { entity: 'user', rows: users },
      { entity: 'enrollment', ...scope, rows: students.map(enrolled) },
      { entity: 'lineItem', ...scope, rows: [item(1), item(2)] },
      results,
    ],
  };
}

describe('runImport', () => {
  let desk: ImportDesk;
  beforeEach(() => {
    desk = openImportDesk();
  });
  afterEach(() => desk.remove());

  it('brings every record of a first pull into the local copy (S21, C26, C27)', async () => {
    const report = await desk.run(openMemorySource(district()));
    expect(report).toMatchObject({ status: 'succeeded', issues: 0, guard: null, error: null, requests: 3 + 6 });
    expect(report.entities.result).toEqual({
      received: 60,
      created: 60,
      updated: 0,
      unchanged: 0,
      removed: 0,
      skipped: 0,
      failed: 0,
    });
    expect(desk.read((reader) => reader.counts())).toMatchObject({ class: 1, user: 30, lineItem: 2, result: 60 });
  });

  it('finds everything unchanged in a second run and writes no record', async () => {
    await desk.run(openMemorySource(district()));
    const before = desk.contents();
    const report = await desk.run(openMemorySource(district()), { full: true });
    expect(report.entities.result).toMatchObject({ received: 60, created: 0, updated: 0, unchanged: 60, removed: 0 });
    expect(desk.contents()).toEqual(before);
    const db = openForWriting(desk.file);
    expect(db.prepare('SELECT DISTINCT changedRun FROM result').pluck().all()).toEqual([1]);
    db.close();
  });

  it('keeps old and new value per attribute of what changed (C28)', async () => {
    const { listings, results } = district();
    await desk.run(openMemorySource({ listings }));
    results.rows[0] = score(1, 1, 99, { late: 1 });
    const report = await desk.run(openMemorySource({ listings }));
    expect(report.entities.result).toMatchObject({ updated: 1, unchanged: 59 });
    const detail = desk.read((reader) => reader.record('result', 'result-1-1'));
    expect(detail?.record).toMatchObject({ score: 99, late: true, identifiers: { powerSchool: '1#1' } });
    expect(detail?.history.map(({ change, attribute, old, new: now }) => [change, attribute, old, now])).toEqual([
      ['created', null, null, null],
      ['updated', 'score', 1, 99],
      ['updated', 'late', null, true],
    ]);
  });

  it('removes what a complete listing no longer holds, and keeps its history', async () => {
    const { listings, results } = district();
    await desk.run(openMemorySource({ listings }));
    results.rows.splice(0, 1);
    const report = await desk.run(openMemorySource({ listings }));
    expect(report.entities.result).toMatchObject({ removed: 1, unchanged: 59 });
    const detail = desk.read((reader) => reader.record('result', 'result-1-1'));
    expect(detail?.record.status).toBe('tobedeleted');
    expect(detail?.history.at(-1)?.change).toBe('removed');
    expect(desk.read((reader) => reader.counts().result)).toBe(59);
  });

  it('takes back a removed record that comes again', async () => {
    const { listings, results } = district();
    await desk.run(openMemorySource({ listings }));
    const [gone] = results.rows.splice(0, 1);
    await desk.run(openMemorySource({ listings }));
    results.rows.push(gone ?? score(1, 1, 1));
    const report = await desk.run(openMemorySource({ listings }));
    expect(report.entities.result).toMatchObject({ created: 1, unchanged: 59, removed: 0 });
    const detail = desk.read((reader) => reader.record('result', 'result-1-1'));
    expect(detail?.record.status).toBe('active');
    expect(detail?.history.map((entry) => entry.change)).toEqual(['removed', 'created']);
  });

  it.each([
    ['it did not end well', { complete: false }],
    ['a row could not be read', { unreadable: 1 }],
    ['it asked for other records', { filter: 'another' }],
  ])('removes nothing by a listing if %s', async (_reason, change) => {
    const { listings, results } = district();
    await desk.run(openMemorySource({ listings }));
    results.rows.splice(0, 3);
    const changed = listings.map((listing) => (listing === results ? { ...results, ...change } : listing));
    const report = await desk.run(openMemorySource({ listings: changed }));
    expect(report.status).toBe('succeeded');
    expect(report.entities.result?.removed).toBe(0);
    expect(desk.read((reader) => reader.counts().result)).toBe(60);
  });

  it('says that a listing was incomplete', async () => {
    const { listings, results } = district();
    results.complete = false;
    const report = await desk.run(openMemorySource({ listings }));
    expect(report.issues).toBe(1);
    expect(desk.read((reader) => reader.issues({ limit: 5 }))).toMatchObject([
      { code: 'listing.incomplete', entity: 'result' },
    ]);
  });

  it('is stopped by the guard before anything changes, and names the school', async () => {
    const { listings, results } = district();
    await desk.run(openMemorySource({ listings }));
    const before = desk.contents();
    results.rows.splice(0, 25);
    const report = await desk.run(openMemorySource({ listings }));
    expect(report.status).toBe('guarded');
    expect(report.guard?.trips).toEqual([
      { entity: 'result', schoolKey: 10, school: schoolA.name, present: 60, removed: 25, reason: 'removals' },
    ]);
    expect(desk.contents()).toEqual(before);
  });

  it('lets fewer removals than the minimum pass whatever their share', async () => {
    const { listings, results } = district();
    await desk.run(openMemorySource({ listings }));
    results.rows.splice(0, 19);
    expect((await desk.run(openMemorySource({ listings }))).entities.result?.removed).toBe(19);
  });

  it('is stopped by an empty listing where there was data, unless that is allowed', async () => {
    const { listings, classes } = district();
    await desk.run(openMemorySource({ listings }));
    classes.rows = [];
    const report = await desk.run(openMemorySource({ listings }));
    expect(report.guard).toMatchObject({ code: 'guard.emptyListing', trips: [{ entity: 'class', reason: 'empty' }] });
    const allowed = await desk.run(openMemorySource({ listings }), {
      limits: limitsSchema.parse({ allowEmpty: true }),
    });
    expect(allowed).toMatchObject({ status: 'succeeded', entities: { class: { removed: 1 } } });
  });

  it('writes nothing in a dry run but says what it would do', async () => {
    const { listings, results } = district();
    const first = await desk.run(openMemorySource({ listings }), { dryRun: true });
    expect(first.entities.result?.created).toBe(60);
    expect(desk.read((reader) => reader.counts().result)).toBe(0);
    await desk.run(openMemorySource({ listings }));
    const before = desk.contents();
    results.rows[0] = score(1, 1, 50);
    results.rows.pop();
    const dry = await desk.run(openMemorySource({ listings }), { dryRun: true });
    expect(dry).toMatchObject({ dryRun: true, entities: { result: { updated: 1, removed: 1, unchanged: 58 } } });
    expect(desk.contents()).toEqual(before);
  });

  it('does not mistake a record that moved to another school for one that is gone', async () => {
    const { listings, classes } = district();
    const other: MemoryListing = { entity: 'class', schoolKey: 20, schoolYear: 2027, rows: [] };
    listings.push(other);
    await desk.run(openMemorySource({ listings }));
    const moved = { schoolKey: 20, schoolYear: 2027, title: 'Biology' };
    classes.rows = [namedRow('class', 8, 0, { schoolKey: 10, schoolYear: 2027, title: 'New' })];
    other.rows = [namedRow('class', 7, 0, moved)];
    const report = await desk.run(openMemorySource({ listings }));
    expect(report.entities.class).toMatchObject({ created: 1, updated: 1, removed: 0 });
    expect(desk.read((reader) => reader.record('class', 'class-7')?.record['school'])).toEqual({
      sourcedId: `org-${schoolB.key}`,
      type: 'org',
    });
  });

  it('does not depend on the order of pages or on rows that come twice', async () => {
    const ordered = district();
    await desk.run(openMemorySource(ordered));
    const other = openImportDesk();
    const shuffled = district();
    shuffled.results.rows = [...shuffled.results.rows.toReversed(), ...shuffled.results.rows.slice(0, 5)];
    const report = await other.run(openMemorySource({ listings: shuffled.listings, pageSize: 7 }));
    expect(report.entities.result).toMatchObject({ received: 60, created: 60, skipped: 0 });
    expect(other.contents()).toEqual(desk.contents());
    other.remove();
  });

  it('keeps one of two results that share an identifier and reports that they disagree (S33)', async () => {
    const { listings, results } = district();
    results.rows.push(score(1, 1, 55, { lineItemSubkey: 99 }), score(1, 2, 2, { lineItemSubkey: 99 }));
    listings
      .find((listing) => listing.entity === 'lineItem')
      ?.rows.push(namedRow('lineItem', 1, 99, { schoolKey: 10, schoolYear: 2027, classKey: 7 }));
    for (const full of [false, true]) {
      const report = await desk.run(openMemorySource({ listings }), { full });
      expect(report.entities.result).toMatchObject({ received: 62, skipped: 2, removed: 0 });
      expect(desk.read((reader) => reader.issues({ limit: 9 }))).toMatchObject([
        { code: 'result.copiesDisagree', powerSchoolId: '1#1' },
      ]);
      expect(desk.read((reader) => reader.record('result', '1#1')?.record['score'])).toBe(1);
    }
    results.rows = results.rows.filter((row) => row['lineItemSubkey'] !== 10 || row['sourceSubkey'] !== 1);
    const moved = await desk.run(openMemorySource({ listings }));
    expect(moved.entities.result).toMatchObject({ updated: 1, removed: 0 });
    expect(desk.read((reader) => reader.record('result', '1#1')?.record['score'])).toBe(55);
  });

  it('blames a score of a student who was never enrolled, and forgets the blame when it is mended', async () => {
    const { listings, results } = district();
    results.rows.push(score(1, 77, 3));
    const report = await desk.run(openMemorySource({ listings }));
    expect(report.issues).toBe(1);
    expect(desk.read((reader) => reader.issues({ limit: 9 }))).toMatchObject([
      { code: 'result.notEnrolled', sourcedId: 'result-1-77', school: 'Adams' },
    ]);
    results.rows.pop();
    expect((await desk.run(openMemorySource({ listings }))).issues).toBe(0);
  });

  it('pulls only changes where it can, and lists whole where the server counts otherwise', async () => {
    const { listings, results } = district();
    results.changes = { rows: [], total: 60 };
    await desk.run(openMemorySource({ listings }));
    results.rows[0] = score(1, 1, 42);
    results.changes = { rows: [score(1, 1, 42)], total: 60 };
    const changes = openMemorySource({ listings });
    expect((await desk.run(changes)).entities.result).toMatchObject({ received: 1, updated: 1, unchanged: 59 });
    expect(changes.pulls).toContain('result/10 since');
    results.rows.splice(5, 1);
    results.changes = { rows: [], total: 59 };
    const counted = openMemorySource({ listings });
    expect((await desk.run(counted)).entities.result).toMatchObject({ removed: 1, unchanged: 59 });
    expect(counted.pulls.slice(-2)).toEqual(['result/10 since', 'result/10']);
  });

  it('goes on from the listings that were read whole when it failed, and ends as an undisturbed run does', async () => {
    const undisturbed = openImportDesk();
    await undisturbed.run(openMemorySource(district()));
    const want = undisturbed.contents();
    undisturbed.remove();
    for (let stopAt = 2; stopAt < 70; stopAt += 3) {
      const torn = openImportDesk();
      let pages = 0;
      const failing = openMemorySource({
        ...district(),
        beforePage: () => {
          if (pages++ === stopAt) throw new Error('cut');
        },
      });
      const first = await torn.run(failing);
      expect(first.status).toBe('failed');
      const going = openMemorySource(district());
      const second = await torn.run(going);
      expect(second).toMatchObject({ status: 'succeeded', resumedFrom: first.runId });
      expect(second.entities.result?.created).toBe(60);
      expect(going.pulls.length).toBeLessThanOrEqual(6);
      expect(torn.contents()).toEqual(want);
      torn.remove();
    }
  });

  it('says that it was cancelled and changes nothing', async () => {
    const abort = new AbortController();
    const source = openMemorySource({
      ...district(),
      beforePage: (scope) => {
        if (scope.entity === 'result') abort.abort();
      },
    });
    const report = await desk.run(source, { signal: abort.signal });
    expect(report).toMatchObject({ status: 'cancelled', error: { code: 'run.cancelled' } });
    expect(desk.read((reader) => reader.counts().class)).toBe(0);
  });

  it('stops after the school under way: reads the rest of it, changes nothing, and goes on with the others', async () => {
    const ofSchool = (entity: 'class' | 'lineItem', school: number): MemoryListing => ({
      entity,
      schoolKey: school,
      schoolYear: 2027,
      rows: [namedRow(entity, school, entity === 'class' ? 0 : 1, { schoolKey: school, schoolYear: 2027 })],
    });
    const listings = [
      ofSchool('class', 10),
      ofSchool('class', 20),
      { entity: 'user' as const, rows: [] },
      ofSchool('lineItem', 10),
      ofSchool('lineItem', 20),
    ];
    const stop = new AbortController();
    const stopped = openMemorySource({
      listings,
      beforePage: ({ entity, schoolKey }) => {
        if (entity === 'class' && schoolKey === 10) stop.abort();
      },
    });
    const report = await desk.run(stopped, { stopAfterSchool: stop.signal });
    expect(report).toMatchObject({ status: 'cancelled', error: { code: 'run.cancelled' } });
    expect(stopped.pulls).toEqual(['class/10', 'lineItem/10']);
    expect(desk.read((reader) => reader.counts().class)).toBe(0);

    const going = openMemorySource({ listings });
    expect(await desk.run(going)).toMatchObject({ status: 'succeeded', resumedFrom: report.runId });
    expect(going.pulls).toEqual(['class/20', 'user/-', 'lineItem/20']);
    expect(desk.read((reader) => reader.counts())).toMatchObject({ class: 2, lineItem: 2 });
  });

  it('changes nothing when asked to stop after the last school', async () => {
    const stop = new AbortController();
    const source = openMemorySource({ ...district(), beforePage: () => stop.abort() });
    const report = await desk.run(source, { stopAfterSchool: stop.signal });
    expect(report.status).toBe('cancelled');
    expect(source.pulls).toEqual(['org/-']);
    expect(desk.read((reader) => reader.counts().org)).toBe(0);
  });

  it('does not go on from a run that asked for other records or is too old, nor when all is asked for', async () => {
    const torn = () =>
      openMemorySource({
        ...district(),
        beforePage: (scope) => {
          if (scope.entity === 'result') throw new Error('cut');
        },
      });
    await desk.run(torn());
    expect((await desk.run(openMemorySource(district()), { settings: 'other' })).resumedFrom).toBeNull();
    await desk.run(torn());
    expect((await desk.run(openMemorySource(district()), { full: true })).resumedFrom).toBeNull();
    const fresh = openImportDesk();
    await fresh.run(torn());
    expect((await fresh.run(openMemorySource(district()), { resumeWithinHours: 0 })).resumedFrom).toBeNull();
    expect(fresh.read((reader) => reader.counts().result)).toBe(60);
    fresh.remove();
  });

  it('keeps all indexes of the local copy whatever became of a first load', async () => {
    const indexes = () => {
      const db = openForWriting(desk.file);
      const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name").pluck().all();
      db.close();
      return names;
    };
    const want = indexes();
    const { listings, results } = district();
    results.rows = [];
    await desk.run(openMemorySource({ listings }), { dryRun: true });
    expect(indexes()).toEqual(want);
    await desk.run(openMemorySource({ listings }));
    expect(indexes()).toEqual(want);
    await desk.run(openMemorySource(district()));
    expect(indexes()).toEqual(want);
  });

  it('closes a run that a killed process left open as interrupted', async () => {
    const store = openRunStore(openForWriting(desk.file));
    store.begin({ runId: 'killed', dryRun: false, full: false, settings: 'same', now: Date.now(), resumeAfter: 0 });
    store.close();
    await desk.run(openMemorySource(district()));
    expect(desk.read((reader) => reader.run('killed'))?.status).toBe('interrupted');
  });
});
