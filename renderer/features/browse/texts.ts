import type { ColumnType } from '../../../shared/browse/columns.ts';
import type { BrowseView } from '../../../shared/browse/views.ts';
import type { BrowseScreen } from './browse-screens.ts';
import type { Operator } from './filter.ts';

/** Everything that the screens of data browsing say. */
export const screenNames: Readonly<Record<BrowseScreen, string>> = { rostering: 'Rostering', gradebook: 'Gradebook' };

export const viewNames: Readonly<Record<BrowseView, string>> = {
  schools: 'Schools',
  terms: 'Terms',
  courses: 'Courses',
  classes: 'Classes',
  teachers: 'Teachers',
  students: 'Students',
  enrollments: 'Enrollments',
  categories: 'Categories',
  lineItems: 'Line items',
  results: 'Results',
};

const one: Readonly<Record<BrowseView, string>> = {
  schools: 'school',
  terms: 'term',
  courses: 'course',
  classes: 'class',
  teachers: 'teacher',
  students: 'student',
  enrollments: 'enrollment',
  categories: 'category',
  lineItems: 'line item',
  results: 'result',
};

const operatorNames: Readonly<Record<Operator, string>> = {
  contains: 'contains',
  notContains: 'does not contain',
  equals: 'is',
  notEquals: 'is not',
  startsWith: 'begins with',
  less: 'is less than',
  atMost: 'is at most',
  greater: 'is more than',
  atLeast: 'is at least',
  between: 'is between',
  in: 'is any of',
  notIn: 'is none of',
  empty: 'is empty',
  notEmpty: 'is not empty',
};
const ofDates: Partial<typeof operatorNames> = {
  less: 'is before',
  atMost: 'is on or before',
  greater: 'is after',
  atLeast: 'is on or after',
};

/** An operator as it reads between a column and a value. */
export const operatorName = (operator: Operator, type: ColumnType): string =>
  (type === 'date' || type === 'moment' ? ofDates[operator] : undefined) ?? operatorNames[operator];

const numbers = new Intl.NumberFormat('en-US');

export const oneOf = (view: BrowseView): string => `${one[view].charAt(0).toUpperCase()}${one[view].slice(1)}`;

const choices: Readonly<Record<string, string>> = {
  active: 'In PowerSchool',
  tobedeleted: 'Removed',
  inactive: 'Inactive',
  student: 'Student',
  teacher: 'Teacher',
  administrator: 'Administrator',
  aide: 'Aide',
  proctor: 'Proctor',
  relative: 'Relative',
  district: 'District',
  school: 'School',
  schoolYear: 'School year',
  semester: 'Semester',
  gradingPeriod: 'Grading period',
  term: 'Term',
  homeroom: 'Homeroom',
  scheduled: 'Scheduled',
  'fully graded': 'Fully graded',
  'partially graded': 'Partially graded',
  'not submitted': 'Not submitted',
  submitted: 'Submitted',
  exempt: 'Exempt',
};
/** A value of a fixed list as it reads. */
export const choiceName = (value: string): string => choices[value] ?? value;

