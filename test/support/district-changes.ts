import type { Database } from 'better-sqlite3';
import type { RowChange } from '../../electron/sandbox/powerschool/row-change.ts';

/** What a history is played with. `pick` and `below` come from the history's own seed. */
export interface Play {
  readonly db: Database;
  pick<T>(list: readonly T[]): T | undefined;
  below(limit: number): number;
}

type Row = Readonly<Record<string, string | number | null>>;
type Change = (play: Play) => readonly RowChange[];

const yearId = 36;
const inYear = `SECTIONS.TERMID BETWEEN ${yearId * 100} AND ${yearId * 100 + 99}`;
const section = `SECTIONS WHERE ${inYear}`;
const given = `ASSIGNMENTSECTION JOIN SECTIONS ON SECTIONS.DCID = ASSIGNMENTSECTION.SECTIONSDCID WHERE ${inYear}`;
const scored = `ASSIGNMENTSCORE JOIN ASSIGNMENTSECTION USING (ASSIGNMENTSECTIONID)
  JOIN SECTIONS ON SECTIONS.DCID = ASSIGNMENTSECTION.SECTIONSDCID WHERE ${inYear}`;

const rowsOf = ({ db }: Play, table: string, from: string): readonly Row[] =>
  db.prepare<[], Row>(`SELECT ${table}.* FROM ${from} ORDER BY 1`).all();
const one = (play: Play, table: string, from = table): Row | undefined => play.pick(rowsOf(play, table, from));
const next = ({ db }: Play, table: string, key: string): number =>
  Number(db.prepare(`SELECT max(${key}) + 1 FROM ${table}`).pluck().get());

const set = (table: string, key: string, row: Row | undefined, cells: Row): readonly RowChange[] =>
  row === undefined ? [] : [{ table, id: Number(row[key]), set: cells }];
const remove = (table: string, key: string, row: Row | undefined): readonly RowChange[] =>
  row === undefined ? [] : [{ table, delete: Number(row[key]) }];
/** Another row like this one, under a number of its own. */
const copy = (play: Play, table: string, key: string, row: Row | undefined, cells: Row): readonly RowChange[] =>
  row === undefined ? [] : [{ table, insert: { ...row, [key]: next(play, table, key), ...cells } }];

const score = (play: Play) => one(play, 'ASSIGNMENTSCORE', scored);
const assignment = (play: Play) => one(play, 'ASSIGNMENTSECTION', given);
const points = (play: Play) => ({ SCOREPOINTS: play.below(30), ACTUALSCOREENTERED: String(play.below(30)) });

function deleteAssignment(play: Play): readonly RowChange[] {
  const row = assignment(play);
  if (row === undefined) return [];
  const of = `WHERE ASSIGNMENTSECTIONID = ${row['ASSIGNMENTSECTIONID']}`;
  return [
    ...rowsOf(play, 'ASSIGNMENTSCORE', `ASSIGNMENTSCORE ${of}`).flatMap((entry) =>
      remove('ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID', entry),
    ),
    ...rowsOf(play, 'ASSIGNMENTCATEGORYASSOC', `ASSIGNMENTCATEGORYASSOC ${of}`).flatMap((entry) =>
      remove('ASSIGNMENTCATEGORYASSOC', 'ASSIGNMENTCATEGORYASSOCID', entry),
    ),
    ...remove('ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID', row),
  ];
}

function addAssignment(play: Play): readonly RowChange[] {
  const like = assignment(play);
  if (like === undefined) return [];
  const of = `WHERE ASSIGNMENTSECTIONID = ${like['ASSIGNMENTSECTIONID']}`;
  const [id, entry] = [
    next(play, 'ASSIGNMENT', 'ASSIGNMENTID'),
    next(play, 'ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID'),
  ];
  const parent = one(play, 'ASSIGNMENT', `ASSIGNMENT WHERE ASSIGNMENTID = ${like['ASSIGNMENTID']}`);
  const association = one(play, 'ASSIGNMENTCATEGORYASSOC', `ASSIGNMENTCATEGORYASSOC ${of}`);
  const first = one(play, 'ASSIGNMENTSCORE', `ASSIGNMENTSCORE ${of}`);
  return [
    ...copy(play, 'ASSIGNMENT', 'ASSIGNMENTID', parent, { ASSIGNMENTID: id }),
    ...copy(play, 'ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID', like, { ASSIGNMENTID: id, NAME: `New ${id}` }),
    ...copy(play, 'ASSIGNMENTCATEGORYASSOC', 'ASSIGNMENTCATEGORYASSOCID', association, {
      ASSIGNMENTSECTIONID: entry,
    }),
    ...copy(play, 'ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID', first, { ASSIGNMENTSECTIONID: entry, ...points(play) }),
  ];
}

