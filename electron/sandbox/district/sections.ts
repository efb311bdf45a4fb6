import type { Catalog } from './courses.ts';
import type { GradeScale } from './grade-scale.ts';
import type { Term } from './calendar.ts';
import type { Course, School, Section, Student, Teacher, World } from './world.ts';
import { touched } from './world.ts';

const classSize = 25;
const sectionsPerTeacher = 4;

/** Sections that a student of a school sits in: young ones have fewer subjects. */
export const subjectsAt = (school: School): number => (school.highGrade <= 5 ? 4 : 6);

export const teachersNeeded = (school: School, students: number): number =>
  Math.ceil(((students / classSize) * subjectsAt(school)) / sectionsPerTeacher);

/** What a section is made of besides the school's own facts. */
interface Plan {
  readonly course: Course;
  readonly term: Term;
  readonly kind: Section['kind'];
  readonly students: readonly Student[];
}

/**
 * A school's sections of the current year: per grade and subject groups of about 25. In each school one group is split into two
 * halves of one teacher, one section is empty, one has a single student, and where there are enough students an assembly has
 * exactly as many as fit on a page of 100, or one more.
 */
export function addSections(
  world: World,
  school: School,
  students: readonly Student[],
  teachers: readonly [Teacher, ...Teacher[]],
  setting: Setting,
): readonly Section[] {
  return planSections(school, students, setting).map((plan, index) => {
    const teacher = teachers[turnOf(plan, index, teachers.length)] ?? teachers[0];
    return addSection(world, school.number, teacher, plan, index, setting.scale);
  });
}

export interface Setting {
  readonly catalog: Catalog;
  readonly scale: GradeScale;
  /** Which assembly the school has. */
  readonly pageEdge: number;
  /** A student of another school who sits in the section of one. */
  readonly guest: Student | undefined;
}

/** Both halves belong to one teacher who is at home here; the one who comes from another school has the section of one. */
function turnOf({ kind }: Plan, index: number, teachers: number): number {
  if (kind === 'half') return 1;
  return kind === 'single' ? teachers - 1 : Math.floor(index / sectionsPerTeacher) % teachers;
}

function planSections(
  school: School,
  students: readonly Student[],
  { catalog, pageEdge, guest }: Setting,
): readonly Plan[] {
  const [year, firstPart = year, secondPart = year] = school.terms;
  const terms: readonly [Term, ...Term[]] = [year, firstPart, secondPart];
  const attending = students.filter(({ status }) => status === 'active' || status === 'transferred');
  const plans: Plan[] = [];
  let halved = false;
  for (let grade = school.lowGrade; grade <= school.highGrade; grade++) {
    const ofGrade = attending.filter((student) => student.grade === grade);
    const groups = Math.max(1, Math.ceil(ofGrade.length / classSize));
    catalog
      .ofGrade(grade)
      .slice(0, subjectsAt(school))
      .forEach((course, subject) => {
        const term = terms[subject % terms.length] ?? year;
        for (let group = 0; group < groups && ofGrade.length > 0; group++) {
          const members = ofGrade.filter((_, index) => index % groups === group);
          if (!halved && members.length > 1) {
            const middle = Math.ceil(members.length / 2);
            plans.push({ course, term, kind: 'half', students: members.slice(0, middle) });
            plans.push({ course, term, kind: 'half', students: members.slice(middle) });
            halved = true;
          } else plans.push({ course, term, kind: 'normal', students: members });
        }
      });
  }
  const single = guest ?? attending[0];
  const course = catalog.ofGrade(school.highGrade)[0] ?? catalog.assembly;
  plans.push({ course, term: year, kind: 'empty', students: [] });
  if (single !== undefined) plans.push({ course: catalog.assembly, term: year, kind: 'single', students: [single] });
  if (attending.length >= pageEdge) {
    plans.push({ course: catalog.assembly, term: year, kind: 'assembly', students: attending.slice(-pageEdge) });
  }
  return plans;
}

/** A section with its teachers, without its students. */
export function addSection(
  world: World,
  school: number,
  teacher: Teacher,
  { course, term, kind, students }: Plan,
  index: number,
  scale: GradeScale,
): Section {
  const key = world.next.section();
  const staffId = teacher.staffIds.get(school) ?? teacher.staffIds.get(teacher.homeSchool) ?? 0;
  const number = String((index % 90) + 1).padStart(2, '0');
  world.insert('SECTIONS', {
    DCID: key.dcid,
    ID: key.id,
    COURSE_NUMBER: course.number,
    SECTION_NUMBER: number,
    TERMID: term.id,
    SCHOOLID: school,
    TEACHER: staffId,
    EXPRESSION: `${(index % 8) + 1}(A-E)`,
    EXTERNAL_EXPRESSION: `${(index % 8) + 1}(M-F)`,
    ROOM: String(100 + (index % 40)),
    NO_OF_STUDENTS: students.length,
    GRADESCALEID: scale.id,
    GRADEBOOKTYPE: 2,
    ...touched(world, term.firstDay),
  });
  // Servers often have a row for the lead teacher here as well, but not always.
  if (index % 7 !== 6) addSectionTeacher(world, key.id, staffId, leadRole, term);
  return {
    key,
    school,
    term,
    course,
    number,
    teacher,
    kind,
    members: students.map((student) => ({ student, dropped: false })),
  };
}

const leadRole = 41;
const coTeacherRole = 42;

/** Makes the next teacher of the school a co-teacher of every ninth section. */
export function addCoTeachers(world: World, sections: readonly Section[], teachers: readonly Teacher[]): void {
  sections.forEach((section, index) => {
    const other = teachers.find((teacher) => teacher !== section.teacher && teacher.staffIds.has(section.school));
    const staffId = other?.staffIds.get(section.school);
    if (index % 9 === 4 && staffId !== undefined) {
      addSectionTeacher(world, section.key.id, staffId, coTeacherRole, section.term);
    }
  });
}

function addSectionTeacher(world: World, sectionId: number, staffId: number, role: number, term: Term): void {
  world.insert('SECTIONTEACHER', {
    ID: world.next.sectionTeacher(),
    SECTIONID: sectionId,
    TEACHERID: staffId,
    ROLEID: role,
    ALLOCATION: 100,
    START_DATE: term.firstDay,
    END_DATE: term.lastDay,
    ...touched(world, term.firstDay),
  });
}
