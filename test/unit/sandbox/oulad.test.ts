import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Database } from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOulad } from '../../../electron/sandbox/oulad.ts';
import { openSandboxDatabase } from '../../../electron/sandbox/powerschool/database.ts';

const folder = fileURLToPath(new URL('../../fixtures/oulad', import.meta.url));
const csv = (name: string): readonly Readonly<Record<string, string>>[] =>
  parse(readFileSync(`${folder}/${name}.csv`, 'utf8'), { columns: true }) as readonly Readonly<
    Record<string, string>
  >[];

describe('the scores of the Open University', () => {
  let db: Database;
  const one = (sql: string) => db.prepare<[], number>(sql).pluck().get();
  beforeAll(() => {
    db = openSandboxDatabase();
    loadOulad(db, folder, { today: new Date('2026-11-24T09:00:00Z') });
  });
  afterAll(() => db.close());

  it('join back to the file by assessment and student number, empty ones included', () => {
    const loaded = db
      .prepare<[], readonly [number, string, number | null]>(
        `SELECT a.ASSIGNMENTID, t.STUDENT_NUMBER, s.SCOREPOINTS FROM ASSIGNMENTSCORE s
           JOIN ASSIGNMENTSECTION a ON a.ASSIGNMENTSECTIONID = s.ASSIGNMENTSECTIONID
           JOIN STUDENTS t ON t.DCID = s.STUDENTSDCID`,
      )
      .raw()
      .all();
    const scores = new Map(loaded.map(([assessment, student, score]) => [`${assessment} ${student}`, score]));
    const want = csv('studentAssessment').map(
      (line) =>
        [
          `${line['id_assessment']} ${line['id_student']}`,
          line['score'] === '' ? null : Number(line['score']),
        ] as const,
    );
    expect(scores).toEqual(new Map(want));
    expect(loaded).toHaveLength(46_181);
    expect(loaded.filter(([, , score]) => score === null)).toHaveLength(56);
  });

  it('are those of registered students, unregistered ones having dropped', () => {
    expect(one('SELECT count(*) FROM CC')).toBe(8657);
    expect(one('SELECT count(*) FROM CC WHERE SECTIONID < 0 AND TERMID < 0')).toBe(2503);
    expect(one('SELECT count(*) FROM CC WHERE DATELEFT < DATEENROLLED')).toBe(0);
    expect(one('SELECT count(*) FROM STUDENTS WHERE DCID = STUDENT_NUMBER')).toBe(0);
  });

  it('are in assignments of 100 points, each in a category, due in the current year', () => {
    expect(one("SELECT count(*) FROM ASSIGNMENTSECTION WHERE SCORETYPE = 'POINTS' AND SCOREENTRYPOINTS = 100")).toBe(
      54,
    );
    expect(one('SELECT count(DISTINCT ASSIGNMENTSECTIONID) FROM ASSIGNMENTCATEGORYASSOC')).toBe(54);
    expect(
      one(`SELECT count(*) FROM ASSIGNMENTSECTION a JOIN SECTIONS c ON c.DCID = a.SECTIONSDCID
        JOIN TERMS t ON t.ID = c.TERMID AND t.SCHOOLID = c.SCHOOLID WHERE a.DUEDATE BETWEEN t.FIRSTDAY AND t.LASTDAY`),
    ).toBe(54);
  });
});
