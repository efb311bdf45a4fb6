import { z } from 'zod';
import { isMetadataName, isSourceAttribute, targetAttribute } from './mapping/attributes.ts';
import { customFieldOf, isCustomSource, type CustomField } from './mapping/custom-fields.ts';
import { isGradeEntity, mappedEntities, recordsOf, type MappedEntity } from './mapping/mapped-entities.ts';
import { makesValue, templateTokens, transformSchema } from './mapping/transforms.ts';
import type { EntityType } from '../oneroster/entity.ts';

/** Fills one target attribute of an entity from its sources, step by step. Targets without a mapping keep the built-in one. */
export const attributeMappingSchema = z
  .strictObject({
    /** Where the value goes in the outward record: `username`, `metadata.homeroom`. */
    target: z.string().trim().min(1).max(100),
    /** Attributes of the record as it came, or PowerSchool's columns as `powerschool:TABLE.COLUMN`. */
    sources: z.array(z.string().trim().min(1).max(100)).max(10).default([]),
    transforms: z.array(transformSchema).max(20).default([]),
  })
  .superRefine(({ sources, transforms }, context) => {
    const say = (path: PropertyKey[], message: string): void => context.addIssue({ code: 'custom', path, message });
    const [first] = transforms;
    for (const [at, transform] of transforms.entries()) {
      if (at > 0 && makesValue(transform)) say(['transforms', at], `“${transform.kind}” must be the first step`);
    }
    if (sources.length === 0 && first?.kind !== 'constant') say(['sources'], 'needs a source, or a constant value');
    if (first?.kind === 'constant' && sources.length > 0) say(['sources'], 'a constant value has no source');
    if (sources.length > 1 && first?.kind !== 'template' && first?.kind !== 'firstNonEmpty') {
      say(['sources'], 'several sources need a template or “first that is not empty” as the first step');
    }
    if (first?.kind === 'template') {
      const tokens = templateTokens(first.text);
      const unknown = tokens.filter((token) => !sources.includes(token));
      const unused = sources.filter((source) => !tokens.includes(source));
      if (unknown.length > 0) say(['transforms', 0, 'text'], `names what is no source: ${unknown.join(', ')}`);
      if (unused.length > 0) say(['transforms', 0, 'text'], `does not use the source ${unused.join(', ')}`);
    }
  });
export type AttributeMapping = z.output<typeof attributeMappingSchema>;

/** The custom mappings of an integration, by entity. Each target stands once per entity. */
export const mappingSetSchema = z
  .partialRecord(z.enum(mappedEntities), z.array(attributeMappingSchema).max(100))
  .superRefine((set, context) => {
    for (const entity of mappedEntities) {
      const seen = new Set<string>();
      for (const [at, mapping] of (set[entity] ?? []).entries()) {
        for (const { path, message } of nameProblems(entity, mapping, seen)) {
          context.addIssue({ code: 'custom', path: [entity, at, ...path], message });
        }
        seen.add(mapping.target);
      }
    }
  });
export type MappingSet = z.output<typeof mappingSetSchema>;

interface NameProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function nameProblems(
  entity: MappedEntity,
  { target, sources }: AttributeMapping,
  taken: ReadonlySet<string>,
): readonly NameProblem[] {
  const problems: NameProblem[] = [];
  if (taken.has(target))
    problems.push({ path: ['target'], message: `“${target}” is mapped already; each target once` });
  if (targetAttribute(entity, target) === undefined) {
    problems.push({ path: ['target'], message: `“${target}” is no attribute that a mapping can fill` });
  }
  for (const [at, source] of sources.entries()) {
    const known = isCustomSource(source)
      ? customFieldOf(entity, source) !== undefined
      : isSourceAttribute(entity, source);
    if (!known) problems.push({ path: ['sources', at], message: `“${source}” is no attribute or field to read` });
  }
  return problems;
}

/** Only the active set is used; a draft is kept until it is activated. None: the built-in mapping alone. */
export const mappingsSchema = z
  .strictObject({ active: mappingSetSchema.default({}), draft: mappingSetSchema.nullable().default(null) })
  .prefault({});
export type Mappings = z.output<typeof mappingsSchema>;

/** S28: mappings of the gradebook without Grade Sync. Paths are below `mappings`. */
export function gradeMappingsWithoutGradeSync({ active, draft }: Mappings): readonly NameProblem[] {
  return (['active', 'draft'] as const).flatMap((which) => {
    const set = which === 'active' ? active : (draft ?? {});
    return mappedEntities
      .filter((entity) => isGradeEntity(entity) && (set[entity] ?? []).length > 0)
      .map((entity) => ({ path: [which, entity], message: 'can be mapped only with Grade Sync (S28)' }));
  });
}

/** PowerSchool's columns that a set reads besides the built-in ones, by entity; each once, in a fixed order. */
export function customFieldsOf(set: MappingSet): ReadonlyMap<MappedEntity, readonly CustomField[]> {
  const found = new Map<MappedEntity, readonly CustomField[]>();
  for (const entity of mappedEntities) {
    const byName = new Map<string, CustomField>();
    for (const source of (set[entity] ?? []).flatMap((mapping) => mapping.sources)) {
      const field = customFieldOf(entity, source);
      if (field !== undefined) byName.set(`${field.table}.${field.column}`, field);
    }
    const fields = [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, field]) => field);
    if (fields.length > 0) found.set(entity, fields);
  }
  return found;
}

/** The entities of the local copy that a set changes. */
export const mappedTypes = (set: MappingSet): ReadonlySet<EntityType> =>
  new Set(mappedEntities.filter((entity) => (set[entity] ?? []).length > 0).map(recordsOf));

/** Mappings that make no difference are the same, whatever the order of their entities. */
export const mappingsText = (set: MappingSet, types: (type: EntityType) => boolean = () => true): string =>
  JSON.stringify(
    mappedEntities.flatMap((entity) => {
      const list = types(recordsOf(entity)) ? (set[entity] ?? []) : [];
      return list.length === 0 ? [] : [[entity, list.toSorted((a, b) => (a.target < b.target ? -1 : 1))]];
    }),
  );

export const metadataKeyOf = (name: string): string | undefined =>
  isMetadataName(name) ? name.slice('metadata.'.length) : undefined;
