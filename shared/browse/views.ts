import { userKind, type EntityType } from '../oneroster/entity.ts';

/** The grids of Data browsing. Teachers (all staff) and students are one entity of OneRoster. */
export const browseViews = [
  'schools',
  'terms',
  'courses',
  'classes',
  'teachers',
  'students',
  'enrollments',
  'categories',
  'lineItems',
  'results',
] as const;
export type BrowseView = (typeof browseViews)[number];

export const viewEntity: Readonly<Record<BrowseView, EntityType>> = {
  schools: 'org',
  terms: 'academicSession',
  courses: 'course',
  classes: 'class',
  teachers: 'user',
  students: 'user',
  enrollments: 'enrollment',
  categories: 'category',
  lineItems: 'lineItem',
  results: 'result',
};

/** The only second key that rows of the view have, where a view shows a part of its entity. */
export const viewSubkey: Readonly<Partial<Record<BrowseView, number>>> = {
  teachers: userKind.staff,
  students: userKind.student,
};

/** The grid that a record of an entity stands in; `subkey` tells staff from students. */
export function viewOf(entity: EntityType, subkey: number): BrowseView {
  if (entity === 'user') return subkey === userKind.student ? 'students' : 'teachers';
  return browseViews.find((view) => viewEntity[view] === entity) ?? 'schools';
}
