import type { ColumnKind } from '../../oneroster/entity.ts';
import { categoryTitleLimit, descriptionLimit, lineItemTitleLimit } from '../../oneroster/limits.ts';
import { storedColumns } from '../../oneroster/shapes.ts';
import { recordsOf, type MappedEntity } from './mapped-entities.ts';

export type AttributeKind = Extract<ColumnKind, 'text' | 'number' | 'integer' | 'boolean' | 'date' | 'list'>;

/** An attribute of the standard, or one of ours that has a column of its own. `name` is where it stands in the outward record. */
export interface Attribute {
  readonly name: string;
  readonly kind: AttributeKind;
  /** Where only certain values have a meaning. */
  readonly oneOf?: readonly string[];
  /** In characters. */
  readonly maxLength?: number;
}

const kinds: ReadonlySet<string> = new Set<AttributeKind>(['text', 'number', 'integer', 'boolean', 'date', 'list']);

/** What decides how records hang together stays as it came: nothing but the source knows it. */
const structural: ReadonlySet<string> = new Set([
  'org.type',
  'academicSession.type',
  'class.classType',
  'teacher.role',
  'student.role',
  'enrollment.role',
  'enrollment.primary',
  'category.metadata.userDcid',
  'category.metadata.categoryId',
]);

const limits: Readonly<Record<string, Pick<Attribute, 'oneOf' | 'maxLength'>>> = {
  'lineItem.title': { maxLength: lineItemTitleLimit },
  'lineItem.description': { maxLength: descriptionLimit },
  'category.title': { maxLength: categoryTitleLimit },
  'lineItem.metadata.scoreType': { oneOf: ['POINTS', 'PERCENT', 'GRADESCALE', 'COLLECTED'] },
  'result.scoreStatus': {
    oneOf: ['exempt', 'fully graded', 'not submitted', 'partially graded', 'submitted'],
  },
};

/** The built-in attributes of an entity that a mapping can read. References to other records are none. */
export function sourceAttributes(entity: MappedEntity): readonly Attribute[] {
  return storedColumns(recordsOf(entity)).flatMap(({ name, kind, path = name }) =>
    kinds.has(kind) ? [{ name: path, kind: kind as AttributeKind, ...limits[`${entity}.${path}`] }] : [],
  );
}

/** The built-in attributes of an entity that a mapping can fill; besides them any `metadata.<key>`. */
export const targetAttributes = (entity: MappedEntity): readonly Attribute[] =>
  sourceAttributes(entity).filter(({ name }) => !structural.has(`${entity}.${name}`));

const metadataName = /^metadata\.[A-Za-z][\w.-]{0,49}$/;

export const isMetadataName = (name: string): boolean => metadataName.test(name);

/** The target of that name; undefined if a mapping cannot fill it. A further metadata key takes any text. */
export function targetAttribute(entity: MappedEntity, name: string): Attribute | undefined {
  const known = targetAttributes(entity).find((attribute) => attribute.name === name);
  if (known !== undefined) return known;
  return isMetadataName(name) && !structural.has(`${entity}.${name}`) ? { name, kind: 'text' } : undefined;
}

export const isSourceAttribute = (entity: MappedEntity, name: string): boolean =>
  isMetadataName(name) || sourceAttributes(entity).some((attribute) => attribute.name === name);
