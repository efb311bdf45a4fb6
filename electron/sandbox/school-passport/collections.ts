/** One path of a service: whose records it lists, and which of them (reference oneroster.md §5.1, §5.3). */
export interface Collection {
  /** The entity in the singular, as it wraps a single record. */
  readonly entity: Entity;
  readonly plural: string;
  /** Only records in which this attribute has this value. */
  readonly only?: { readonly field: string; readonly value: string };
}

export const entities = [
  'org',
  'academicSession',
  'course',
  'class',
  'user',
  'enrollment',
  'category',
  'lineItem',
  'result',
] as const;
export type Entity = (typeof entities)[number];

export const gradebookEntities = ['category', 'lineItem', 'result'] as const;
export type GradebookEntity = (typeof gradebookEntities)[number];

export const isGradebookEntity = (entity: Entity): entity is GradebookEntity =>
  (gradebookEntities as readonly Entity[]).includes(entity);

const common: ReadonlySet<string> = new Set(['sourcedId', 'status', 'dateLastModified', 'metadata']);

/** Whether every record has an attribute of this name, or those of an entity with these `fields`. */
export const hasField = (fields: readonly string[], name: string): boolean => common.has(name) || fields.includes(name);

const of = (entity: Entity, plural: string, field?: string, value = ''): Collection =>
  field === undefined ? { entity, plural } : { entity, plural, only: { field, value } };

/** `role`: where a person's record says the role. */
export const rosterCollections = (role: string): Readonly<Record<string, Collection>> => ({
  orgs: of('org', 'orgs'),
  schools: of('org', 'orgs', 'type', 'school'),
  academicSessions: of('academicSession', 'academicSessions'),
  terms: of('academicSession', 'academicSessions', 'type', 'term'),
  gradingPeriods: of('academicSession', 'academicSessions', 'type', 'gradingPeriod'),
  courses: of('course', 'courses'),
  classes: of('class', 'classes'),
  users: of('user', 'users'),
  students: of('user', 'users', role, 'student'),
  teachers: of('user', 'users', role, 'teacher'),
  enrollments: of('enrollment', 'enrollments'),
});

export const gradebookCollections: Readonly<Record<string, Collection>> = {
  categories: of('category', 'categories'),
  lineItems: of('lineItem', 'lineItems'),
  results: of('result', 'results'),
};
