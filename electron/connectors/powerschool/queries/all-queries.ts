import {
  assignmentCategoriesChanged,
  assignmentsChanged,
  categoriesChanged,
  categoryExcludes,
  scores,
  scoresChanged,
  scoresOfChangedAssignments,
  scoresOfLineItems,
  sectionLetters,
} from './gradebook-queries.ts';
import type { NamedQuery } from './named-query.ts';
import {
  courses,
  enrollments,
  schools,
  sectionTeachers,
  sections,
  staff,
  students,
  terms,
  years,
} from './roster-queries.ts';

/** Every named query that our plugin can bring, by the name the connector calls it. */
export const queries = {
  schools,
  years,
  terms,
  courses,
  sections,
  sectionTeachers,
  staff,
  students,
  enrollments,
  scores,
  scoresChanged,
  scoresOfChangedAssignments,
  assignmentsChanged,
  assignmentCategoriesChanged,
  categoriesChanged,
  categoryExcludes,
  scoresOfLineItems,
  sectionLetters,
} as const satisfies Record<string, NamedQuery>;
