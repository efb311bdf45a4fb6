import { entities, type Entity } from './collections.ts';
import type { Acted } from './lms.ts';
import type { HubRecords } from './records.ts';
import { metadataOf, type Written } from './write-rules.ts';

type Put = (entity: Entity, sourcedId: string, record: Written) => Acted;

const read = (records: HubRecords, entity: Entity): readonly (Written & { readonly sourcedId: string })[] =>
  records.all(entity).map((text) => JSON.parse(text) as Written & { sourcedId: string });

const idIn = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'sourcedId' in value && typeof value.sourcedId === 'string'
    ? value.sourcedId
    : undefined;

/** Copies of each category that says its class, for the other classes of the teachers of that class (S14). */
export function duplicateCategories(records: HubRecords, put: Put): Acted {
  const classesOf = new Map<string, Set<string>>();
  const teachersOf = new Map<string, Set<string>>();
  const add = (map: Map<string, Set<string>>, key: string, value: string): void =>
    void map.set(key, (map.get(key) ?? new Set()).add(value));
  for (const enrollment of read(records, 'enrollment')) {
    const [klass, user] = [idIn(enrollment['class']), idIn(enrollment['user'])];
    if (enrollment['role'] !== 'teacher' || klass === undefined || user === undefined) continue;
    add(classesOf, user, klass);
    add(teachersOf, klass, user);
  }
  const acted: Acted[number][] = [];
  const known = new Set(read(records, 'category').map((category) => keyOf(category)));
  for (const category of read(records, 'category')) {
    const { classId, categoryId = category.sourcedId } = metadataOf(category);
    if (typeof classId !== 'string') continue;
    const own = { ...category, metadata: { ...metadataOf(category), categoryId } };
    for (const teacher of teachersOf.get(classId) ?? []) {
      for (const klass of classesOf.get(teacher) ?? []) {
        const copy = { ...own, metadata: { ...own.metadata, classId: klass } };
        if (klass === classId || known.has(keyOf(copy))) continue;
        known.add(keyOf(copy));
        acted.push(...put('category', `${category.sourcedId}@${klass}`.slice(0, 255), copy));
      }
    }
    if (acted.length > 0 && metadataOf(category)['categoryId'] === undefined) put('category', category.sourcedId, own);
  }
  return acted;
}

function keyOf(category: Written & { readonly sourcedId: string }): string {
  const { categoryId = category.sourcedId, classId } = metadataOf(category);
  return `${String(categoryId)} ${String(classId)}`;
}

/** New ids for all records of an entity, and for everything that refers to them. */
export function renumber(entity: Entity, records: HubRecords, put: Put): Acted {
  const renamed = new Map(read(records, entity).map(({ sourcedId }) => [sourcedId, `new/${sourcedId}`.slice(0, 255)]));
  const acted: Acted[number][] = [];
  for (const record of read(records, entity)) {
    records.remove(entity, record.sourcedId);
    acted.push(...put(entity, renamed.get(record.sourcedId) ?? record.sourcedId, record));
  }
  const role =
    entity === 'user'
      ? ['user', 'student', 'agents']
      : entity === 'org'
        ? ['org', 'orgs', 'school', 'parent', 'roles', 'primaryOrg']
        : entity === 'academicSession'
          ? ['gradingPeriod', 'academicSession', 'terms', 'parent']
          : [entity];
  for (const other of entities) {
    for (const record of read(records, other)) {
      const moved = Object.fromEntries(
        Object.entries(record).flatMap(([name, value]) =>
          role.includes(name) ? [[name, redirected(value, renamed)]] : [],
        ),
      );
      const { classId } = metadataOf(record);
      const isOfClass = entity === 'class' && typeof classId === 'string' && renamed.has(classId);
      if (Object.keys(moved).length === 0 && !isOfClass) continue;
      const metadata = isOfClass ? { metadata: { ...metadataOf(record), classId: renamed.get(classId) } } : {};
      put(other, record.sourcedId, { ...record, ...moved, ...metadata });
    }
  }
  return acted;
}

function redirected(value: unknown, renamed: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((inner: unknown) => redirected(inner, renamed));
  // Of 1.2: a role says where it is held.
  if (typeof value === 'object' && value !== null && 'org' in value) {
    return { ...value, org: redirected(value.org, renamed) };
  }
  const sourcedId = idIn(value);
  const to = sourcedId === undefined ? undefined : renamed.get(sourcedId);
  return to === undefined ? value : { ...(value as object), sourcedId: to };
}
