import { addAssignments } from './assignments.ts';
import { termsOf } from './calendar.ts';
import type { Catalog } from './courses.ts';
import { enrollMembers } from './enrollments.ts';
import type { ScoreWriter } from './scores.ts';
import { addSection } from './sections.ts';
import type { School, Student, Teacher, World } from './world.ts';

const sectionsPerYear = 2;
const studentsPerSection = 8;
const assignmentsPerSection = 3;

/** A few sections of an earlier year in a school, with scores: what an import of the current year must leave alone. */
export function addPastYear(
  world: World,
  yearId: number,
  school: School,
  {
    teacher,
    students,
    catalog,
    scores,
  }: {
    readonly teacher: Teacher;
    readonly students: readonly Student[];
    readonly catalog: Catalog;
    readonly scores: ScoreWriter;
  },
): void {
  const [term] = termsOf(yearId, 'quarters');
  for (let index = 0; index < sectionsPerYear; index++) {
    const course = catalog.ofGrade(school.lowGrade)[index] ?? catalog.assembly;
    const members = students
      .filter(({ status }) => status !== 'preregistered' && status !== 'transferred')
      .slice(index * studentsPerSection, (index + 1) * studentsPerSection);
    const plan = { course, term, kind: 'normal', students: members } as const;
    const section = addSection(world, school.number, teacher, plan, index, scores.scale);
    enrollMembers(world, section);
    addAssignments(world, section, index + 1, assignmentsPerSection, scores);
  }
}
