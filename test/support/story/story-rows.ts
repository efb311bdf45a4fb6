import type { Insert } from '../../../electron/sandbox/district/rows.ts';
import type { PowerSchoolServer } from '../../../electron/sandbox/powerschool/server.ts';
import { addSchools } from '../../../electron/sandbox/district/schools.ts';
import { addGradeScales } from '../../../electron/sandbox/district/grade-scale.ts';
import { seededRandom } from '../../../electron/sandbox/district/random.ts';
import { addDays, dayOf, yearIdOn } from '../../../electron/sandbox/district/calendar.ts';
import { sequences, touched, type School, type World } from '../../../electron/sandbox/district/world.ts';
import type { Story, StoryClass } from './story.ts';

export interface StoryRows {
  readonly yearId: number;
  readonly termId: number;
  readonly firstDay: string;
  /** Puts rows in: an assignment of one or more classes with scores of their students. */
  give(
    assignment: string,
    classes: readonly string[],
    category: string,
    scores: Readonly<Record<string, number>>,
  ): void;
  score(entry: number, student: string, points: number): void;
  /** Keys, by the names that the story has. */
  readonly section: (name: string) => { readonly dcid: number; readonly id: number };
  readonly student: (name: string) => { readonly dcid: number; readonly id: number };
  /** Another lead teacher for a class: somebody who teaches already, or somebody new. */
  employ(teacher: string, klass: string): void;
  /** A class has other numbers from now on. */
  renumber(klass: string, key: { readonly dcid: number; readonly id: number }): void;
  readonly nextSection: () => { readonly dcid: number; readonly id: number };
  readonly nextEnrollment: () => { readonly dcid: number; readonly id: number };
}

