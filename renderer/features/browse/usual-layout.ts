import type { GridLayout } from '../../components/grid/grid-table.ts';
import type { ColumnType, GridColumn } from '../../../shared/browse/columns.ts';
import type { BrowseView } from '../../../shared/browse/views.ts';

/** The columns that a list comes with, in order; the first stays in sight. All others are there to be chosen. */
const usual: Readonly<Record<BrowseView, readonly string[]>> = {
  schools: ['name', 'type', 'identifier', 'parent', 'dateLastModified'],
  terms: ['title', 'org', 'type', 'schoolYear', 'startDate', 'endDate', 'parent'],
  courses: ['title', 'courseCode', 'org', 'dateLastModified'],
  classes: ['title', 'classCode', 'course', 'school', 'terms', 'periods', 'location', 'sheet'],
  teachers: ['familyName', 'givenName', 'username', 'email', 'role', 'orgs', 'enabledUser'],
  students: ['familyName', 'givenName', 'identifier', 'grades', 'username', 'email', 'orgs', 'enabledUser'],
  enrollments: ['user', 'class', 'role', 'primary', 'school', 'beginDate', 'endDate'],
  categories: ['title', 'class', 'teacher', 'weight', 'metadata.categoryId'],
  lineItems: ['title', 'class', 'category', 'assignDate', 'dueDate', 'resultValueMax', 'metadata.scoreType'],
  results: ['student', 'lineItem', 'class', 'score', 'textScore', 'scoreStatus', 'late', 'missing', 'scoreDate'],
};

export function usualLayout(view: BrowseView, columns: readonly GridColumn[]): GridLayout {
  const order = usual[view];
  return {
    order,
    hidden: columns.map(({ id }) => id).filter((id) => !order.includes(id)),
    pinned: order.slice(0, 1),
    widths: {},
  };
}

const ofType: Readonly<Record<ColumnType, number>> = {
  text: 170,
  number: 110,
  date: 130,
  moment: 200,
  boolean: 110,
  enum: 140,
  reference: 210,
  references: 200,
  list: 140,
  metadata: 220,
};
const ofColumn: Readonly<Record<string, number>> = {
  title: 240,
  name: 240,
  email: 240,
  description: 300,
  comment: 280,
};

/** How wide a column comes, in pixels at letters of the usual size. */
export const usualWidth = ({ id, type }: GridColumn): number => ofColumn[id] ?? ofType[type];
