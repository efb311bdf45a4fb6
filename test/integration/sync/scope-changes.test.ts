import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openImportDesk, type ImportDesk } from '../../support/import-desk.ts';
import { openSyncedDistrict, type SyncedDistrict } from '../../support/synced-district.ts';
import { entityTypes, gradebookEntities, type EntityType } from '../../../shared/oneroster/entity.ts';
import type { RunReport } from '../../../shared/integration/run.ts';

const yearly: readonly EntityType[] = ['academicSession', 'class', 'enrollment', ...gradebookEntities];

let district: SyncedDistrict;
let desk: ImportDesk;
beforeEach(async () => {
  district = await openSyncedDistrict({ seed: 21, students: 60, scoresPerStudent: 12 });
  desk = openImportDesk();
});
afterEach(async () => {
  desk.remove();
  await district.close();
});

/** Rows of an entity that are not removed, those of one year or all. */
function held(entity: EntityType, year: number | null = null): readonly string[] {
  const ofYear = year === null ? '' : `"schoolYear":${year},`;
  return (desk.contents()[entity] ?? []).filter((row) => row.endsWith('"removed":false}') && row.includes(ofYear));
}
const removedIn = ({ entities }: RunReport, which: readonly EntityType[] = entityTypes) =>
  which.map((entity) => entities[entity]?.removed ?? 0);

describe('another school year', () => {
  it.each([
    ['the sample year', 2023],
    ['the year before', 2026],
  ])('comes beside %s; nothing of that one goes', async (_, old) => {
    expect((await district.sync(desk, { schoolYear: old })).status).toBe('succeeded');
    const before = yearly.map((entity) => held(entity, old));
    expect(before.every((rows) => rows.length > 0)).toBe(true);
    const report = await district.sync(desk, { schoolYear: 2027 });
    expect(report.status).toBe('succeeded');
    expect(removedIn(report, yearly)).toEqual(yearly.map(() => 0));
    expect(yearly.map((entity) => held(entity, old))).toEqual(before);
    expect(yearly.map((entity) => held(entity, 2027).length > 0)).toEqual(yearly.map(() => true));
  });

  /** Every school has its next year set up, from 2027-08-16 on. */
  function setUpNextYear(): void {
    const insert = district.db.prepare(
      `INSERT INTO TERMS (DCID, ID, YEARID, SCHOOLID, NAME, FIRSTDAY, LASTDAY, PORTION, ISYEARREC)
       SELECT DCID + 50000, 3700, 37, SCHOOLID, '2027-2028', '2027-08-16', '2028-06-09', 1, 1 FROM TERMS WHERE ID = 3600`,
    );
    expect(insert.run().changes).toBeGreaterThan(0);
  }

  it('begins when its first day has come in the district, and the old one stays', async () => {
    await district.sync(desk);
    const before = yearly.map((entity) => held(entity, 2027));
    setUpNextYear();
    district.clock.now = Date.parse('2027-08-16T04:30:00Z');
    expect((await district.sync(desk)).entities.academicSession).toMatchObject({ created: 0, removed: 0 });
    district.clock.now = Date.parse('2027-08-16T05:30:00Z');
    const report = await district.sync(desk);
    expect(report).toMatchObject({ status: 'succeeded' });
    expect(removedIn(report, yearly)).toEqual(yearly.map(() => 0));
    expect(held('academicSession', 2028).length).toBeGreaterThan(0);
    expect(yearly.map((entity) => held(entity, 2027))).toEqual(before);
  });

  it('is taken early from the day chosen for that, in the district’s time, and the old one stays', async () => {
    const early = { nextYearFrom: '2027-07-01' };
    await district.sync(desk, early);
    const before = yearly.map((entity) => held(entity, 2027));
    setUpNextYear();
    district.clock.now = Date.parse('2027-07-01T04:30:00Z');
    expect((await district.sync(desk, early)).entities.academicSession).toMatchObject({ created: 0, removed: 0 });
    district.clock.now = Date.parse('2027-07-01T05:30:00Z');
    const report = await district.sync(desk, early);
    expect(removedIn(report, yearly)).toEqual(yearly.map(() => 0));
    expect(held('academicSession', 2028).length).toBeGreaterThan(0);
    expect(yearly.map((entity) => held(entity, 2027))).toEqual(before);
  });
});

describe('other schools', () => {
  it('come and go in the settings without removing a record; all together are what a first sync makes', async () => {
    const [first = 0, ...others] = district.db
      .prepare<[], number>('SELECT SCHOOL_NUMBER FROM SCHOOLS WHERE SCHOOL_NUMBER < 999999 ORDER BY 1')
      .pluck()
      .all();
    expect(others.length).toBeGreaterThan(0);
    await district.sync(desk, { schools: [first] });
    const ofFirst = held('result');
    const more = await district.sync(desk);
    expect(removedIn(more)).toEqual(entityTypes.map(() => 0));
    expect(held('result')).toEqual(expect.arrayContaining([...ofFirst]));
    const all = desk.contents();
    const less = await district.sync(desk, { schools: [first] });
    expect(removedIn(less, [...yearly, 'org', 'course'])).toEqual([...yearly, 'org', 'course'].map(() => 0));
    await district.sync(desk);
    const fresh = openImportDesk();
    await district.sync(fresh);
    expect(desk.contents()).toEqual(fresh.contents());
    expect(all).toEqual(fresh.contents());
    fresh.remove();
  });
});

describe('the gradebook', () => {
  it('left out leaves what is there, and goes on from it later', async () => {
    await district.sync(desk, { gradeSync: false });
    expect(gradebookEntities.map((entity) => held(entity).length)).toEqual([0, 0, 0]);
    await district.sync(desk, { gradeSync: true });
    const before = gradebookEntities.map((entity) => held(entity));
    expect(before.every((rows) => rows.length > 0)).toBe(true);
    district.clock.now += 3_600_000;
    const without = await district.sync(desk, { gradeSync: false });
    expect(removedIn(without)).toEqual(entityTypes.map(() => 0));
    expect(gradebookEntities.map((entity) => held(entity))).toEqual(before);
    const again = await district.sync(desk);
    expect(again.entities.result).toMatchObject({ created: 0, updated: 0, removed: 0 });
  });
});
