import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';
import { openDistrict, type OpenDistrict } from '../../support/sandbox/open-district.ts';

describe('a sync after changes in PowerSchool', () => {
  let district: OpenDistrict;
  let desk: DistrictDesk;
  beforeAll(async () => {
    district = await openDistrict({ seed: 11, students: 120 });
    desk = openDistrictDesk(district);
    await desk.sync();
  });
  afterAll(async () => {
    desk.remove();
    await district.close();
  });

  interface Score {
    readonly id: number;
    readonly powerSchoolId: string;
  }
  /** Scores of this year that are worth more than two points. */
  const scores = (): readonly Score[] =>
    district.db
      .prepare<[], Score>(
        `SELECT s.ASSIGNMENTSCOREID AS id, a.ASSIGNMENTID || '#' || s.STUDENTSDCID AS powerSchoolId
         FROM ASSIGNMENTSCORE AS s JOIN ASSIGNMENTSECTION AS a ON a.ASSIGNMENTSECTIONID = s.ASSIGNMENTSECTIONID
         WHERE a.SCORETYPE = 'POINTS' AND s.SCOREPOINTS > 2 AND a.YEARID = (SELECT max(YEARID) FROM ASSIGNMENTSECTION)
         ORDER BY s.ASSIGNMENTSCOREID`,
      )
      .all();
  const firstScore = (): Score => scores()[0] ?? { id: 0, powerSchoolId: '' };
  const setPoints = ({ id }: Score, points: number) =>
    district.server.changeRows([
      { table: 'ASSIGNMENTSCORE', id, set: { SCOREPOINTS: points, ACTUALSCOREENTERED: String(points) } },
    ]);

  it('finds everything in a first sync that ended well', async () => {
    expect((await desk.sync()).report).toMatchObject({ status: 'succeeded', issues: 0 });
  });

  it('reads and writes nothing but sign-in and reading calls, whatever is in the local copy (S21, C29)', async () => {
    const changes = district.db.prepare('SELECT count(*) FROM sandbox_change').pluck();
    const start = district.server.requestLog.length;
    const { status, report } = await desk.sync('--full');
    expect(status).toBe(0);
    const calls = district.server.requestLog.slice(start);
    expect(calls.length).toBeGreaterThan(20);
    expect(report.requests).toBe(calls.length);
    const reading = /^\/(oauth\/access_token|ws\/schema\/query\/)/;
    expect(calls.filter(({ method, path }) => method !== 'GET' && !reading.test(path))).toEqual([]);
    expect(changes.get()).toBe(0);
  });

  it('brings a changed score for a few requests, and nothing else (C28)', async () => {
    const score = firstScore();
    setPoints(score, 3.5);
    const { status, report } = await desk.sync();
    expect(status).toBe(0);
    expect(report.entities.result).toMatchObject({ received: 1, updated: 1, created: 0, removed: 0 });
    const { stdout } = await desk.run(
      'record',
      'result',
      score.powerSchoolId,
      '--integration',
      desk.integrationId,
      '--json',
    );
    const record = JSON.parse(stdout) as { score: number; history: { attribute: string; new: unknown }[] };
    expect(record.score).toBe(3.5);
    expect(record.history.find((entry) => entry.attribute === 'score')?.new).toBe(3.5);
  });

  it('removes a deleted score though only changes were asked for', async () => {
    district.server.changeRows([{ table: 'ASSIGNMENTSCORE', delete: firstScore().id }]);
    const { report } = await desk.sync();
    expect(report.entities.result).toMatchObject({ removed: 1, created: 0 });
  });

  it('ends the enrollment of a student who dropped, and keeps it (C27)', async () => {
    const cc = district.db
      .prepare<[], { DCID: number; SECTIONID: number; TERMID: number }>(
        'SELECT DCID, SECTIONID, TERMID FROM CC WHERE SECTIONID > 0 AND TERMID >= (SELECT max(YEARID) * 100 FROM TERMS) LIMIT 1',
      )
      .get() ?? { DCID: 0, SECTIONID: 0, TERMID: 0 };
    district.server.changeRows([
      { table: 'CC', id: cc.DCID, set: { SECTIONID: -cc.SECTIONID, TERMID: -cc.TERMID, DATELEFT: '2026-11-20' } },
    ]);
    const { report } = await desk.sync();
    expect(report.entities.enrollment).toMatchObject({ updated: 1, removed: 0 });
    const { stdout } = await desk.run(
      'record',
      'enrollment',
      `enrollment-${cc.DCID}`,
      '--integration',
      desk.integrationId,
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({ status: 'active', endDate: '2026-11-20', metadata: { dropped: true } });
  });

  it('is a dry run that changes neither the copy nor where the next sync goes on from', async () => {
    setPoints(firstScore(), 1.5);
    const before = desk.contents();
    const dry = await desk.sync('--dry-run');
    expect(dry.report).toMatchObject({ dryRun: true, status: 'succeeded', entities: { result: { updated: 1 } } });
    expect(desk.contents()).toEqual(before);
    expect((await desk.sync()).report.entities.result?.updated).toBe(1);
  });

  it('stops with status 4 before it changes anything where far too much would go, and names the school', async () => {
    const victim = district.db
      .prepare<[], { number: number; name: string }>(
        `SELECT SCHOOL_NUMBER AS number, SCHOOLS.NAME AS name FROM SCHOOLS JOIN SECTIONS ON SECTIONS.SCHOOLID = SCHOOL_NUMBER
           JOIN ASSIGNMENTSECTION ON ASSIGNMENTSECTION.SECTIONSDCID = SECTIONS.DCID GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1`,
      )
      .get() ?? { number: 0, name: '' };
    const before = desk.contents();
    const doomed = district.db
      .prepare<[number], number>(
        `SELECT s.ASSIGNMENTSCOREID FROM ASSIGNMENTSCORE AS s
           JOIN ASSIGNMENTSECTION AS a ON a.ASSIGNMENTSECTIONID = s.ASSIGNMENTSECTIONID JOIN SECTIONS ON SECTIONS.DCID = a.SECTIONSDCID
         WHERE SECTIONS.SCHOOLID = ? AND a.YEARID = (SELECT max(YEARID) FROM ASSIGNMENTSECTION)`,
      )
      .pluck()
      .all(victim.number);
    const some = doomed.slice(0, Math.ceil(doomed.length / 2));
    district.server.changeRows(some.map((id) => ({ table: 'ASSIGNMENTSCORE', delete: id })));
    const { status, report } = await desk.sync();
    expect(status).toBe(4);
    expect(report.status).toBe('guarded');
    expect(report.guard?.trips.map((trip) => trip.school)).toEqual([victim.name]);
    expect(report.guard?.message).toContain(victim.name);
    expect(desk.contents()).toEqual(before);
    desk.change({ limits: { removalPercent: 100 } });
    const released = await desk.sync();
    expect(released.status).toBe(0);
    expect(released.report.entities.result?.removed).toBe(some.length);
  });
});