/** Puts in the rows of PowerSchool that a story begins with. */
export function layOutStory(story: Story, server: PowerSchoolServer, today: Date): StoryRows {
  const insert: Insert = (table, row) => void server.changeRows([{ table, insert: row }]);
  const yearId = yearIdOn(today);
  const world: World = { insert, random: seededRandom(1), today: dayOf(today), next: sequences() };
  const schools = schoolsOf(story, world, yearId);
  const gradeScale = addGradeScales(world).letters.id;
  const [{ terms }] = [...schools.values()] as [School, ...School[]];
  const [term] = terms;
  const teachers = new Map<string, { users: number; staff: number; categories: Map<string, number> }>();
  const students = new Map<string, { id: number; dcid: number }>();
  const sections = new Map<string, { id: number; dcid: number; teacher: string }>();
  const at = touched(world, term.firstDay);

  function addTeacher(name: string, school: number): void {
    const [users, staff] = [world.next.user(), world.next.staff()];
    const [first = '', last = ''] = name.split(' ');
    insert('USERS', {
      DCID: users,
      HOMESCHOOLID: school,
      TEACHERNUMBER: `T${users}`,
      FIRST_NAME: first,
      LAST_NAME: last,
      LASTFIRST: `${last}, ${first}`,
      ...at,
    });
    insert('SCHOOLSTAFF', {
      DCID: staff.dcid,
      ID: staff.id,
      USERS_DCID: users,
      SCHOOLID: school,
      STATUS: 1,
      STAFFSTATUS: 1,
      ...at,
    });
    const categories = new Map((story.teachers[name] ?? []).map((title) => [title, world.next.category()]));
    for (const [title, key] of categories) {
      insert('TEACHERCATEGORY', {
        TEACHERCATEGORYID: key,
        USERSDCID: users,
        NAME: title,
        CATEGORYTYPE: 'user',
        ISACTIVE: 1,
        ISINFINALGRADES: 1,
        ISUSERMODIFIABLE: 1,
        DEFAULTWEIGHT: 1,
        ...at,
      });
    }
    teachers.set(name, { users, staff: staff.id, categories });
  }

  function addStudent(key: string, school: number): void {
    const { id, dcid } = world.next.student();
    const { first, last, number } = personOf(key, 1001 + students.size);
    insert('STUDENTS', {
      DCID: dcid,
      ID: id,
      STUDENT_NUMBER: number,
      FIRST_NAME: first,
      LAST_NAME: last,
      LASTFIRST: `${last}, ${first}`,
      GRADE_LEVEL: 7,
      ENROLL_STATUS: 0,
      SCHOOLID: school,
      ENTRYDATE: term.firstDay,
      EXITDATE: addDays(term.lastDay, 1),
      ...at,
    });
    students.set(key, { id, dcid });
  }

  function addClass(name: string, { school, teacher, coTeachers = [], students: members }: StoryClass): void {
    const number = schools.get(school)?.number ?? 0;
    for (const each of [teacher, ...coTeachers]) if (!teachers.has(each)) addTeacher(each, number);
    for (const each of members) if (!students.has(each)) addStudent(each, number);
    const [key, course] = [world.next.section(), world.next.course()];
    const code = `C${course.id}`;
    insert('COURSES', { DCID: course.dcid, ID: course.id, COURSE_NUMBER: code, COURSE_NAME: name, SCHOOLID: 0, ...at });
    insert('SECTIONS', {
      DCID: key.dcid,
      ID: key.id,
      COURSE_NUMBER: code,
      SECTION_NUMBER: '1',
      TERMID: term.id,
      SCHOOLID: number,
      TEACHER: teachers.get(teacher)?.staff ?? null,
      GRADESCALEID: gradeScale,
      GRADEBOOKTYPE: 2,
      ...at,
    });
    for (const each of coTeachers) {
      insert('SECTIONTEACHER', {
        ID: world.next.sectionTeacher(),
        SECTIONID: key.id,
        TEACHERID: teachers.get(each)?.staff ?? null,
        ROLEID: 42,
        ALLOCATION: 100,
        START_DATE: term.firstDay,
        END_DATE: term.lastDay,
        ...at,
      });
    }
    for (const each of members) {
      const enrollment = world.next.enrollment();
      insert('CC', {
        DCID: enrollment.dcid,
        ID: enrollment.id,
        STUDENTID: students.get(each)?.id ?? null,
        SECTIONID: key.id,
        TERMID: term.id,
        SCHOOLID: number,
        COURSE_NUMBER: code,
        SECTION_NUMBER: '1',
        DATEENROLLED: term.firstDay,
        DATELEFT: addDays(term.lastDay, 1),
        ...at,
      });
    }
    sections.set(name, { ...key, teacher });
  }

  const rows: StoryRows = {
    yearId,
    termId: term.id,
    firstDay: term.firstDay,
    give(assignment, classes, category, scores) {
      const id = world.next.assignment();
      insert('ASSIGNMENT', { ASSIGNMENTID: id, HASSTANDARDS: 0, STANDARDCALCDIRECTION: 'NONE' });
      for (const name of classes) {
        const section = known(sections, name);
        const entry = world.next.assignmentSection();
        insert('ASSIGNMENTSECTION', {
          ASSIGNMENTSECTIONID: entry,
          ASSIGNMENTID: id,
          SECTIONSDCID: section.dcid,
          NAME: assignment,
          DUEDATE: addDays(term.firstDay, 30),
          SCORETYPE: 'POINTS',
          SCOREENTRYPOINTS: 10,
          TOTALPOINTVALUE: 10,
          EXTRACREDITPOINTS: 0,
          WEIGHT: 1,
          ISCOUNTEDINFINALGRADE: 1,
          ISSCORESPUBLISH: 1,
          ISSCORINGNEEDED: 1,
          ISLOCKED: 0,
          PUBLISHOPTION: 'Immediately',
          YEARID: yearId,
        });
        insert('ASSIGNMENTCATEGORYASSOC', {
          ASSIGNMENTCATEGORYASSOCID: world.next.categoryLink(),
          ASSIGNMENTSECTIONID: entry,
          TEACHERCATEGORYID: known(known(teachers, section.teacher).categories, category),
          ISPRIMARY: 1,
          YEARID: yearId,
        });
        for (const [student, points] of Object.entries(scores)) rows.score(entry, student, points);
      }
    },
    score(entry, student, points) {
      insert('ASSIGNMENTSCORE', {
        ASSIGNMENTSCOREID: world.next.score(),
        ASSIGNMENTSECTIONID: entry,
        STUDENTSDCID: known(students, student).dcid,
        YEARID: yearId,
        ACTUALSCOREENTERED: String(points),
        ACTUALSCOREKIND: 'REAL_SCORE',
        SCOREPOINTS: points,
        SCOREENTRYDATE: `${addDays(term.firstDay, 31)} 10:00:00`,
      });
    },
    section: (name) => known(sections, name),
    student: (name) => known(students, name),
    employ(teacher, klass) {
      const section = known(sections, klass);
      const { school } = story.classes[klass] ?? { school: '' };
      if (!teachers.has(teacher)) addTeacher(teacher, schools.get(school)?.number ?? 0);
      server.changeRows([{ table: 'SECTIONS', id: section.dcid, set: { TEACHER: known(teachers, teacher).staff } }]);
      sections.set(klass, { ...section, teacher });
    },
    renumber: (klass, key) => void sections.set(klass, { ...known(sections, klass), ...key }),
    nextSection: world.next.section,
    nextEnrollment: world.next.enrollment,
  };
  for (const [name, klass] of Object.entries(story.classes)) addClass(name, klass);
  for (const [name, { gradebook = {} }] of Object.entries(story.classes)) {
    for (const [item, scores] of Object.entries(gradebook)) {
      const [, assignment = '', category = ''] = /^(.*) \((.*)\)$/.exec(item) ?? [];
      rows.give(assignment, [name], category, scores as Readonly<Record<string, number>>);
    }
  }
  return rows;
}

/** `Ada Ash (1002)`: name and student number. */
function personOf(
  key: string,
  number: number,
): { readonly first: string; readonly last: string; readonly number: string } {
  const [, first = '', last = '', own = String(number)] = /^(\S+) (\S+?)(?: \((\d+)\))?$/.exec(key) ?? [];
  return { first, last, number: own };
}

function schoolsOf(story: Story, world: World, yearId: number): ReadonlyMap<string, School> {
  const made = addSchools(world, 1, [yearId]);
  const names = [...new Set(Object.values(story.classes).map(({ school }) => school))];
  return new Map(
    names.map((name, at) => {
      const school = made[at];
      if (school === undefined) throw new Error('A story has three schools at most.');
      return [name, school];
    }),
  );
}

function known<T>(map: ReadonlyMap<string, T>, name: string): T {
  const found = map.get(name);
  if (found === undefined) throw new Error(`The story has no ${name}.`);
  return found;
}
