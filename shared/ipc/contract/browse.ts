import { z } from 'zod';
import { columnTypes, filterOperators } from '../../browse/columns.ts';
import { filterSchema } from '../../browse/filter.ts';
import { browseViews } from '../../browse/views.ts';
import { entityTypes } from '../../oneroster/entity.ts';
import { count, integrationId } from './inputs.ts';

const entity = z.enum(entityTypes);
const sourcedId = z.string().min(1).max(100);
const view = z.enum(browseViews);
/** The local copy as it was when this run had ended; null: as it is. */
const asOfRun = z.string().min(1).max(100).nullable().default(null);

export const gridColumnSchema = z.object({
  id: z.string(),
  label: z.string(),
  type: z.enum(columnTypes),
  isSortable: z.boolean(),
  operators: z.array(z.enum(filterOperators)).readonly(),
  values: z.array(z.string()).readonly(),
  target: entity.nullable(),
  isExtra: z.boolean(),
});

/** A record by its name. `view` is the grid it stands in; a record that PowerSchool did not list has an empty name. */
export const namedReferenceSchema = z.object({ name: z.string(), sourcedId: z.string(), entity, view });
export type NamedReference = z.output<typeof namedReferenceSchema>;

/** A cell: null is empty. Dates are `YYYY-MM-DD`, moments ISO times, lists arrays of texts, references named. */
export const cellSchema = z.union([
  z.null(),
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  namedReferenceSchema,
  z.array(namedReferenceSchema),
  z.record(z.string(), z.unknown()),
]);
export type Cell = z.output<typeof cellSchema>;

export const gridRowSchema = z.object({
  sourcedId: z.string(),
  /** In the entity's own format (S31–S33). */
  powerSchoolId: z.string(),
  /** PowerSchool no longer lists it; such rows come only if the filter asks for `status`. */
  isRemoved: z.boolean(),
  cells: z.record(z.string(), cellSchema),
});
export type GridRow = z.output<typeof gridRowSchema>;

const sortSchema = z
  .array(z.strictObject({ column: z.string().max(200), direction: z.enum(['asc', 'desc']) }))
  .max(3)
  .default([]);

/**
 * What a grid shows. Texts are compared without case and accents. Empty cells come first when ascending, last when descending; equal rows
 * are in the order in which they came. Without `sort` the order is that of the PowerSchool IDs. Only active records, unless the filter names `status`.
 */
export const gridQuerySchema = z.strictObject({
  integrationId,
  view,
  filter: filterSchema.nullable().default(null),
  sort: sortSchema,
  asOfRun,
});

/** Asking with a ticket withdraws what was asked with the same one before: that is refused as `browse.superseded`. */
const ticket = z.string().min(1).max(100).optional();

const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({
    rows: z.array(row),
    total: count,
  });
const window = { offset: count.default(0), limit: z.number().int().min(1).max(500).default(100) };

export const searchHitSchema = z.object({
  kind: z.enum(['person', 'class', 'course', 'lineItem', 'school', 'category', 'result', 'run']),
  /** Null for a run. */
  entity: entity.nullable(),
  view: view.nullable(),
  /** Of a run: its id. */
  sourcedId: z.string(),
  title: z.string(),
  /** What tells it from others of the name: role and school, class, course number, when the run began. */
  detail: z.string(),
  powerSchoolId: z.string(),
});
export type SearchHit = z.output<typeof searchHitSchema>;

const identifierPartSchema = z.object({ value: z.string(), table: z.string(), column: z.string() });

export const browseRecordSchema = z.object({
  entity,
  view,
  sourcedId: z.string(),
  title: z.string(),
  isRemoved: z.boolean(),
  /** Values by topic, in reading order. */
  overview: z.array(
    z.object({
      topic: z.string(),
      values: z.array(z.object({ id: z.string(), label: z.string(), value: cellSchema })),
    }),
  ),
  /** Newest first. `attribute` is null for the record as a whole. References are named as they are now. */
  history: z.array(
    z.object({
      runId: z.string(),
      at: z.string(),
      change: z.enum(['created', 'updated', 'removed']),
      attribute: z.string().nullable(),
      label: z.string().nullable(),
      old: z.unknown(),
      new: z.unknown(),
    }),
  ),
  identifiers: z.object({
    powerSchoolId: z.string(),
    /** How it is put together, such as `assignmentid#studentsdcid`. */
    format: z.string(),
    /** The PowerSchool table and column that each number comes from. */
    parts: z.array(identifierPartSchema),
    sourcedId: z.string(),
  }),
  /** What may be asked of `browse.related`, with counts. */
  related: z.array(z.object({ relation: z.string(), label: z.string(), view, total: count })),
});
export type BrowseRecord = z.output<typeof browseRecordSchema>;

