import type { Database } from 'better-sqlite3';
import { addDays, dayOf } from '../../../electron/sandbox/district/calendar.ts';
import { fillFromDistrict } from '../../../electron/sandbox/school-passport/fill.ts';
import { openHubRecords, type HubRecords } from '../../../electron/sandbox/school-passport/records.ts';
import type { PowerSchoolServer } from '../../../electron/sandbox/powerschool/server.ts';
import { classNamed, isCategoryOf, lineItemNamed, readHub, studentNamed, type HubRecord } from './hub-lookup.ts';
import type { PartnerAct, PowerSchoolAct } from './story.ts';
import type { StoryRows } from './story-rows.ts';

export interface StoryPlaces {
  readonly db: Database;
  readonly server: PowerSchoolServer;
  readonly records: HubRecords;
  readonly rows: StoryRows;
}

type Row = Readonly<Record<string, string | number | null>>;

/** Somebody at work in PowerSchool. */
export function actInPowerSchool(act: PowerSchoolAct, { db, server, rows }: StoryPlaces): void {
  const entryOf = (assignment: string, klass: string): number =>
    Number(
      db
        .prepare('SELECT ASSIGNMENTSECTIONID FROM ASSIGNMENTSECTION WHERE NAME = ? AND SECTIONSDCID = ?')
        .pluck()
        .get(assignment, rows.section(klass).dcid),
    );
  const all = (sql: string, ...values: number[]): readonly Row[] => db.prepare<number[], Row>(sql).all(...values);
  switch (act.act) {
    case 'give':
      return rows.give(act.assignment, act.classes, act.category, act.scores ?? {});
    case 'score': {
      const entry = entryOf(act.assignment, act.class);
      for (const [name, points] of Object.entries(act.scores)) {
        const [there] = all(
          'SELECT * FROM ASSIGNMENTSCORE WHERE ASSIGNMENTSECTIONID = ? AND STUDENTSDCID = ?',
          entry,
          rows.student(name).dcid,
        );
        if (there === undefined) rows.score(entry, name, points);
        else {
          const set = { SCOREPOINTS: points, ACTUALSCOREENTERED: String(points) };
          server.changeRows([{ table: 'ASSIGNMENTSCORE', id: Number(there['ASSIGNMENTSCOREID']), set }]);
        }
      }
      return;
    }
    case 'delete': {
      const entry = entryOf(act.assignment, act.class);
      for (const [table, key] of [
        ['ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID'],
        ['ASSIGNMENTCATEGORYASSOC', 'ASSIGNMENTCATEGORYASSOCID'],
        ['ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID'],
      ] as const) {
        const found = all(`SELECT ${key} FROM ${table} WHERE ASSIGNMENTSECTIONID = ?`, entry);
        server.changeRows(found.map((row) => ({ table, delete: Number(row[key]) })));
      }
      return;
    }
    case 'move': {
      const [from, to] = [rows.section(act.from), rows.section(act.to)];
      const [cc] = all('SELECT * FROM CC WHERE STUDENTID = ? AND SECTIONID = ?', rows.student(act.student).id, from.id);
      const [section] = all('SELECT * FROM SECTIONS WHERE DCID = ?', to.dcid);
      const today = dayOf(new Date());
      const { dcid, id } = rows.nextEnrollment();
      const { COURSE_NUMBER = null, SECTION_NUMBER = null, SCHOOLID = null } = section ?? {};
      const moved = { ...cc, DCID: dcid, ID: id, SECTIONID: to.id, COURSE_NUMBER, SECTION_NUMBER, SCHOOLID };
      server.changeRows([
        {
          table: 'CC',
          id: Number(cc?.['DCID']),
          // PowerSchool keeps who has left, under negative numbers (reference §9.1).
          set: { SECTIONID: -from.id, TERMID: -Number(cc?.['TERMID']), DATELEFT: today },
        },
        { table: 'CC', insert: { ...moved, DATEENROLLED: today } },
        { table: 'STUDENTS', id: rows.student(act.student).dcid, set: { SCHOOLID } },
      ]);
      return;
    }
    case 'renumberSection': {
      const [old, made] = [rows.section(act.class), rows.nextSection()];
      const [row] = all('SELECT * FROM SECTIONS WHERE DCID = ?', old.dcid);
      const following = (table: string, key: string, column: string, from: number, to: number) =>
        all(`SELECT ${key} FROM ${table} WHERE ${column} = ?`, from).map((each) => ({
          table,
          id: Number(each[key]),
          set: { [column]: to },
        }));
      server.changeRows([
        { table: 'SECTIONS', delete: old.dcid },
        { table: 'SECTIONS', insert: { ...row, DCID: made.dcid, ID: made.id } },
        ...following('CC', 'DCID', 'SECTIONID', old.id, made.id),
        ...following('SECTIONTEACHER', 'ID', 'SECTIONID', old.id, made.id),
        ...following('ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID', 'SECTIONSDCID', old.dcid, made.dcid),
      ]);
      rows.renumber(act.class, made);
      return;
    }
    case 'changeTeacher':
      rows.employ(act.to, act.class);
      return;
    case 'exchangeStudents': {
      const [one = {}, other = {}] = act.students.map(
        (name) =>
          all(
            'SELECT STUDENT_NUMBER, FIRST_NAME, LAST_NAME, LASTFIRST FROM STUDENTS WHERE DCID = ?',
            rows.student(name).dcid,
          )[0],
      );
      server.changeRows([
        { table: 'STUDENTS', id: rows.student(act.students[0]).dcid, set: other },
        { table: 'STUDENTS', id: rows.student(act.students[1]).dcid, set: one },
      ]);
      return;
    }
    case 'lockTerm':
    case 'unlockTerm':
      server.switches.lockedTerms = act.act === 'lockTerm' ? [rows.termId] : [];
      return;
  }
}

