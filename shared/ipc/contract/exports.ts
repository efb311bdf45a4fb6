import { z } from 'zod';
import { gridQuerySchema } from './browse.ts';
import { comparisonSchema, differences } from './compare.ts';
import { count, integrationId, ofIntegration } from './inputs.ts';
import { issueFilterSchema } from './issues.ts';

const packageFormats = ['oneroster-1.1', 'oneroster-1.2'] as const;

/** What is to be taken out: the rows of a grid, in its order, everything as a OneRoster package, or receipts. */
export const exportContentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('grid'),
    query: gridQuerySchema.omit({ integrationId: true }),
    /** Ids of columns, in the order of the file. */
    columns: z.array(z.string().min(1).max(200)).min(1).max(200),
    format: z.enum(['csv', 'xlsx']),
    /** Of CSV: begins with the mark by which some spreadsheets know UTF-8. */
    bom: z.boolean().default(false),
  }),
  /** What two runs make different. */
  z.strictObject({
    kind: z.literal('comparison'),
    wanted: comparisonSchema.omit({ integrationId: true }).extend({ difference: z.enum(differences) }),
    format: z.enum(['csv', 'xlsx']),
  }),
  /** What is wrong with single records, as the page of issues lists it. */
  z.strictObject({
    kind: z.literal('issues'),
    filter: issueFilterSchema.omit({ integrationId: true }),
    format: z.enum(['csv', 'xlsx']),
  }),
  z.strictObject({ kind: z.literal('package'), format: z.enum(packageFormats) }),
  /** What a run has written: all of it, or of one school or teacher. */
  z.strictObject({
    kind: z.literal('receipts'),
    runId: z.string().min(1).max(100),
    schoolKey: z.number().int().nullable().default(null),
    teacherKey: z.number().int().nullable().default(null),
    format: z.literal('csv').default('csv'),
    bom: z.boolean().default(false),
  }),
]);
export type ExportContent = z.output<typeof exportContentSchema>;

/** How much an export holds, looked at before it begins. */
export const exportSizeSchema = z.object({
  rows: count,
  /** How many people it holds, at most. */
  people: count,
  /** It holds people, and no filter leaves any of them out: it wants `confirmedPeople`. */
  isWholeDistrict: z.boolean(),
});
export type ExportSize = z.output<typeof exportSizeSchema>;

const notes = z.array(z.string());

export const accessEntrySchema = z.object({
  id: count,
  /** When it began. */
  at: z.string(),
  /** The operating system's user. */
  who: z.string(),
  integrationId: z.string(),
  integrationName: z.string(),
  content: z.string(),
  format: z.string(),
  rows: count,
  isWholeDistrict: z.boolean(),
  fileName: z.string(),
  /** `begun` for one that is under way or was cut off by a crash. */
  outcome: z.enum(['begun', 'saved', 'stopped', 'failed']),
});
export type AccessEntry = z.output<typeof accessEntrySchema>;

export const exportRequests = {
  'exports.measure': {
    input: z.strictObject({ integrationId, content: exportContentSchema }),
    output: exportSizeSchema,
  },
  /**
   * Writes the file and answers when it is there. In the desktop application a person chooses its place first; in a browser `download`
   * is an address that gives the file once. Every export is written to the access log before its first row. Throws AppError
   * `export.notConfirmed` (ask), `export.nothingYet`, `export.cannotWrite` (stop), `export.stopped` (stop).
   */
  'exports.run': {
    input: z.strictObject({
      integrationId,
      /** Names it in `exports.progressed` and `exports.cancel`. */
      ticket: z.string().min(1).max(100),
      content: exportContentSchema,
      /** Of a whole district: the number of people that was shown and agreed to. */
      confirmedPeople: count.nullable().default(null),
    }),
    output: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('saved'), rows: count, fileName: z.string(), folder: z.string(), notes }),
      z.object({ outcome: z.literal('ready'), rows: count, fileName: z.string(), download: z.string(), notes }),
      /** No place was chosen: nothing was written. */
      z.object({ outcome: z.literal('notChosen') }),
    ]),
  },
  'exports.cancel': {
    input: z.strictObject({ ticket: z.string().min(1).max(100) }),
    output: z.object({ cancelling: z.boolean() }),
  },
  /** Who took what out of the local copy of an integration, the newest first. */
  'exports.log': {
    input: ofIntegration.extend({ offset: count.default(0), limit: z.number().int().min(1).max(200).default(50) }),
    output: z.object({ entries: z.array(accessEntrySchema), total: count }),
  },
} as const;

export const exportEvents = {
  'exports.progressed': z.object({ ticket: z.string(), rows: count }),
  'exports.logged': z.object({ integrationId: z.string() }),
} as const;
