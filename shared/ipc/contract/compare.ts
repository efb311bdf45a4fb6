import { z } from 'zod';
import { columnTypes } from '../../browse/columns.ts';
import { browseViews } from '../../browse/views.ts';
import { entityTypes } from '../../oneroster/entity.ts';
import { cellSchema } from './browse.ts';
import { count, integrationId } from './inputs.ts';

export const differences = ['added', 'removed', 'changed'] as const;
/** `added`: is there after the later run and was not after the earlier one; `changed`: was there after both, with another value. */
export type Difference = (typeof differences)[number];

const runId = z.string().min(1).max(100);
const cursor = z.string().max(60).nullable().default(null);
const twoRuns = z.strictObject({ integrationId, from: runId, to: runId });

/** What is looked at: one entity, optionally of one school, optionally of a name or a PowerSchool ID. */
export const comparisonSchema = twoRuns.extend({
  entity: z.enum(entityTypes),
  schoolKey: z.number().int().nonnegative().nullable().default(null),
  text: z.string().max(200).default(''),
});

/** An attribute with its value after the earlier and after the later run. */
const valueChangeSchema = z.object({
  id: z.string(),
  label: z.string(),
  type: z.enum(columnTypes),
  old: cellSchema,
  new: cellSchema,
});
export type ValueChange = z.output<typeof valueChangeSchema>;

export const differentRecordSchema = z.object({
  entity: z.enum(entityTypes),
  view: z.enum(browseViews),
  sourcedId: z.string(),
  powerSchoolId: z.string(),
  title: z.string(),
  /** Null for a record of the district as a whole. */
  school: z.string().nullable(),
  /** Of a changed record what changed; of an added or removed one what tells it from others, with one of the two values null. */
  changes: z.array(valueChangeSchema),
});
export type DifferentRecord = z.output<typeof differentRecordSchema>;

const comparedRun = z.object({ runId: z.string(), startedAt: z.string() });

export const compareRequests = {
  /** The two runs, the earlier one first however they were given, and the schools. Throws AppError `browse.unknownRun` (stop). */
  'compare.open': {
    input: twoRuns,
    output: z.object({
      from: comparedRun,
      to: comparedRun,
      schools: z.array(z.object({ key: z.number().int(), name: z.string() })),
    }),
  },
  /** How many differences there are, a part at a time: the sum of the parts until `next` is null. */
  'compare.count': {
    input: comparisonSchema.extend({ after: cursor }),
    output: z.object({ added: count, removed: count, changed: count, next: z.string().nullable() }),
  },
  /** A page of differences. It may be shorter than asked for, even empty, and go on: nobody waits for a long search. */
  'compare.page': {
    input: comparisonSchema.extend({
      difference: z.enum(differences),
      after: cursor,
      limit: z.number().int().min(1).max(500).default(50),
    }),
    output: z.object({ rows: z.array(differentRecordSchema), next: z.string().nullable() }),
  },
} as const;
