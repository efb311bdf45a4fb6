import type { Database } from 'better-sqlite3';
import { addAssignment, addAssignments, plannedAssignment } from './district/assignments.ts';
import { dayOf, yearIdOn } from './district/calendar.ts';
import { addDistrictCategories, excludeOwnCategory } from './district/categories.ts';
import { addCourses } from './district/courses.ts';
import { addDefects } from './district/defects.ts';
import { addDrops, enrollMembers } from './district/enrollments.ts';
import { addGradeScales } from './district/grade-scale.ts';
import { addPastYear } from './district/past-years.ts';
import { seededRandom } from './district/random.ts';
import { inserter } from './district/rows.ts';
import { addSchools } from './district/schools.ts';
import { addScores, scoreWriter } from './district/scores.ts';
import type { ScoreWriter } from './district/scores.ts';
import { addCoTeachers, addSections, subjectsAt, teachersNeeded } from './district/sections.ts';
import { addOtherStaff, addTeachers } from './district/staff.ts';
import { addStudents } from './district/students.ts';
import { sequences } from './district/world.ts';
import type { School, Section, World } from './district/world.ts';

export interface DistrictOptions {
  /** The same seed, size and day give the same district. */
  readonly seed: number;
  /** Rows in STUDENTS. From 19 on every grade from −2 to 12 is there, and every kind of enrollment. */
  readonly students: number;
  /** A day of the current school year (UTC); whatever was entered was entered before it. */
  readonly today: Date;
  /** Puts in one record of each kind that breaks a rule of the importer's. */
  readonly defects?: boolean;
  /** About how many rows each student has in ASSIGNMENTSCORE; 60 by default. */
  readonly scoresPerStudent?: number;
}

const sampleYearId = 32;
const studentsPerLevel = 1500;
/** Assemblies of exactly one page, and of one row more. */
const pageEdges = [100, 101] as const;

/**
 * Fills empty tables (`createTables`) with a made-up district that has everything of reference §12, *Data realism*. Without
 * `defects` nothing in it breaks a rule.
 */
export function createDistrict(db: Database, options: DistrictOptions): void {
  const { scoresPerStudent = 60, defects = false } = options;
  db.transaction(() => {
    const world: World = {
      insert: inserter(db),
      random: seededRandom(options.seed),
      today: dayOf(options.today),
      next: sequences(),
    };
    const currentYear = yearIdOn(options.today);
    const pastYears = [...new Set([currentYear - 1, sampleYearId])].filter((yearId) => yearId !== currentYear);
    const schools = addSchools(world, Math.ceil(options.students / studentsPerLevel), [currentYear, ...pastYears]);
    const firstDay = schools[0]?.terms[0].firstDay ?? world.today;
    const scores = scoreWriter(db, addGradeScales(world).letters);
    const catalog = addCourses(world, firstDay, schools.at(-1)?.number ?? 0);
    const students = addStudents(world, schools, options.students);
    const at = (school: School) => students.filter((student) => student.school === school.number);
    const needed = (school: School) => teachersNeeded(school, at(school).length);
    const teachers = addTeachers(world, schools, needed, addDistrictCategories(world, firstDay));
    addOtherStaff(world, schools);

    schools.forEach((school, index) => {
      const here = at(school);
      const staff = teachers.get(school.number);
      if (staff === undefined) return;
      const isLast = index === schools.length - 1;
      const pageEdge = pageEdges[isLast ? 1 : 0];
      const guest = isLast ? students.find((student) => student.school !== school.number) : undefined;
      const sections = addSections(world, school, here, staff, { catalog, scale: scores.scale, pageEdge, guest });
      for (const section of sections) enrollMembers(world, section);
      addCoTeachers(world, sections, staff);
      addDrops(world, sections, here);
      fillGradebooks(world, sections, Math.ceil(scoresPerStudent / subjectsAt(school)), scores);
      for (const yearId of pastYears)
        addPastYear(world, yearId, school, { teacher: staff[0], students: here, catalog, scores });
      const [one, two] = sections.filter(({ kind }) => kind === 'half');
      const stranger = here.find((student) => !one?.members.some((member) => member.student === student));
      if (defects && index === 0 && one !== undefined && two !== undefined && stranger !== undefined) {
        addDefects({ db, world, scores, catalog, halves: [one, two], stranger });
      }
    });
  })();
}

/** Assignments and scores of a school's sections; both halves of the split group share one. */
function fillGradebooks(world: World, sections: readonly Section[], perSection: number, scores: ScoreWriter): void {
  sections.forEach((section, index) => {
    const count = section.kind === 'assembly' || section.kind === 'empty' ? 1 : perSection;
    addAssignments(world, section, index, count, scores);
    if (index % 11 === 5) excludeOwnCategory(world, section.teacher, section);
  });
  const [one, other] = sections.filter(({ kind }) => kind === 'half');
  if (one === undefined || other === undefined) return;
  const shared = plannedAssignment(world, one, 1, 0, 1);
  const [inOne = 0, inOther = 0] = addAssignment(world, [one, other], shared);
  addScores(world, scores, one, inOne, shared, true);
  addScores(world, scores, other, inOther, shared, true);
}
