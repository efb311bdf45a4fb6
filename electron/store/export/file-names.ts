import type { EntityType } from '../../../shared/oneroster/entity.ts';

/** The files of the entities, by OneRoster's names and without their ending (OneRoster CSV binding). */
export const fileNames = {
  org: 'orgs',
  academicSession: 'academicSessions',
  course: 'courses',
  class: 'classes',
  user: 'users',
  enrollment: 'enrollments',
  category: 'categories',
  lineItem: 'lineItems',
  result: 'results',
} as const satisfies Readonly<Record<EntityType, string>>;
