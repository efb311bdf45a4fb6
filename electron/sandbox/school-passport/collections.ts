/** One path of the OneRoster 1.1 service: whose records it lists, and which of them (reference oneroster.md §5.1, §5.3). */
export interface Collection {
  /** The entity in the singular, as it wraps a single record. */
  readonly entity: Entity;
  readonly plural: string;
  /** Only records in which this attribute has this value. */
  readonly only?: { readonly field: string; readonly value: string };
}

/** Attributes by which records may be filtered, beside those that every record has. */
const fields = {
  org: ['name', 'type', 'identifier', 'parent'],
  academicSession: ['title', 'type', 'startDate', 'endDate', 'schoolYear', 'parent'],
  course: ['title', 'courseCode', 'org'],
  class: ['title', 'classCode', 'classType', 'location', 'course', 'school'],
  user: ['username', 'enabledUser', 'givenName', 'middleName', 'familyName', 'role', 'identifier', 'email'],
  enrollment: ['user', 'class', 'school', 'role', 'primary', 'beginDate', 'endDate'],
  category: ['title'],
  lineItem: ['title', 'description', 'assignDate', 'dueDate', 'class', 'category', 'gradingPeriod'],
  result: ['lineItem', 'student', 'scoreStatus', 'score', 'scoreDate'],
} as const;

export type Entity = keyof typeof fields;

export const entities = Object.keys(fields) as readonly Entity[];

export const gradebookEntities = ['category', 'lineItem', 'result'] as const;
export type GradebookEntity = (typeof gradebookEntities)[number];

export const isGradebookEntity = (entity: Entity): entity is GradebookEntity =>
  (gradebookEntities as readonly Entity[]).includes(entity);

const common: ReadonlySet<string> = new Set(['sourcedId', 'status', 'dateLastModified', 'metadata']);

export const hasField = (entity: Entity, name: string): boolean =>
  common.has(name) || (fields[entity] as readonly string[]).includes(name);

const of = (entity: Entity, plural: string, field?: string, value = ''): Collection =>
  field === undefined ? { entity, plural } : { entity, plural, only: { field, value } };

export const collections: Readonly<Record<string, Collection>> = {
  orgs: of('org', 'orgs'),
  schools: of('org', 'orgs', 'type', 'school'),
  academicSessions: of('academicSession', 'academicSessions'),
  terms: of('academicSession', 'academicSessions', 'type', 'term'),
  gradingPeriods: of('academicSession', 'academicSessions', 'type', 'gradingPeriod'),
  courses: of('course', 'courses'),
  classes: of('class', 'classes'),
  users: of('user', 'users'),
  students: of('user', 'users', 'role', 'student'),
  teachers: of('user', 'users', 'role', 'teacher'),
  enrollments: of('enrollment', 'enrollments'),
  categories: of('category', 'categories'),
  lineItems: of('lineItem', 'lineItems'),
  results: of('result', 'results'),
};
