import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from 'better-sqlite3';
import { queries } from '../../../../../electron/connectors/powerschool/queries/all-queries.ts';
import type { NamedQuery } from '../../../../../electron/connectors/powerschool/queries/named-query.ts';
import { openSandboxDatabase } from '../../../../../electron/sandbox/powerschool/database.ts';
import { tables } from '../../../../../electron/sandbox/powerschool/tables.ts';

const all: readonly (readonly [string, NamedQuery])[] = Object.entries(queries);
const year = { schoolid: 100, termfrom: 3600, termto: 3699 };
const known = new Set(tables.flatMap((table) => Object.keys(table.fields).map((field) => `${table.name}.${field}`)));

/** School 100 in year 36, with every trap that the joins must not fall into; school 200 beside it. */
function district(): Database {
  const db = openSandboxDatabase();
  const insert = (table: string, row: Readonly<Record<string, string | number | null>>) => {
    const names = Object.keys(row);
    const marks = names.map((name) => `:${name}`).join(', ');
    db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`).run(row);
  };
  insert('SCHOOLS', { DCID: 1, SCHOOL_NUMBER: 100, NAME: 'North', ABBREVIATION: 'N', LOW_GRADE: -2, HIGH_GRADE: 5 });
  insert('SCHOOLS', { DCID: 2, SCHOOL_NUMBER: 200, NAME: 'South', ABBREVIATION: 'S', LOW_GRADE: 6, HIGH_GRADE: 12 });
  for (const [dcid, schoolid] of [
    [11, 100],
    [12, 200],
  ] as const) {
    const term = { ID: 3600, YEARID: 36, SCHOOLID: schoolid, ISYEARREC: 1, PORTION: 1, FIRSTDAY: '2026-08-10' };
    insert('TERMS', { DCID: dcid, ...term, LASTDAY: '2027-06-01' });
  }
  insert('TERMS', { DCID: 10, ID: 3500, YEARID: 35, SCHOOLID: 100, ISYEARREC: 1, LASTDAY: '2026-06-01' });
  insert('COURSES', { DCID: 21, COURSE_NUMBER: 'MA1', COURSE_NAME: 'Mathematics', SCHOOLID: 0 });
  insert('USERS', { DCID: 31, LAST_NAME: 'Lead', EMAIL_ADDR: 'lead@example.org', HOMESCHOOLID: 100 });
  insert('SCHOOLSTAFF', { DCID: 41, ID: 91, USERS_DCID: 31, SCHOOLID: 100, STATUS: 1, STAFFSTATUS: 1 });
  insert('SCHOOLSTAFF', { DCID: 42, ID: 92, USERS_DCID: 31, SCHOOLID: 200, STATUS: 1, STAFFSTATUS: 1 });
  const section = { SCHOOLID: 100, TERMID: 3600, SECTION_NUMBER: '01' };
  insert('SECTIONS', { DCID: 51, ID: 81, COURSE_NUMBER: 'MA1', TEACHER: 91, ...section });
  insert('SECTIONS', { DCID: 52, ID: 82, COURSE_NUMBER: 'GONE', TEACHER: 0, ...section });
  insert('SECTIONS', { DCID: 53, ID: 83, COURSE_NUMBER: 'MA1', TEACHER: 91, ...section, TERMID: 3500 });
  insert('SECTIONTEACHER', { ID: 61, SECTIONID: 81, TEACHERID: 91, ROLEID: 1, START_DATE: '2026-08-10' });
  const student = { LAST_NAME: 'A', SCHOOLID: 100, GRADE_LEVEL: 3 };
  insert('STUDENTS', { DCID: 71, ID: 171, STUDENT_NUMBER: '007', ENROLL_STATUS: 0, ...student });
  insert('STUDENTS', { DCID: 72, ID: 172, ENROLL_STATUS: 2, ...student });
  insert('STUDENTS', { DCID: 73, ID: 173, ENROLL_STATUS: 2, ...student });
  insert('STUDENTS', { DCID: 74, ID: 174, ENROLL_STATUS: 0, ...student, SCHOOLID: 200 });
  insert('CC', { DCID: 1, STUDENTID: 171, SECTIONID: 81, TERMID: 3600, SCHOOLID: 100, DATEENROLLED: '2026-08-10' });
  insert('CC', { DCID: 2, STUDENTID: 172, SECTIONID: -81, TERMID: -3600, SCHOOLID: 100, DATELEFT: '2026-09-01' });
  insert('CC', { DCID: 3, STUDENTID: 171, SECTIONID: 83, TERMID: 3500, SCHOOLID: 100 });
  for (const [id, sectionsDcid, at] of [
    [501, 51, '2026-09-01 10:00:00'],
    [502, 52, '2026-09-02 10:00:00'],
    [503, 53, '2026-01-02 10:00:00'],
  ] as const) {
    const scoring = { SCORETYPE: 'POINTS', SCOREENTRYPOINTS: 10, WHENMODIFIED: at };
    insert('ASSIGNMENTSECTION', {
      ASSIGNMENTSECTIONID: id,
      ASSIGNMENTID: id - 100,
      SECTIONSDCID: sectionsDcid,
      ...scoring,
    });
    const score = { ASSIGNMENTSECTIONID: id, ACTUALSCOREENTERED: '09.50', ISLATE: 0, WHENMODIFIED: at };
    insert('ASSIGNMENTSCORE', { ASSIGNMENTSCOREID: id + 1000, STUDENTSDCID: 72, ...score });
    insert('ASSIGNMENTSCORE', { ASSIGNMENTSCOREID: id + 2000, STUDENTSDCID: 71, ...score });
  }
  insert('TEACHERCATEGORY', { TEACHERCATEGORYID: 7, USERSDCID: 31, WHENMODIFIED: '2026-09-01 10:00:00' });
  return db;
}

describe('named queries', () => {
  let db: Database;
  beforeAll(() => {
    db = district();
  });
  const rows = (query: NamedQuery, args: Readonly<Record<string, string | number>> = {}) =>
    db.prepare(query.sql).all(args) as Record<string, string | number | null>[];
  const column = (query: NamedQuery, name: string, args: Readonly<Record<string, string | number>> = {}) =>
    rows(query, args).map((row) => row[name]);

  it.each(all)('%s runs unchanged on SQLite and answers with its aliases in order', (_, query) => {
    const names = db
      .prepare(query.sql)
      .columns()
      .map((result) => result.name);
    expect(names).toEqual(query.columns.map((each) => each.alias));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(all)('%s reads only columns that the tables have, and declares every one it mentions', (_, query) => {
    const declared = new Set([...query.columns.map((each) => each.field), ...query.alsoReads]);
    expect([...declared].filter((field) => !known.has(field))).toEqual([]);
    const mentioned = new Set(query.sql.match(/\b[A-Z]+\.[A-Z_]+\b/g));
    expect([...mentioned].toSorted()).toEqual([...declared].toSorted());
  });

  it.each(all)('%s binds exactly the arguments it declares, each typed by a column it reads', (_, query) => {
    const binds = new Set([...query.sql.matchAll(/:(\w+)/g)].map((match) => match[1] ?? ''));
    expect([...binds].toSorted()).toEqual(query.args.map((each) => each.name).toSorted());
    const reads = new Set([...query.columns.map((each) => each.field), ...query.alsoReads]);
    expect(query.args.filter((each) => !reads.has(each.column))).toEqual([]);
  });

  it('names every query in five parts, once, under our prefix', () => {
    const names = all.map(([, query]) => query.name);
    expect(new Set(names).size).toBe(18);
    for (const [key, query] of all) {
      const snake = key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      expect(query.name).toMatch(new RegExp(`^org\\.gradesync\\.sync\\.(roster|gradebook)\\.${snake}$`));
    }
  });

  it('uses no column whose existence on a real server is not documented', () => {
    const audited = all.flatMap(([, query]) => query.alsoReads.filter((field) => field.endsWith('.WHENMODIFIED')));
    expect([...new Set(audited)].toSorted()).toEqual([
      'ASSIGNMENTCATEGORYASSOC.WHENMODIFIED',
      'ASSIGNMENTSCORE.WHENMODIFIED',
      'ASSIGNMENTSECTION.WHENMODIFIED',
      'TEACHERCATEGORY.WHENMODIFIED',
    ]);
    const text = all.map(([, query]) => query.sql).join('\n');
    expect(text).not.toMatch(/TRANSACTION_DATE|WHENCREATED|WHOMODIFIED|USERS\.ID\b|TEACHERS\b/);
  });

  it('finds the years that have not ended', () => {
    expect(column(queries.years, 'dcid', { lastdayfrom: '2026-07-01' })).toEqual([11, 12]);
    expect(column(queries.terms, 'dcid', { yearid: 35 })).toEqual([10]);
  });

  it('keeps a section whose course, term or teacher is missing, and joins terms by school', () => {
    const found = rows(queries.sections, year);
    expect(found.map((row) => [row['dcid'], row['courses_dcid'], row['terms_dcid'], row['lead_users_dcid']])).toEqual([
      [51, 21, 11, 31],
      [52, null, 11, null],
    ]);
    expect(found[0]?.['section_number']).toBe('01');
  });

  it('gives staff once per school with their person, and section teachers by person', () => {
    expect(rows(queries.staff).map((row) => [row['users_dcid'], row['schoolstaff_dcid'], row['schoolid']])).toEqual([
      [31, 41, 100],
      [31, 42, 200],
    ]);
    expect(rows(queries.sectionTeachers, year).map((row) => [row['sections_dcid'], row['users_dcid']])).toEqual([
      [51, 31],
    ]);
  });

  it('gives active students, those of the year’s sections, and the other inactive ones only when asked', () => {
    expect(column(queries.students, 'dcid', { ...year, inactive: 0 })).toEqual([71, 72]);
    expect(column(queries.students, 'dcid', { ...year, inactive: 1 })).toEqual([71, 72, 73]);
  });

  it('gives dropped enrollments with their negative section and term', () => {
    const found = rows(queries.enrollments, year);
    expect(found.map((row) => [row['dcid'], row['students_dcid'], row['sections_dcid'], row['sectionid']])).toEqual([
      [1, 71, 51, 81],
      [2, 72, 51, -81],
    ]);
  });

  it('gives the scores of the year in the order of assignment and student, text as entered', () => {
    const found = rows(queries.scores, year);
    expect(found.map((row) => [row['assignmentid'], row['studentsdcid'], row['actualscoreentered']])).toEqual([
      [401, 71, '09.50'],
      [401, 72, '09.50'],
      [402, 71, '09.50'],
      [402, 72, '09.50'],
    ]);
  });

  it('gives only what changed at or after a moment', () => {
    const since = { ...year, since: '2026-09-02 10:00:00' };
    expect(column(queries.scoresChanged, 'assignmentid', since)).toEqual([402, 402]);
    expect(rows(queries.assignmentsChanged, since)).toEqual([
      { assignmentid: 402, assignmentsectionid: 502, sectionsdcid: 52, users_dcid: null },
    ]);
    const categories = (at: string, school = 100) =>
      column(queries.categoriesChanged, 'teachercategoryid', { ...year, schoolid: school, since: at });
    expect(categories('2026-09-01 10:00:00')).toEqual([7]);
    expect(categories('2026-09-01 10:00:01')).toEqual([]);
    expect(categories('2026-09-01 10:00:00', 200)).toEqual([]);
  });

  it('gives scores that are as they were in assignments that are not, once', () => {
    db.prepare("UPDATE ASSIGNMENTSECTION SET WHENMODIFIED = '2026-09-03 10:00:00' WHERE ASSIGNMENTID = 401").run();
    const at = (since: string) => column(queries.scoresOfChangedAssignments, 'assignmentid', { ...year, since });
    expect(at('2026-09-02 10:00:00')).toEqual([401, 401]);
    expect(at('2026-09-01 10:00:00')).toEqual([]);
    expect(at('2026-09-03 10:00:01')).toEqual([]);
    db.prepare("UPDATE ASSIGNMENTSECTION SET WHENMODIFIED = '2026-09-01 10:00:00' WHERE ASSIGNMENTID = 401").run();
  });

  it('gives the assignments that were put in a category, and the sections that a category does not apply in', () => {
    const associate = db.prepare(
      `INSERT INTO ASSIGNMENTCATEGORYASSOC (ASSIGNMENTCATEGORYASSOCID, ASSIGNMENTSECTIONID, TEACHERCATEGORYID, WHENMODIFIED)
       VALUES (?, ?, 7, ?)`,
    );
    associate.run(1, 501, '2026-09-04 10:00:00');
    associate.run(2, 503, '2026-09-04 10:00:00');
    const at = (since: string) => rows(queries.assignmentCategoriesChanged, { ...year, since });
    expect(at('2026-09-04 10:00:00')).toEqual([
      { assignmentcategoryassocid: 1, assignmentid: 401, assignmentsectionid: 501, sectionsdcid: 51, users_dcid: 31 },
    ]);
    expect(at('2026-09-04 10:00:01')).toEqual([]);
    db.prepare(
      'INSERT INTO TEACHERCATSECTEXCLUDEASSOC (TEACHERCATEGORYID, SECTIONSDCID, YEARID) VALUES (7, 51, 36), (7, 53, 35)',
    ).run();
    expect(rows(queries.categoryExcludes, year)).toEqual([{ teachercategoryid: 7, sectionsdcid: 51, yearid: 36 }]);
  });

  it('gives all scores of the year, and no others, as changed since 1900', () => {
    expect(rows(queries.scoresChanged, { ...year, since: '1900-01-01 00:00:00' })).toEqual(rows(queries.scores, year));
  });

  it('looks up what changed by its time, not every score of the school', () => {
    const args = { ...year, since: '2026-09-02 10:00:00' };
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${queries.scoresChanged.sql}`).all(args) as { detail: string }[];
    expect(plan[0]?.detail).toContain('ASSIGNMENTSCORE_BY_WHENMODIFIED');
  });

  it('counts all assignments of the year when asked since 1900', () => {
    expect(rows(queries.assignmentsChanged, { ...year, since: '1900-01-01 00:00:00' })).toHaveLength(2);
  });
});
