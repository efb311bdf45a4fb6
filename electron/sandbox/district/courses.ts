import type { Course, World } from './world.ts';
import { touched } from './world.ts';

interface Subject {
  readonly name: string;
  readonly creditType: string;
}

const subjects: readonly Subject[] = [
  { name: 'Mathematics', creditType: 'MATH' },
  { name: 'English', creditType: 'ENG' },
  { name: 'Science', creditType: 'SCI' },
  { name: 'Français', creditType: 'LANG' },
  { name: 'History', creditType: 'SOC' },
  { name: 'Música y arte', creditType: 'ART' },
];
/** −2 to 12. */
const grades = Array.from({ length: 15 }, (_, index) => index - 2);
/** Exactly one page of a v1 list; a school with one course of its own has one more than fits. */
const districtCourses = 100;

export interface Catalog {
  /** The courses of a grade, one per subject. */
  ofGrade(grade: number): readonly Course[];
  readonly assembly: Course;
}

/** The district's courses (school 0), and one that belongs to the school given. */
export function addCourses(world: World, day: string, ownSchool: number): Catalog {
  const add = (number: string, name: string, creditType: string, school: number): Course => {
    const { id, dcid } = world.next.course();
    world.insert('COURSES', {
      DCID: dcid,
      ID: id,
      COURSE_NUMBER: number,
      COURSE_NAME: name,
      CREDITTYPE: creditType,
      SCHOOLID: school,
      ...touched(world, day),
    });
    return { number };
  };
  const assembly = add('0ASM', 'Assembly', 'OTHER', 0);
  const byGrade = new Map(
    grades.map((grade) => [
      grade,
      subjects.map(({ name, creditType }, index) =>
        add(
          `${creditType}${String(100 * (grade + 3) + index).padStart(5, '0')}`,
          `${name} ${gradeName(grade)}`,
          creditType,
          0,
        ),
      ),
    ]),
  );
  for (let extra = 1 + grades.length * subjects.length; extra < districtCourses; extra++) {
    add(`EL${String(extra).padStart(4, '0')}`, `Elective ${extra}`, 'OTHER', 0);
  }
  add('LOCAL01', 'Школьный театр', 'ART', ownSchool);
  return { assembly, ofGrade: (grade) => byGrade.get(grade) ?? [] };
}

const gradeName = (grade: number): string => (grade > 0 ? String(grade) : grade === 0 ? 'K' : `PK${grade + 3}`);
