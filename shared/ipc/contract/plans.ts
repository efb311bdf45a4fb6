import { z } from 'zod';
import { exchangedEntities, sides } from '../../exchange/exchanged.ts';
import {
  conflictSchema,
  itemStates,
  planActions,
  plannedRequestSchema,
  planItemSchema,
  planSummarySchema,
} from '../../exchange/plan.ts';
import { receiptPlaceSchema, receiptSchema } from '../../exchange/receipt.ts';
import { count, integrationId, ofIntegration } from './inputs.ts';

const planId = z.string().min(1).max(100);
const ofPlan = z.strictObject({ integrationId, planId });

/** Which writes of a plan are meant; without any, all. */
export const itemFilterSchema = z.strictObject({
  target: z.enum(sides).optional(),
  entity: z.enum(exchangedEntities).optional(),
  action: z.enum(planActions).optional(),
  state: z.enum(itemStates).optional(),
  schoolKey: z.number().int().optional(),
  classKey: z.number().int().optional(),
});
export type ItemFilter = z.output<typeof itemFilterSchema>;

/** Writes of one class, entity, end, action and state. */
const itemGroupSchema = z.object({
  schoolKey: z.number().int(),
  school: z.string().nullable(),
  classKey: z.number().int().nullable(),
  class: z.string().nullable(),
  entity: z.enum(exchangedEntities),
  target: z.enum(sides),
  action: z.enum(planActions),
  state: z.enum(itemStates),
  count,
});
export type ItemGroup = z.output<typeof itemGroupSchema>;

/** How many writes of a kind a plan holds, and how they stand. */
const planTotalSchema = itemGroupSchema.pick({ entity: true, target: true, action: true, state: true, count: true });
export type PlanTotal = z.output<typeof planTotalSchema>;

/** A school's part of a plan: its writes, in how many groups, and how many of them may be left out or put back. */
const planSchoolSchema = itemGroupSchema
  .pick({ schoolKey: true, school: true, count: true })
  .extend({ groups: count, planned: count, leftOut: count });
export type PlanSchool = z.output<typeof planSchoolSchema>;

const looked = ofPlan.extend({ filter: itemFilterSchema.prefault({}), search: z.string().max(200).default('') });
const page = { after: count.default(0), limit: z.number().int().min(1).max(500).default(100) };

/** The plans of a 2-Way Sync: looked at, thinned out, approved; conflicts decided; receipts of what was written. */
export const planRequests = {
  'plans.list': {
    input: z.strictObject({ integrationId, limit: z.number().int().min(1).max(500).default(50) }),
    output: z.array(planSummarySchema),
  },
  'plans.get': { input: ofPlan, output: planSummarySchema },
  /** The whole plan in figures. */
  'plans.totals': { input: ofPlan, output: z.array(planTotalSchema).readonly() },
  /** The schools in which a plan writes, by name. `search` is looked for in the names of classes. */
  'plans.schools': { input: looked, output: z.array(planSchoolSchema).readonly() },
  /** Groups of writes by school and class; `after` so many of them. */
  'plans.groups': { input: looked.extend(page), output: z.array(itemGroupSchema).readonly() },
  'plans.items': {
    input: ofPlan.extend({ filter: itemFilterSchema.prefault({}), ...page }),
    output: z.array(planItemSchema),
  },
  /** The request that a write would be, before it is sent. */
  'plans.request': { input: ofPlan.extend({ item: count }), output: plannedRequestSchema },
  'plans.conflicts': { input: ofPlan.extend(page), output: z.array(conflictSchema) },
  /** The changes as CSV (RFC 4180), some hundred writes at a time; the first page begins with the header. */
  'plans.csv': {
    input: ofPlan.extend({ after: count }),
    output: z.object({ text: z.string(), next: count.nullable() }),
  },
  /** Takes writes out of a plan, or puts them back. Answers how many. */
  'plans.leaveOut': {
    input: ofPlan.extend({ filter: itemFilterSchema.prefault({}), item: count.optional(), leftOut: z.boolean() }),
    output: z.object({ changed: count }),
  },
  /**
   * C16: somebody puts their name to it. `typed`: the number of its changes, which releases a plan from its guard. Writing begins with
   * `sync.start {planId}`.
   */
  'plans.approve': {
    input: ofPlan.extend({
      by: z.string().trim().min(1).max(100),
      note: z.string().trim().max(2000).default(''),
      typed: count.nullable().default(null),
    }),
    output: planSummarySchema,
  },
  /** What both ends shall have, from the next plan on; of a record itself the end whose state counts. */
  'plans.decide': {
    input: ofPlan.extend({ conflict: count, value: z.union([z.string(), z.number(), z.null()]) }),
    output: z.object({ decided: z.literal(true) }),
  },
  /** Reads both ends, and plans what takes a run's writes back. Nothing is written before that plan is approved and applied. */
  'runs.undo': {
    input: z.strictObject({ integrationId, runId: planId }),
    output: z.object({ started: z.literal(true) }),
  },
  /** What a run has written, each with its request, its answer and how it was read back. */
  'receipts.list': {
    input: z.strictObject({ integrationId, runId: planId, ...page }),
    output: z.array(receiptSchema),
  },
  /** Where a run has written, class by class, with who teaches there now. */
  'receipts.places': {
    input: z.strictObject({ integrationId, runId: planId }),
    output: z.array(receiptPlaceSchema).readonly(),
  },
  /** Whether the chain of receipts is whole. */
  'receipts.verify': { input: ofIntegration, output: z.object({ receipts: count, broken: count.nullable() }) },
} as const;
