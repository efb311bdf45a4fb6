import type { Database } from 'better-sqlite3';
import { addAssignment, plannedAssignment } from './assignments.ts';
import type { Assignment } from './assignments.ts';
import { addDays } from './calendar.ts';
import type { Catalog } from './courses.ts';
import { enroll } from './enrollments.ts';
import type { ScoreWriter } from './scores.ts';
import { addSection } from './sections.ts';
import { entered } from './world.ts';
import type { Section, Student, World } from './world.ts';

export interface DefectScene {
  readonly db: Database;
  readonly world: World;
  readonly scores: ScoreWriter;
  readonly catalog: Catalog;
  /** Two sections of one teacher with no student in common. */
  readonly halves: readonly [Section, Section];
  readonly stranger: Student;
}

/** One record of each kind that breaks a rule of the importer's, each in an assignment of its own. */
export function addDefects(scene: DefectScene): void {
  const { db, world } = scene;
  const [section, other] = scene.halves;
  const [first, second] = section.members.filter(({ dropped }) => !dropped).map(({ student }) => student);
  if (first === undefined) return;
  const add = (
    change: Partial<Assignment>,
    sections: readonly [Section, ...Section[]] = [section],
  ): readonly number[] =>
    addAssignment(world, sections, {
      ...plannedAssignment(world, section, 1, 0, 1),
      description: null,
      points: 10,
      ...change,
    });
  const score = (student: Student, [key = 0]: readonly number[], points: number): void =>
    addScore(scene, key, student, points);

  add({ name: 'A name that is one character too long for its field' });
  const lowerCase = add({ name: 'Lower case score type' });
  db.prepare("UPDATE ASSIGNMENTSECTION SET SCORETYPE = 'points' WHERE ASSIGNMENTSECTIONID = ?").run(lowerCase);
  score(first, add({ name: 'Above the maximum' }), 12);
  score(second ?? first, add({ name: 'Below zero' }), -1);
  score(scene.stranger, add({ name: 'Student of another class' }), 7);
  const uncategorized = add({ name: 'Without category' });
  db.prepare('DELETE FROM ASSIGNMENTCATEGORYASSOC WHERE ASSIGNMENTSECTIONID = ?').run(uncategorized);
  add({ name: 'Due after the term', dueDate: addDays(section.term.lastDay, 3) });

  const [here = 0, there = 0] = add({ name: 'Two scores for one student' }, [section, other]);
  enroll(world, other, first, false);
  score(first, [here], 5);
  score(first, [there], 7);

  addBadCategories(world, section);
  addSectionWithoutTeacher(scene, section);
  db.prepare('UPDATE STUDENTS SET STUDENT_WEB_ID = NULL WHERE DCID = ?').run(first.dcid);
}

function addScore(
  { scores, world, halves: [{ term, teacher }] }: DefectScene,
  key: number,
  student: Student,
  points: number,
) {
  const moment = `${addDays(world.today, -2)} 15:40:00`;
  const [id, audit] = [world.next.score(), [moment, moment, moment, teacher.usersDcid]];
  const mark = [String(points), 'REAL_SCORE', null, points, points * 10, null, null];
  scores.write([id, key, student.dcid, term.yearId, ...mark, 0, 0, 0, 0, 0, 0, 0, 0, ...audit]);
}

function addBadCategories(world: World, { teacher, term }: Section): void {
  for (const name of ['A category with a name too long', '  homework ']) {
    world.insert('TEACHERCATEGORY', {
      TEACHERCATEGORYID: world.next.category(),
      USERSDCID: teacher.usersDcid,
      NAME: name,
      CATEGORYTYPE: 'user',
      DISPLAYPOSITION: 90,
      ISACTIVE: 1,
      ISINFINALGRADES: 1,
      ISUSERMODIFIABLE: 1,
      DEFAULTWEIGHT: 1,
      ...entered(world, term.firstDay, teacher.usersDcid),
    });
  }
}

function addSectionWithoutTeacher(
  { db, world, scores, catalog }: DefectScene,
  { school, term, teacher }: Section,
): void {
  const plan = { course: catalog.assembly, term, kind: 'empty', students: [] } as const;
  const section = addSection(world, school, teacher, plan, 88, scores.scale);
  db.prepare('UPDATE SECTIONS SET TEACHER = NULL WHERE DCID = ?').run(section.key.dcid);
  db.prepare('DELETE FROM SECTIONTEACHER WHERE SECTIONID = ?').run(section.key.id);
}