export const sheetDataSchema = z.object({
  classSourcedId: z.string(),
  title: z.string(),
  /** By name. `isEnrolled` is false for a student who left or has scores without having been enrolled. */
  students: z.array(
    z.object({ sourcedId: z.string(), name: z.string(), identifier: z.string().nullable(), isEnrolled: z.boolean() }),
  ),
  categories: z.array(
    z.object({
      sourcedId: z.string(),
      title: z.string(),
      weight: z.number().nullable(),
      metadata: z.record(z.string(), z.unknown()),
    }),
  ),
  /** By due date. `category` is a place in `categories`, null for none. */
  lineItems: z.array(
    z.object({
      sourcedId: z.string(),
      powerSchoolId: z.string(),
      title: z.string(),
      dueDate: z.string().nullable(),
      resultValueMax: z.number().nullable(),
      scoreType: z.string().nullable(),
      category: z.number().int().nullable(),
      metadata: z.record(z.string(), z.unknown()),
    }),
  ),
  /**
   * One array per attribute, all of one length. `student` and `lineItem` are places in the lists above; `flags` adds 1 late, 2 missing,
   * 4 incomplete, 8 exempt, 16 collected, 32 absent.
   */
  results: z.object({
    sourcedId: z.array(z.string()),
    student: z.array(z.number().int()),
    lineItem: z.array(z.number().int()),
    score: z.array(z.number().nullable()),
    textScore: z.array(z.string().nullable()),
    percent: z.array(z.number().nullable()),
    letterGrade: z.array(z.string().nullable()),
    scoreStatus: z.array(z.string().nullable()),
    flags: z.array(z.number().int()),
  }),
});
export type SheetData = z.output<typeof sheetDataSchema>;

export const browseRequests = {
  /** The columns of a grid, and the metadata keys that its records have (for the filter by key and value, S15). */
  'browse.columns': {
    input: z.strictObject({ integrationId, view }),
    output: z.object({ columns: z.array(gridColumnSchema), metadataKeys: z.array(z.string()) }),
  },
  /**
   * The rows from `offset` on, anywhere in the grid. `total` is null where counting takes longer: show the rows and ask `browse.count`.
   * `version` changes when the data do: what was kept of another version is out of date.
   */
  'browse.page': {
    input: gridQuerySchema.extend({ ...window, ticket }),
    output: z.object({ rows: z.array(gridRowSchema), total: count.nullable(), version: z.string() }),
  },
  'browse.count': {
    input: gridQuerySchema.extend({ ticket }),
    output: z.object({ total: count, version: z.string() }),
  },
  /** Categories by `categoryId`: one row per PowerSchool category with its copies (S14), by title. */
  'browse.categoryGroups': {
    input: z.strictObject({ integrationId, text: z.string().max(200).default(''), asOfRun, ...window }),
    output: pageOf(
      z.object({
        categoryId: z.string(),
        title: z.string(),
        teacher: namedReferenceSchema.nullable(),
        /** How many there are in all; `items` holds the first hundred. */
        copies: count,
        items: z.array(
          z.object({ sourcedId: z.string(), powerSchoolId: z.string(), class: namedReferenceSchema.nullable() }),
        ),
      }),
    ),
  },
  /** Throws `browse.unknownRecord`. `sourcedId` may also be a PowerSchool ID of the entity. */
  'browse.record': {
    input: z.strictObject({ integrationId, entity, sourcedId, asOfRun }),
    output: browseRecordSchema,
  },
  /** Rows that belong to a record; `relation` is one that `browse.record` named. Rows are as in the grid of the relation's view. */
  'browse.related': {
    input: z.strictObject({ integrationId, entity, sourcedId, relation: z.string().max(50), asOfRun, ...window }),
    output: pageOf(gridRowSchema),
  },
  /** The best first. Finds names with a typo, without accents, in any script, and a PowerSchool ID that is given whole. */
  'browse.search': {
    input: z.strictObject({
      integrationId,
      text: z.string().max(200),
      limit: z.number().int().min(1).max(50).default(20),
    }),
    output: z.array(searchHitSchema),
  },
  /** All scores of a class in one answer. Throws `browse.unknownRecord`. */
  'browse.sheetData': {
    input: z.strictObject({ integrationId, classSourcedId: sourcedId, asOfRun }),
    output: sheetDataSchema,
  },
} as const;
