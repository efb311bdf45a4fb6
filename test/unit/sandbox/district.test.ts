import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDistrict } from '../../../electron/sandbox/district.ts';
import { openSandboxDatabase } from '../../../electron/sandbox/powerschool/database.ts';
import { tables } from '../../../electron/sandbox/powerschool/tables.ts';

const today = new Date('2026-11-24T09:00:00Z');
const yearId = 36;

describe('the made-up district', () => {
  let db: Database;
  const one = (sql: string) => db.prepare(sql).pluck().get();
  const all = (sql: string) => db.prepare(sql).pluck().all();
  beforeAll(() => {
    db = openSandboxDatabase();
    createDistrict(db, { seed: 7, students: 500, today });
  });
  afterAll(() => db.close());

  it('has the number of students asked for', () => {
    expect(one('SELECT count(*) FROM STUDENTS')).toBe(500);
  });

  it('has rows with an ID that is not the DCID in every table with both, each key once', () => {
    const withBoth = tables.filter(({ fields }) => 'ID' in fields && 'DCID' in fields);
    expect(withBoth.length).toBeGreaterThan(7);
    for (const { name } of withBoth) {
      expect([name, one(`SELECT count(*) > 0 FROM ${name} WHERE ID <> DCID`)]).toEqual([name, 1]);
      if (name === 'TERMS') continue;
      expect([name, one(`SELECT count(*) - count(DISTINCT ID) FROM ${name}`)]).toEqual([name, 0]);
    }
  });

  it('repeats the same term id in several schools', () => {
    expect(one(`SELECT count(DISTINCT SCHOOLID) FROM TERMS WHERE ID = ${yearId}01`)).toBe(3);
    expect(one('SELECT max(n) FROM (SELECT count(*) AS n FROM TERMS GROUP BY ID, SCHOOLID)')).toBe(1);
  });

  it('has a current year that contains the day, and the sample year 32 with its term 3200 in 2022–23', () => {
    expect(one(`SELECT count(*) FROM TERMS WHERE ISYEARREC = 1 AND '2026-11-24' BETWEEN FIRSTDAY AND LASTDAY`)).toBe(3);
    expect(one("SELECT min(FIRSTDAY) LIKE '2022-%' FROM TERMS WHERE ID = 3200 AND YEARID = 32")).toBe(1);
    expect(one('SELECT count(*) > 0 FROM SECTIONS WHERE TERMID = 3200')).toBe(1);
    expect(one('SELECT count(*) > 0 FROM ASSIGNMENTSCORE WHERE YEARID = 32')).toBe(1);
  });

  it('keeps dropped enrollments with negative section and term', () => {
    expect(one('SELECT count(*) > 10 FROM CC WHERE SECTIONID < 0 AND TERMID < 0')).toBe(1);
    expect(one('SELECT count(*) FROM CC WHERE (SECTIONID < 0) <> (TERMID < 0)')).toBe(0);
  });

  it('has co-teachers, lead teachers without a row in SECTIONTEACHER, and a teacher at two schools', () => {
    expect(
      one(
        'SELECT count(*) > 0 FROM SECTIONTEACHER t JOIN SECTIONS s ON s.ID = t.SECTIONID WHERE t.TEACHERID <> s.TEACHER',
      ),
    ).toBe(1);
    expect(
      one(`SELECT count(*) > 0 FROM SECTIONS s WHERE NOT EXISTS
        (SELECT 1 FROM SECTIONTEACHER t WHERE t.SECTIONID = s.ID AND t.TEACHERID = s.TEACHER)`),
    ).toBe(1);
    const schoolsTaught = `SELECT count(DISTINCT s.SCHOOLID) AS n FROM SECTIONS s JOIN SCHOOLSTAFF f ON f.ID = s.TEACHER
      WHERE s.TERMID >= 3600 GROUP BY f.USERS_DCID`;
    expect(one(`SELECT max(n) FROM (${schoolsTaught})`)).toBe(2);
    expect(
      one('SELECT count(*) FROM SECTIONS s JOIN SCHOOLSTAFF f ON f.ID = s.TEACHER WHERE f.SCHOOLID <> s.SCHOOLID'),
    ).toBe(0);
  });

  it('has staff of the district only, and staff who have left', () => {
    expect(
      one(`SELECT count(*) FROM USERS u WHERE u.HOMESCHOOLID = 0
        AND NOT EXISTS (SELECT 1 FROM SCHOOLSTAFF f WHERE f.USERS_DCID = u.DCID AND f.SCHOOLID <> 0)`),
    ).toBe(2);
    expect(one('SELECT count(*) > 0 FROM SCHOOLSTAFF WHERE STATUS = 2')).toBe(1);
  });

  it('has courses of the district, exactly 100 of them, and one of a school', () => {
    expect(one('SELECT count(*) FROM COURSES WHERE SCHOOLID = 0')).toBe(100);
    expect(one('SELECT count(*) FROM COURSES WHERE SCHOOLID <> 0')).toBe(1);
    expect(one('SELECT count(*) FROM SECTIONS WHERE COURSE_NUMBER NOT IN (SELECT COURSE_NUMBER FROM COURSES)')).toBe(0);
  });

  it('has an empty section, one with a single student, and sections of exactly 100 and 101', () => {
    const sizes = all(
      `SELECT (SELECT count(*) FROM CC WHERE abs(CC.SECTIONID) = s.ID) FROM SECTIONS s WHERE TERMID >= 3600`,
    );
    expect(sizes).toEqual(expect.arrayContaining([0, 1, 100, 101]));
  });

  it('gives one assignment to two sections of a teacher, who have no student in common', () => {
    const shared = `SELECT ASSIGNMENTID FROM ASSIGNMENTSECTION GROUP BY ASSIGNMENTID HAVING count(*) = 2`;
    expect(all(shared)).toHaveLength(3);
    expect(
      one(`SELECT count(*) FROM (SELECT a.ASSIGNMENTID, s.STUDENTSDCID FROM ASSIGNMENTSECTION a
        JOIN ASSIGNMENTSCORE s ON s.ASSIGNMENTSECTIONID = a.ASSIGNMENTSECTIONID
        WHERE a.ASSIGNMENTID IN (${shared}) GROUP BY 1, 2 HAVING count(*) > 1)`),
    ).toBe(0);
  });

  it('keeps leading zeros in numbers of students and sections', () => {
    expect(one("SELECT count(*) > 0 FROM STUDENTS WHERE STUDENT_NUMBER GLOB '0[0-9]*'")).toBe(1);
    expect(one("SELECT count(*) > 0 FROM SECTIONS WHERE SECTION_NUMBER = '01'")).toBe(1);
    expect(one('SELECT count(*) - count(DISTINCT STUDENT_NUMBER) FROM STUDENTS')).toBe(0);
  });

  it('has every grade from −2 to 12, a student who moved away, one to come and one who has graduated', () => {
    expect(all('SELECT DISTINCT GRADE_LEVEL FROM STUDENTS ORDER BY 1')).toEqual(
      Array.from({ length: 15 }, (_, at) => at - 2),
    );
    expect(all('SELECT DISTINCT ENROLL_STATUS FROM STUDENTS ORDER BY 1')).toEqual([-1, 0, 2, 3]);
    expect(one('SELECT count(*) FROM STUDENTS WHERE ENROLL_STATUS = 3 AND SCHOOLID = 999999')).toBe(1);
    expect(one('SELECT NAME FROM SCHOOLS WHERE SCHOOL_NUMBER = 999999')).toBe('Graduated Students');
  });

  it('has names in many scripts, a name of 50 characters and a description above 4,000 bytes', () => {
    const letters = all('SELECT FIRST_NAME || LAST_NAME FROM STUDENTS').join('');
    for (const script of ['Latin', 'Cyrillic', 'Georgian', 'Thai', 'Han', 'Arabic', 'Hebrew', 'Ethiopic', 'Hangul']) {
      expect(letters).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
    }
    expect(one('SELECT max(length(NAME)) FROM ASSIGNMENTSECTION')).toBe(50);
    expect(one('SELECT max(length(CAST(DESCRIPTION AS BLOB))) > 4000 FROM ASSIGNMENTSECTION')).toBe(1);
    expect(one('SELECT max(length(DESCRIPTION)) <= 4000 FROM ASSIGNMENTSECTION')).toBe(1);
  });

  it('has scores of every type, with every flag, blank, zero, above the maximum and as a code', () => {
    expect(all('SELECT DISTINCT SCORETYPE FROM ASSIGNMENTSECTION ORDER BY 1')).toEqual([
      'COLLECTED',
      'GRADESCALE',
      'PERCENT',
      'POINTS',
    ]);
    const conditions = [
      ...['ISLATE', 'ISCOLLECTED', 'ISEXEMPT', 'ISMISSING', 'ISABSENT', 'ISINCOMPLETE'].map((flag) => `s.${flag} = 1`),
      's.ACTUALSCOREENTERED IS NULL AND s.ISCOLLECTED + s.ISEXEMPT + s.ISMISSING + s.ISABSENT = 0',
      's.SCOREPOINTS = 0',
      's.SCOREPOINTS > a.SCOREENTRYPOINTS AND s.SCOREPOINTS <= a.SCOREENTRYPOINTS + a.EXTRACREDITPOINTS',
      "s.ACTUALSCOREKIND = 'SCORE_CODE'",
      "a.SCORETYPE = 'GRADESCALE' AND s.ACTUALSCOREENTERED = 'B+'",
    ];
    for (const condition of conditions) {
      const found = one(
        `SELECT count(*) > 0 FROM ASSIGNMENTSCORE s JOIN ASSIGNMENTSECTION a USING (ASSIGNMENTSECTIONID) WHERE ${condition}`,
      );
      expect([condition, found]).toEqual([condition, 1]);
    }
  });

  it('has categories of the district, active or not, and of teachers, one taken out of a section', () => {
    expect(all('SELECT DISTINCT CATEGORYTYPE FROM TEACHERCATEGORY ORDER BY 1')).toEqual(['district', 'user']);
    expect(one('SELECT count(*) > 0 FROM TEACHERCATEGORY WHERE ISACTIVE = 0')).toBe(1);
    expect(one('SELECT count(*) > 0 FROM TEACHERCATSECTEXCLUDEASSOC')).toBe(1);
    expect(one('SELECT max(length(NAME)) FROM TEACHERCATEGORY')).toBe(30);
  });

  it('was entered before the day itself', () => {
    for (const { name, fields } of tables) {
      for (const column of ['WHENCREATED', 'WHENMODIFIED', 'TRANSACTION_DATE', 'SCOREENTRYDATE']) {
        if (!(column in fields)) continue;
        const latest = one(`SELECT coalesce(max(${column}), '') FROM ${name}`);
        expect([name, column, String(latest) < '2026-11-24']).toEqual([name, column, true]);
      }
    }
  });

  it('breaks no rule of the importer’s', () => {
    const broken = {
      scoredButNeverEnrolled: `SELECT count(*) FROM ASSIGNMENTSCORE s JOIN ASSIGNMENTSECTION a USING (ASSIGNMENTSECTIONID)
        JOIN SECTIONS c ON c.DCID = a.SECTIONSDCID JOIN STUDENTS t ON t.DCID = s.STUDENTSDCID
        WHERE NOT EXISTS (SELECT 1 FROM CC WHERE CC.STUDENTID = t.ID AND abs(CC.SECTIONID) = c.ID)`,
      outOfRange: `SELECT count(*) FROM ASSIGNMENTSCORE s JOIN ASSIGNMENTSECTION a USING (ASSIGNMENTSECTIONID)
        WHERE s.SCOREPOINTS < 0 OR s.SCOREPOINTS > a.SCOREENTRYPOINTS + a.EXTRACREDITPOINTS`,
      categoryNamedTwice: `SELECT count(*) FROM (SELECT 1 FROM TEACHERCATEGORY GROUP BY USERSDCID, lower(trim(NAME)) HAVING count(*) > 1)`,
      notInOneCategory: `SELECT count(*) FROM ASSIGNMENTSECTION a
        WHERE (SELECT count(*) FROM ASSIGNMENTCATEGORYASSOC l WHERE l.ASSIGNMENTSECTIONID = a.ASSIGNMENTSECTIONID) <> 1`,
      categoryOfSomebodyElse: `SELECT count(*) FROM ASSIGNMENTCATEGORYASSOC l JOIN ASSIGNMENTSECTION a USING (ASSIGNMENTSECTIONID)
        JOIN SECTIONS c ON c.DCID = a.SECTIONSDCID JOIN SCHOOLSTAFF f ON f.ID = c.TEACHER
        JOIN TEACHERCATEGORY k USING (TEACHERCATEGORYID) WHERE k.USERSDCID <> f.USERS_DCID OR k.ISACTIVE = 0`,
      excludedCategory: `SELECT count(*) FROM ASSIGNMENTCATEGORYASSOC l JOIN ASSIGNMENTSECTION a USING (ASSIGNMENTSECTIONID)
        JOIN TEACHERCATSECTEXCLUDEASSOC x ON x.TEACHERCATEGORYID = l.TEACHERCATEGORYID AND x.SECTIONSDCID = a.SECTIONSDCID`,
      dueOutsideTerm: `SELECT count(*) FROM ASSIGNMENTSECTION a JOIN SECTIONS c ON c.DCID = a.SECTIONSDCID
        JOIN TERMS t ON t.ID = c.TERMID AND t.SCHOOLID = c.SCHOOLID WHERE a.DUEDATE NOT BETWEEN t.FIRSTDAY AND t.LASTDAY`,
      sectionWithoutTermOrTeacher: `SELECT count(*) FROM SECTIONS c LEFT JOIN TERMS t ON t.ID = c.TERMID AND t.SCHOOLID = c.SCHOOLID
        LEFT JOIN SCHOOLSTAFF f ON f.ID = c.TEACHER WHERE t.ID IS NULL OR f.ID IS NULL`,
      leftBeforeArrival: 'SELECT count(*) FROM CC WHERE DATELEFT <= DATEENROLLED',
      enrolledTwice: 'SELECT count(*) FROM (SELECT 1 FROM CC GROUP BY STUDENTID, abs(SECTIONID) HAVING count(*) > 1)',
      withoutUsername: 'SELECT count(*) FROM STUDENTS WHERE STUDENT_WEB_ID IS NULL',
      totalNotPointsTimesWeight:
        'SELECT count(*) FROM ASSIGNMENTSECTION WHERE TOTALPOINTVALUE <> SCOREENTRYPOINTS * WEIGHT',
    };
    for (const [rule, sql] of Object.entries(broken)) expect([rule, one(sql)]).toEqual([rule, 0]);
  });
});