export const texts = {
  yes: 'Yes',
  no: 'No',
  recordPanel: 'Record',
  relatedOf: (label: string, total: number) => `${label} (${numbers.format(total)})`,
  showAll: 'Show more',
  closeRecord: 'Close the record',
  resizePanel: 'Width of the record',
  removed: 'Removed',
  panelTabs: { overview: 'Overview', history: 'History', identifiers: 'Identifiers', related: 'Related' },
  noHistory: 'Nothing has changed since this record came.',
  changes: { created: 'Came', updated: 'Changed', removed: 'Removed' },
  bySync: (moment: string) => `Sync of ${moment}`,
  became: 'became',
  powerSchoolId: 'PowerSchool ID',
  sourcedId: 'Record ID (sourcedId)',
  formatOf: (format: string) => `Made of ${format}`,
  partsOfId: 'Where each part of the PowerSchool ID comes from',
  part: 'Part',
  table: 'Table',
  tableColumn: 'Column',
  copy: 'Copy',
  copyOf: (name: string) => `Copy the ${name}`,
  copiedOf: (name: string) => `${name} copied`,
  nothingRelated: 'No other record belongs to this one.',
  firstOf: (shown: number, total: number) => `The first ${numbers.format(shown)} of ${numbers.format(total)}`,
  asOfTitle: (moment: string) => `As it was after the sync of ${moment}`,
  asOfText: 'This is an earlier state of the local copy. It can be looked at, not changed.',
  backToNow: 'Back to now',
  groupByCategory: 'Group by category',
  group: { category: 'Category', number: 'Category number', teacher: 'Teacher', copies: 'Copies', classes: 'Classes' },
  groupCount: (total: number) => `${numbers.format(total)} ${total === 1 ? 'category' : 'different categories'}`,
  savedViews: 'Views',
  noViews: 'No saved views yet.',
  saveView: 'Save this view',
  saveViewHint: 'Columns, order and filters, under a name',
  viewName: 'Name of the view',
  save: 'Save',
  deleteView: (name: string) => `Delete the view ${name}`,
  emptyTitle: 'Nothing here yet',
  emptyText: (view: BrowseView) =>
    `The first sync brings the ${viewNames[view].toLowerCase()} from PowerSchool. After that they can be looked at without a network.`,
  noneMatch: (view: BrowseView) => `No ${viewNames[view].toLowerCase()} match these filters.`,
  noneCame: (view: BrowseView) => `PowerSchool has no ${viewNames[view].toLowerCase()} for this integration.`,
  clearFiltersNow: 'Clear the filters',
  gradeSyncOffTitle: 'Grade Sync is off for this integration',
  gradeSyncOffText:
    'Gradebooks come only to integrations that were created with Grade Sync, and that cannot be changed later. Activate PowerSchool once more and choose Grade Sync there to see categories, line items and results here.',
  columns: 'Columns',
  columnsShown: (shown: number, all: number) => `${shown} of ${all} columns shown`,
  usualColumns: 'As they come',
  moveUp: (column: string) => `Move ${column} up`,
  moveDown: (column: string) => `Move ${column} down`,
  pin: (column: string) => `Keep ${column} in sight`,
  resizeHint: 'On the head of a column, wider or narrower:',
  count: (view: BrowseView, total: number) =>
    `${numbers.format(total)} ${total === 1 ? one[view] : viewNames[view].toLowerCase()}`,
  counting: 'Counting …',
  selected: (count: number) => `${numbers.format(count)} selected`,
  copyRows: (count: number) => (count === 1 ? 'Copy row' : `Copy ${numbers.format(count)} rows`),
  tooManyToCopy: (limit: number) => `At most ${numbers.format(limit)} rows can be copied at a time.`,
  copied: 'Copied',
  rowsShown: (first: number, last: number) => `Rows ${numbers.format(first)}–${numbers.format(last)}`,
  goToRow: 'Go to row',
  addFilter: 'Add filter',
  editFilter: (text: string) => `Change the filter: ${text}`,
  removeFilter: (text: string) => `Remove the filter: ${text}`,
  clearFilters: 'Clear all',
  addGroup: 'Add group',
  addToGroup: 'Add to this group',
  addGroupToGroup: 'Add a group to this group',
  removeGroup: 'Remove this group',
  groupOf: (join: 'and' | 'or') => (join === 'and' ? 'Group: all of these' : 'Group: any of these'),
  joinInGroup: 'In this group',
  all: 'all of',
  any: 'any of',
  joinLabel: 'Rows that match',
  joinAnd: 'all filters',
  joinOr: 'any filter',
  filters: 'Filters',
  column: 'Column',
  operator: 'Condition',
  value: 'Value',
  from: 'From',
  to: 'To',
  metadataKey: 'Key',
  metadataKeyHint: 'Such as categoryId',
  apply: 'Apply',
  remove: 'Remove',
  firstRow: 'Go to the first row',
  lastRow: 'Go to the last row',
} as const;