/** A category of the teacher of the assignment's section, maybe one that is not in use any more. */
function moveAssignment(play: Play): readonly RowChange[] {
  const association = one(
    play,
    'ASSIGNMENTCATEGORYASSOC',
    `ASSIGNMENTCATEGORYASSOC JOIN ASSIGNMENTSECTION USING (ASSIGNMENTSECTIONID)
     JOIN SECTIONS ON SECTIONS.DCID = ASSIGNMENTSECTION.SECTIONSDCID WHERE ${inYear}`,
  );
  const to = one(
    play,
    'TEACHERCATEGORY',
    `TEACHERCATEGORY WHERE USERSDCID = (SELECT USERSDCID FROM TEACHERCATEGORY
       WHERE TEACHERCATEGORYID = ${association?.['TEACHERCATEGORYID'] ?? 0})`,
  );
  if (to === undefined) return [];
  return set('ASSIGNMENTCATEGORYASSOC', 'ASSIGNMENTCATEGORYASSOCID', association, {
    TEACHERCATEGORYID: to['TEACHERCATEGORYID'] ?? null,
  });
}

const category = (play: Play) => one(play, 'TEACHERCATEGORY');
const teacherAtSchool = (play: Play, school: Row[string] | undefined) =>
  one(play, 'SCHOOLSTAFF', `SCHOOLSTAFF WHERE SCHOOLID = ${Number(school ?? 0)} AND STAFFSTATUS = 1`);

