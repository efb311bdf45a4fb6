import type { FilterGroup } from '../../../shared/browse/filter.ts';
import type { BrowseView } from '../../../shared/browse/views.ts';
import { userKind, type EntityType } from '../../../shared/oneroster/entity.ts';
import type { GridQuery } from './browse-api.ts';

interface Relation {
  readonly relation: string;
  readonly label: string;
  readonly view: BrowseView;
  /** The column of the view's grid that names the record. */
  readonly column: string;
  readonly sort: GridQuery['sort'];
  /** A further condition. */
  readonly role?: string;
}

const by = (column: string): GridQuery['sort'] => [{ column, direction: 'asc' }];
const latest = (column: string): GridQuery['sort'] => [{ column, direction: 'desc' }];

const relations: Readonly<Record<EntityType, readonly Relation[]>> = {
  org: [
    { relation: 'terms', label: 'Terms', view: 'terms', column: 'org', sort: latest('startDate') },
    { relation: 'courses', label: 'Courses', view: 'courses', column: 'org', sort: by('title') },
    { relation: 'classes', label: 'Classes', view: 'classes', column: 'school', sort: by('title') },
  ],
  academicSession: [
    { relation: 'classes', label: 'Classes', view: 'classes', column: 'terms', sort: by('title') },
    { relation: 'lineItems', label: 'Line items', view: 'lineItems', column: 'academicSession', sort: by('dueDate') },
  ],
  course: [{ relation: 'classes', label: 'Classes', view: 'classes', column: 'course', sort: by('classCode') }],
  class: [
    {
      relation: 'teachers',
      label: 'Teachers',
      view: 'enrollments',
      column: 'class',
      role: 'teacher',
      sort: by('user'),
    },
    { relation: 'roster', label: 'Roster', view: 'enrollments', column: 'class', role: 'student', sort: by('user') },
    { relation: 'categories', label: 'Categories', view: 'categories', column: 'class', sort: by('title') },
    { relation: 'lineItems', label: 'Line items', view: 'lineItems', column: 'class', sort: by('dueDate') },
  ],
  user: [
    { relation: 'classes', label: 'Classes', view: 'enrollments', column: 'user', sort: by('class') },
    { relation: 'results', label: 'Results', view: 'results', column: 'student', sort: latest('scoreDate') },
    { relation: 'categories', label: 'Categories', view: 'categories', column: 'teacher', sort: by('title') },
  ],
  enrollment: [],
  category: [
    { relation: 'lineItems', label: 'Line items', view: 'lineItems', column: 'category', sort: by('dueDate') },
  ],
  lineItem: [{ relation: 'results', label: 'Results', view: 'results', column: 'lineItem', sort: by('student') }],
  result: [],
};

/** What belongs to a record: a student has results, a teacher has categories. */
export const relationsOf = (entity: EntityType, subkey: number): readonly Relation[] =>
  relations[entity].filter(({ view }) =>
    entity !== 'user'
      ? true
      : view === 'results'
        ? subkey === userKind.student
        : view !== 'categories' || subkey === userKind.staff,
  );

/** The grid of a relation. */
export function relationQuery(
  { view, column, role, sort }: Relation,
  sourcedId: string,
  asOfRun: string | null,
): GridQuery {
  const filter: FilterGroup = {
    join: 'and',
    items: [
      { column, operator: 'in', values: [sourcedId] },
      ...(role === undefined ? [] : [{ column: 'role', operator: 'in' as const, values: [role] }]),
    ],
  };
  // SAFETY: what filterSchema makes differs from FilterGroup only in being writable.
  return { view, filter: filter as GridQuery['filter'], sort, asOfRun };
}
