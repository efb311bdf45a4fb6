/** The nine entities of the local copy, in the order in which they depend on each other (OneRoster 1.2 §7). */
export const entityTypes = [
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
export type EntityType = (typeof entityTypes)[number];

export const gradebookEntities: readonly EntityType[] = ['category', 'lineItem', 'result'];

export const isEntityType = (name: string): name is EntityType => (entityTypes as readonly string[]).includes(name);

/** What a cell of a row may hold, in transit and in SQLite. Booleans travel as 0 and 1, lists and maps as JSON text. */
export type Value = string | number | null;

/**
 * Every row begins with these. `sourceKey` and `sourceSubkey` are the native keys as the integers they are (subkey 0 where one
 * number suffices); together they are unique per entity. `schoolKey` is the school the row counts for (0: the district);
 * `schoolYear` the year it belongs to, named by its end as OneRoster does (0: none).
 */
export const keyColumns = ['sourceKey', 'sourceSubkey', 'schoolKey', 'schoolYear'] as const;

/**
 * - `boolean`: 0 or 1 · `date`: `YYYY-MM-DD` · `list`: JSON array of strings · `json`: JSON object, merged into `path`
 * - `ref`: the integer key of another record; `refs`: JSON array of such integers
 * - `hidden`: kept for joins and counts, not shown as an attribute
 */
export type ColumnKind =
  'text' | 'number' | 'integer' | 'boolean' | 'date' | 'list' | 'json' | 'ref' | 'refs' | 'hidden';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Where the value stands in the outward record; `metadata.x` for what OneRoster has no attribute for. Default: `name`. */
  readonly path?: string;
  /** For `ref` and `refs`: whose key this is. */
  readonly target?: EntityType;
  /** Not stored: the value is another column's (one of `keyColumns`). */
  readonly from?: (typeof keyColumns)[number];
  /** The second half of the target's key: a fixed number, or the name of a column of this row. Default 0. */
  readonly targetSubkey?: number | string;
}

/** One entity of the local copy: its columns, after the keys that every row begins with. */
export interface EntityShape {
  readonly type: EntityType;
  readonly columns: readonly Column[];
  /** Where a listing may hold two records under one key: the column whose least value decides which one is kept. */
  readonly tieBreak?: string;
}

export const userKind = { staff: 0, student: 1 } as const;
/** CC rows, SECTIONTEACHER rows and sections' lead teachers are numbered apart: this keeps their keys apart too. */
export const enrollmentKind = { student: 0, teacher: 1, leadTeacher: 2 } as const;
