import { keyColumns, type Column, type EntityShape, type EntityType, type Value } from './entity.ts';
import { category, lineItem, result } from './gradebook.ts';
import { academicSession, course, enrollment, klass, org, user } from './roster.ts';

export const shapes: Readonly<Record<EntityType, EntityShape>> = {
  org,
  academicSession,
  course,
  class: klass,
  user,
  enrollment,
  category,
  lineItem,
  result,
};

/** The columns of an entity that are stored, in order; those that only repeat a key are not among them. */
export const storedColumns = (type: EntityType): readonly Column[] =>
  shapes[type].columns.filter((column) => column.from === undefined);

/** The names of a row's cells in the order in which they travel: the keys, the attributes, and last the row's hash. */
export const transitColumns = (type: EntityType): readonly string[] => [
  ...keyColumns,
  ...storedColumns(type).map((column) => column.name),
  'hash',
];

/** A row by column name, before it is laid out for transit. Every stored column of the shape must be there. */
export type NamedRow = Readonly<Record<string, Value>>;
