import type { CourseStructure } from './roster.ts';

/** What decides to which course a section belongs; ids, not names: two people may have one name. */
export interface SectionKeys {
  readonly school: string;
  readonly courseNumber: string;
  readonly term: string;
  /** Null where nobody leads the section. */
  readonly leadTeacher: string | null;
  readonly section: string;
}

/** The key of a section's course (C25): equal keys are one course. */
export function courseKeyOf(structure: CourseStructure, section: SectionKeys): string {
  if (structure.per === 'section') return JSON.stringify([section.section]);
  const { school, courseNumber, term, leadTeacher } = section;
  return JSON.stringify([
    school,
    courseNumber,
    ...(structure.term ? [term] : []),
    // A section without a teacher is nobody's: it stays alone rather than with those of strangers.
    ...(structure.leadTeacher ? [leadTeacher ?? `section ${section.section}`] : []),
  ]);
}

/** The sections by course, in the order in which they came. */
export const groupSections = <S extends SectionKeys>(
  structure: CourseStructure,
  sections: readonly S[],
): readonly (readonly S[])[] => [...Map.groupBy(sections, (section) => courseKeyOf(structure, section)).values()];
