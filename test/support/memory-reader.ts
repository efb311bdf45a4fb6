import { entityTypes, type EntityType } from '../../shared/oneroster/entity.ts';
import { shapes } from '../../shared/oneroster/shapes.ts';
import type { OneRosterRecord, Reader } from '../../electron/store/reader-api.ts';
import { emptyReader } from '../../electron/store/empty-reader.ts';

export type MemoryRecords = Partial<Record<EntityType, readonly OneRosterRecord[]>>;

/** A reader over records in memory, for what only counts and lists. */
export function memoryReader(records: MemoryRecords): Reader {
  const of = (entity: EntityType): readonly OneRosterRecord[] => records[entity] ?? [];
  return {
    ...emptyReader,
    counts: () =>
      Object.fromEntries(entityTypes.map((entity) => [entity, of(entity).length])) as Record<EntityType, number>,
    each: of,
  };
}

/** A record with every attribute of its entity, null where not given. References may be given by sourcedId alone. */
export function record(
  entity: EntityType,
  sourcedId: string,
  attributes: Readonly<Record<string, unknown>> = {},
): OneRosterRecord {
  const all: Record<string, unknown> = {};
  for (const column of shapes[entity].columns) {
    const name = column.path ?? column.name;
    if (column.kind === 'hidden' || column.kind === 'json' || name.startsWith('metadata.')) continue;
    const value = attributes[name] ?? null;
    const refer = (id: unknown) => ({ sourcedId: id, type: column.target });
    if (column.kind === 'ref') all[name] = value === null ? null : refer(value);
    else if (column.kind === 'refs') all[name] = Array.isArray(value) ? value.map(refer) : [];
    else all[name] = value;
  }
  return {
    ...all,
    sourcedId,
    status: 'active',
    dateLastModified: '2026-11-24T00:00:00.000Z',
    metadata: (attributes['metadata'] ?? {}) as Readonly<Record<string, unknown>>,
    identifiers: { powerSchool: typeof attributes['powerSchool'] === 'string' ? attributes['powerSchool'] : sourcedId },
  };
}
