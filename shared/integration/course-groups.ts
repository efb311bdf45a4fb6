import { courseNameTokens, renderCourseName, type CourseFacts, type CourseNameToken } from './course-name.ts';
import type { CourseStructure } from './roster.ts';

/** What decides to which course a section belongs; ids, not names: two people may have one name. */
export interface SectionKeys {
  readonly school: string;
  /** Null where PowerSchool names none. */
  readonly course: string | null;
  readonly term: string | null;
  /** Null where nobody leads the section. */
  readonly leadTeacher: string | null;
  readonly section: string;
}

/**
 * The id of a section's course (C25), in letters that every format takes: equal ids are one course. It is made of what the sections have in
 * common alone, so that it stays the same whichever of them come and go.
 */
export function courseIdOf(structure: CourseStructure, section: SectionKeys): string {
  const { school, course, term, leadTeacher } = section;
  // A section without a course is nobody's: it stays alone rather than with strangers.
  if (structure.per === 'section' || course === null) return `course-of-${section.section}`;
  if (structure.per === 'course') return course;
  // Likewise one without a teacher, where the teacher counts.
  if (structure.leadTeacher && leadTeacher === null) return `course-of-${section.section}`;
  return [
    'group',
    school,
    course,
    ...(structure.term ? [term ?? 'no-term'] : []),
    ...(structure.leadTeacher ? [leadTeacher] : []),
  ].join('.');
}

/** The sections by course, in the order in which they came. */
export const groupSections = <S extends SectionKeys>(
  structure: CourseStructure,
  sections: readonly S[],
): ReadonlyMap<string, readonly S[]> => Map.groupBy(sections, (section) => courseIdOf(structure, section));

/** What all sections of one course have in common, whichever they are. */
export function knownTokens(structure: CourseStructure): readonly CourseNameToken[] {
  if (structure.per === 'section') return courseNameTokens;
  if (structure.per === 'course') return ['courseName', 'courseNumber'];
  return [
    'courseName',
    'courseNumber',
    'school',
    ...(structure.term ? (['term'] as const) : []),
    ...(structure.leadTeacher ? (['teacherLastName'] as const) : []),
  ];
}

/**
 * What a section's course is called. What its sections may differ in stays out of it, even where there is only one of them: the name must
 * not change when a second one comes. Where nothing is left of the template, the course's own name stands in its place.
 */
export function courseNameOf(structure: CourseStructure, template: string, facts: CourseFacts): string {
  const known = knownTokens(structure);
  const unknown = Object.fromEntries(
    courseNameTokens.filter((token) => !known.includes(token)).map((token) => [token, null]),
  );
  const shared: CourseFacts = { ...facts, ...unknown };
  return renderCourseName(template, shared) || (facts.courseName?.trim() ?? '') || (facts.courseNumber?.trim() ?? '');
}
