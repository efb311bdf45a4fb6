import type { Database } from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createDistrict } from '../../../electron/sandbox/district.ts';
import type { DistrictOptions } from '../../../electron/sandbox/district.ts';
import { openSandboxDatabase } from '../../../electron/sandbox/powerschool/database.ts';
import { tables } from '../../../electron/sandbox/powerschool/tables.ts';

const today = new Date('2026-11-24T09:00:00Z');

function district(options: Partial<DistrictOptions> = {}): Database {
  const db = openSandboxDatabase();
  createDistrict(db, { seed: 1, students: 60, today, ...options });
  return db;
}

const contentOf = (db: Database) =>
  tables.map(({ name, primaryKey }) => db.prepare(`SELECT * FROM ${name} ORDER BY ${primaryKey}`).all());
const number = (db: Database, sql: string) => db.prepare<[], number>(sql).pluck().get();

describe('the options of the district', () => {
  it('give the same district for the same seed, and another for another', () => {
    const content = contentOf(district());
    expect(contentOf(district())).toEqual(content);
    expect(contentOf(district({ seed: 2 }))).not.toEqual(content);
  });

  it.each(['2026-07-01', '2027-06-30', '2022-10-01', '2023-02-28'])('put %s into the current year', (day) => {
    const db = district({ today: new Date(`${day}T12:00:00Z`) });
    expect(number(db, `SELECT count(*) FROM TERMS WHERE ISYEARREC = 1 AND '${day}' BETWEEN FIRSTDAY AND LASTDAY`)).toBe(
      3,
    );
    expect(number(db, 'SELECT count(DISTINCT TERMID / 100) > 1 FROM SECTIONS')).toBe(1);
  });

  it('work for a single student', () => {
    expect(number(district({ students: 1 }), 'SELECT count(*) FROM STUDENTS')).toBe(1);
  });

  it('add schools where there are many students', () => {
    expect(
      number(
        district({ students: 1600, scoresPerStudent: 4 }),
        'SELECT count(*) FROM SCHOOLS WHERE SCHOOL_NUMBER < 999999',
      ),
    ).toBe(6);
  });

  it('give each student about as many scores as asked for', () => {
    const db = district({ students: 100, scoresPerStudent: 120 });
    const scores = number(db, 'SELECT count(*) FROM ASSIGNMENTSCORE WHERE YEARID = 36') ?? 0;
    expect(scores).toBeGreaterThan(100 * 115);
    expect(scores).toBeLessThan(100 * 135);
  });

  it.each([
    ['an assignment’s name of 51 characters', 'SELECT count(*) FROM ASSIGNMENTSECTION WHERE length(NAME) = 51'],
    ['a category’s name of 31 characters', 'SELECT count(*) FROM TEACHERCATEGORY WHERE length(NAME) = 31'],
    ['points in lower case', "SELECT count(*) FROM ASSIGNMENTSECTION WHERE SCORETYPE = 'points'"],
    [
      'two categories of one teacher that differ in case and spaces only',
      'SELECT count(*) FROM (SELECT 1 FROM TEACHERCATEGORY GROUP BY USERSDCID, lower(trim(NAME)) HAVING count(*) = 2)',
    ],
    [
      'a score above the maximum',
      `SELECT count(*) FROM ASSIGNMENTSCORE s JOIN ASSIGNMENTSECTION a USING (ASSIGNMENTSECTIONID)
       WHERE s.SCOREPOINTS > a.SCOREENTRYPOINTS + a.EXTRACREDITPOINTS`,
    ],
    ['a negative score', 'SELECT count(*) FROM ASSIGNMENTSCORE WHERE SCOREPOINTS < 0'],
    [
      'a result of a student who was never in the section',
      `SELECT count(*) FROM ASSIGNMENTSCORE s JOIN ASSIGNMENTSECTION a USING (ASSIGNMENTSECTIONID)
       JOIN SECTIONS c ON c.DCID = a.SECTIONSDCID JOIN STUDENTS t ON t.DCID = s.STUDENTSDCID
       WHERE NOT EXISTS (SELECT 1 FROM CC WHERE CC.STUDENTID = t.ID AND abs(CC.SECTIONID) = c.ID)`,
    ],
    [
      'two scores of one student in two sections of an assignment',
      `SELECT count(*) FROM (SELECT 1 FROM ASSIGNMENTSCORE s JOIN ASSIGNMENTSECTION a USING (ASSIGNMENTSECTIONID)
       GROUP BY a.ASSIGNMENTID, s.STUDENTSDCID HAVING count(DISTINCT s.SCOREPOINTS) = 2)`,
    ],
    [
      'an assignment in no category',
      'SELECT count(*) FROM ASSIGNMENTSECTION WHERE ASSIGNMENTSECTIONID NOT IN (SELECT ASSIGNMENTSECTIONID FROM ASSIGNMENTCATEGORYASSOC)',
    ],
    [
      'a due date outside the term',
      `SELECT count(*) FROM ASSIGNMENTSECTION a JOIN SECTIONS c ON c.DCID = a.SECTIONSDCID
       JOIN TERMS t ON t.ID = c.TERMID AND t.SCHOOLID = c.SCHOOLID WHERE a.DUEDATE NOT BETWEEN t.FIRSTDAY AND t.LASTDAY`,
    ],
    ['a section without a teacher', 'SELECT count(*) FROM SECTIONS WHERE TEACHER IS NULL'],
    ['a student without a web id', 'SELECT count(*) FROM STUDENTS WHERE STUDENT_WEB_ID IS NULL'],
  ])('put in %s with defects, once, and never without', (_, sql) => {
    expect(number(flawed, sql)).toBe(1);
    expect(number(sound, sql)).toBe(0);
  });
});

const sound = district();
const flawed = district({ defects: true });
