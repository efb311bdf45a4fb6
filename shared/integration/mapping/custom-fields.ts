import type { MappedEntity } from './mapped-entities.ts';

/** Before the name of a source that is a column of PowerSchool: `powerschool:U_DEF_EXT_STUDENTS.LOGIN`. */
const prefix = 'powerschool:';

/** A column of PowerSchool that the built-in mapping does not read. Upper case, as PowerSchool's own names are. */
export interface CustomField {
  readonly table: string;
  readonly column: string;
}

/** The tables that entities come from. Only what has one row per record there can have custom fields. */
export const customFieldTables: Readonly<Partial<Record<MappedEntity, string>>> = {
  org: 'SCHOOLS',
  course: 'COURSES',
  class: 'SECTIONS',
  teacher: 'USERS',
  student: 'STUDENTS',
};

// At most 30 characters each: more an access request does not take (powerschool reference §11.2).
const fieldName = /^(?:([A-Za-z]\w{0,29})\.)?([A-Za-z]\w{0,29})$/;

/**
 * The field behind what an admin typed: `Table.Field` for one of an extension table, a name without a dot for a column of the
 * entity's own table. Undefined where it is neither, or the entity has no custom fields.
 */
export function parseCustomField(entity: MappedEntity, typed: string): CustomField | undefined {
  const own = customFieldTables[entity];
  const match = fieldName.exec(typed.trim());
  if (own === undefined || match === null) return undefined;
  const [, table = own, column = ''] = match;
  return { table: table.toUpperCase(), column: column.toUpperCase() };
}

/** As a source of a mapping names it. */
export const customSource = ({ table, column }: CustomField): string => `${prefix}${table}.${column}`;

export const isCustomSource = (source: string): boolean => source.startsWith(prefix);

export const customFieldOf = (entity: MappedEntity, source: string): CustomField | undefined =>
  isCustomSource(source) ? parseCustomField(entity, source.slice(prefix.length)) : undefined;

/** As people read it: without the prefix. */
export const sourceInWords = (source: string): string =>
  isCustomSource(source) ? source.slice(prefix.length) : source;