/** Somebody at work in the LMS behind the partner, or the partner's own import. */
export function actAtPartner(act: PartnerAct, { db, records, rows }: StoryPlaces): void {
  const put = (entity: 'category' | 'lineItem' | 'result', record: HubRecord): void =>
    records.putShaped(entity, { status: 'active', ...record, dateLastModified: new Date().toISOString() });
  const categoryNamed = (title: string, klass: string): HubRecord => {
    const { sourcedId } = classNamed(records, klass);
    const found = readHub(records, 'category').find(
      (each) => each.title === title && isCategoryOf(each, sourcedId, rows.section(klass).dcid),
    );
    if (found === undefined) throw new Error(`${klass} has no category ${title}.`);
    return found;
  };
  const giveScores = (lineItem: string, scores: Readonly<Record<string, number>>): void => {
    for (const [name, score] of Object.entries(scores)) {
      const student = studentNamed(records, name);
      const there = readHub(records, 'result').find(
        (result) => result.lineItem?.sourcedId === lineItem && result.student?.sourcedId === student,
      );
      put('result', {
        sourcedId: `${lineItem}/${student}`,
        lineItem: { sourcedId: lineItem },
        student: { sourcedId: student },
        scoreStatus: 'fully graded',
        scoreDate: dayOf(new Date()),
        ...there,
        score,
      });
    }
  };
  switch (act.act) {
    case 'addCategory': {
      const klass = classNamed(records, act.class).sourcedId;
      const sourcedId = `lms/${act.category}/${act.class}`;
      put('category', { sourcedId, title: act.category, metadata: { classId: klass } });
      return;
    }
    case 'give': {
      const klass = classNamed(records, act.class);
      const category = categoryNamed(act.category, act.class);
      const first = rows.firstDay;
      const sourcedId = `lms/${act.lineItem}/${act.class}`;
      put('lineItem', {
        sourcedId,
        title: act.lineItem,
        assignDate: `${addDays(first, 40)}T00:00:00.000Z`,
        dueDate: `${addDays(first, 41)}T00:00:00.000Z`,
        class: { sourcedId: klass.sourcedId },
        category: { sourcedId: category.sourcedId },
        gradingPeriod: klass.terms?.[0],
        resultValueMin: 0,
        resultValueMax: 10,
        metadata: { scoreType: 'POINTS' },
      });
      giveScores(sourcedId, act.scores ?? {});
      return;
    }
    case 'score':
      return giveScores(lineItemNamed(records, act.lineItem, act.class).sourcedId, act.scores);
    case 'delete': {
      const item = lineItemNamed(records, act.lineItem, act.class);
      for (const result of readHub(records, 'result')) {
        if (result.lineItem?.sourcedId === item.sourcedId) put('result', { ...result, status: 'tobedeleted' });
      }
      put('lineItem', { ...item, status: 'tobedeleted' });
      return;
    }
    case 'renameCategory':
      for (const name of act.classes) {
        const category = categoryNamed(act.category, name);
        put('category', { ...category, title: act.to });
      }
      return;
    case 'importRoster':
      return importRoster(db, records, rows.yearId);
  }
}

function importRoster(db: Database, records: HubRecords, yearId: number): void {
  const fresh = openHubRecords(records.dialect);
  fillFromDistrict(fresh, db, yearId, new Date());
  for (const entity of ['academicSession', 'class', 'course', 'enrollment', 'org', 'user'] as const) {
    const now = new Map(readHub(fresh, entity).map((record) => [record.sourcedId, record]));
    const before = new Map(readHub(records, entity).map((record) => [record.sourcedId, record]));
    for (const id of before.keys()) if (!now.has(id)) records.remove(entity, id);
    for (const [id, record] of now) {
      const { dateLastModified: _now, ...said } = record;
      const { dateLastModified: _then, ...saidBefore } = before.get(id) ?? { dateLastModified: '' };
      if (JSON.stringify(said) !== JSON.stringify(saidBefore)) records.put(entity, record as never);
    }
  }
  fresh.close();
}