/** Every kind of thing that happens in a district between two syncs, by name. */
export const districtChanges: Readonly<Record<string, Change>> = {
  scoreChanged: (play) => set('ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID', score(play), points(play)),
  scoreCleared: (play) =>
    set('ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID', score(play), {
      SCOREPOINTS: null,
      ACTUALSCOREENTERED: null,
      SCOREPERCENT: null,
    }),
  scoreFlagged: (play) =>
    set('ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID', score(play), {
      [play.pick(['ISLATE', 'ISMISSING', 'ISEXEMPT', 'ISABSENT', 'ISCOLLECTED', 'ISINCOMPLETE']) ?? 'ISLATE']: 1,
    }),
  scoreDeleted: (play) => remove('ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID', score(play)),
  scoreAdded(play) {
    const [like, student] = [score(play), one(play, 'STUDENTS')];
    const taken = rowsOf(
      play,
      'ASSIGNMENTSCORE',
      `ASSIGNMENTSCORE WHERE ASSIGNMENTSECTIONID IN (SELECT ASSIGNMENTSECTIONID FROM ASSIGNMENTSECTION WHERE ASSIGNMENTID =
         (SELECT ASSIGNMENTID FROM ASSIGNMENTSECTION WHERE ASSIGNMENTSECTIONID = ${like?.['ASSIGNMENTSECTIONID'] ?? 0}))`,
    );
    if (taken.some((row) => row['STUDENTSDCID'] === student?.['DCID'])) return [];
    return copy(play, 'ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID', like, {
      STUDENTSDCID: student?.['DCID'] ?? null,
      ...points(play),
    });
  },
  assignmentRenamed: (play) =>
    set('ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID', assignment(play), { NAME: 'Renamed '.repeat(play.below(9)) }),
  assignmentRescored: (play) =>
    set('ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID', assignment(play), {
      SCOREENTRYPOINTS: play.below(20),
      SCORETYPE: play.pick(['POINTS', 'GRADESCALE', 'points']) ?? null,
    }),
  assignmentAdded: addAssignment,
  assignmentDeleted: deleteAssignment,
  assignmentMoved: moveAssignment,
  assignmentWithoutCategory: (play) =>
    remove('ASSIGNMENTCATEGORYASSOC', 'ASSIGNMENTCATEGORYASSOCID', one(play, 'ASSIGNMENTCATEGORYASSOC')),
  categoryRenamed: (play) =>
    set('TEACHERCATEGORY', 'TEACHERCATEGORYID', category(play), {
      NAME: play.pick(['Homework', ' test ', 'Дім']) ?? '',
    }),
  categoryRetired: (play) => set('TEACHERCATEGORY', 'TEACHERCATEGORYID', category(play), { ISACTIVE: play.below(2) }),
  categoryAdded: (play) =>
    copy(play, 'TEACHERCATEGORY', 'TEACHERCATEGORYID', category(play), { NAME: `Added ${play.below(1000)}` }),
  categoryDeleted: (play) => remove('TEACHERCATEGORY', 'TEACHERCATEGORYID', category(play)),
  categoryExcluded(play) {
    const [to, at] = [category(play), one(play, 'SECTIONS', section)];
    const key = 'TEACHERCATSECTEXCLUDEASSOCID';
    const id = next(play, 'TEACHERCATSECTEXCLUDEASSOC', key) || 1;
    const cells = { TEACHERCATEGORYID: to?.['TEACHERCATEGORYID'] ?? null, SECTIONSDCID: at?.['DCID'] ?? null };
    return [{ table: 'TEACHERCATSECTEXCLUDEASSOC', insert: { [key]: id, ...cells, YEARID: yearId } }];
  },
  categoryIncluded: (play) =>
    remove('TEACHERCATSECTEXCLUDEASSOC', 'TEACHERCATSECTEXCLUDEASSOCID', one(play, 'TEACHERCATSECTEXCLUDEASSOC')),
  studentEnrolled(play) {
    const [like, student] = [one(play, 'CC', `CC WHERE CC.TERMID BETWEEN 3600 AND 3699`), one(play, 'STUDENTS')];
    return copy(play, 'CC', 'DCID', like, { ID: next(play, 'CC', 'ID'), STUDENTID: student?.['ID'] ?? null });
  },
  studentDropped(play) {
    const row = one(play, 'CC', 'CC WHERE CC.TERMID BETWEEN 3600 AND 3699');
    const cells = { SECTIONID: -Number(row?.['SECTIONID']), TERMID: -Number(row?.['TERMID']), DATELEFT: '2026-11-20' };
    return set('CC', 'DCID', row, cells);
  },
  studentTransferred: (play) =>
    set('STUDENTS', 'DCID', one(play, 'STUDENTS'), {
      SCHOOLID: one(play, 'SCHOOLS', 'SCHOOLS WHERE SCHOOL_NUMBER < 999999')?.['SCHOOL_NUMBER'] ?? null,
      ENROLL_STATUS: play.pick([0, 0, 2]) ?? 0,
    }),
  sectionAdded: (play) =>
    copy(play, 'SECTIONS', 'DCID', one(play, 'SECTIONS', section), {
      ID: next(play, 'SECTIONS', 'ID'),
      SECTION_NUMBER: '077',
    }),
  sectionRemoved: (play) => remove('SECTIONS', 'DCID', one(play, 'SECTIONS', section)),
  sectionMoved(play) {
    const row = one(play, 'SECTIONS', section);
    const term = one(play, 'TERMS', `TERMS WHERE YEARID = ${yearId} AND SCHOOLID = ${Number(row?.['SCHOOLID'] ?? 0)}`);
    return set('SECTIONS', 'DCID', row, { TERMID: term?.['ID'] ?? null });
  },
  teacherChanged(play) {
    const row = one(play, 'SECTIONS', section);
    return set('SECTIONS', 'DCID', row, {
      TEACHER: play.below(5) === 0 ? null : (teacherAtSchool(play, row?.['SCHOOLID'])?.['ID'] ?? null),
    });
  },
  coTeacherAdded(play) {
    const row = one(play, 'SECTIONS', section);
    const cells = {
      SECTIONID: row?.['ID'] ?? null,
      TEACHERID: teacherAtSchool(play, row?.['SCHOOLID'])?.['ID'] ?? null,
    };
    return copy(play, 'SECTIONTEACHER', 'ID', one(play, 'SECTIONTEACHER'), cells);
  },
  staffAdded(play) {
    const user = next(play, 'USERS', 'DCID');
    const cells = { ID: next(play, 'SCHOOLSTAFF', 'ID'), USERS_DCID: user };
    return [
      ...copy(play, 'USERS', 'DCID', one(play, 'USERS'), { TEACHERNUMBER: `00${user}`, LAST_NAME: 'Nowy' }),
      ...copy(play, 'SCHOOLSTAFF', 'DCID', one(play, 'SCHOOLSTAFF'), cells),
    ];
  },
  termRenamed: (play) =>
    set('TERMS', 'DCID', one(play, 'TERMS', `TERMS WHERE YEARID = ${yearId}`), {
      NAME: `Term ${play.below(100)}`,
      LASTDAY: `2027-0${1 + play.below(6)}-15`,
    }),
};
