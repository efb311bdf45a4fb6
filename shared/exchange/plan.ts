import { z } from 'zod';
import { guardReportSchema } from '../integration/run.ts';
import { exchangedEntities, sides } from './exchanged.ts';

const value = z.union([z.string(), z.number(), z.null()]);

/**
 * Why a value is written: `new` the record is not there yet · `changed` only the other end changed it · `master` both ends have a value and
 * the other end is master · `overwrite` it was changed here, and the other end always overwrites · `empty` nothing stands there · `decision` a person decided · `gone` the record was deleted at the other end ·
 * `undo` an earlier run is taken back · `fix` an automatic fix that the settings allow.
 */
export const changeReasons = [
  'new',
  'changed',
  'master',
  'overwrite',
  'empty',
  'decision',
  'gone',
  'undo',
  'fix',
] as const;

export const attributeChangeSchema = z.object({
  attribute: z.string(),
  old: value,
  new: value,
  reason: z.enum(changeReasons),
});
export type AttributeChange = z.output<typeof attributeChangeSchema>;

/** What a target would refuse, or do to other data, found before anything is sent. `blocks`: the item is not sent. */
export const flightProblemSchema = z.object({
  code: z.string(),
  message: z.string(),
  fix: z.string(),
  blocks: z.boolean(),
});
export type FlightProblem = z.output<typeof flightProblemSchema>;

/**
 * `planned` waits · `leftOut` a person took it out · `blocked` a rule found before flight keeps it back · `stale` one end has moved since ·
 * `applied` written and read back as meant · `rejected` refused · `unconfirmed` sent, and what stands there is not known or not as meant ·
 * `skipped` what it depends on was not written
 */
export const itemStates = [
  'planned',
  'leftOut',
  'blocked',
  'stale',
  'applied',
  'rejected',
  'unconfirmed',
  'skipped',
] as const;
export type ItemState = (typeof itemStates)[number];

export const planActions = ['create', 'update', 'delete'] as const;

/** One write that a plan intends. */
export const planItemSchema = z.object({
  item: z.number().int(),
  entity: z.enum(exchangedEntities),
  action: z.enum(planActions),
  target: z.enum(sides),
  /** What the record is called: a title, or a student and a line item. */
  label: z.string(),
  schoolKey: z.number().int(),
  school: z.string().nullable(),
  classKey: z.number().int().nullable(),
  class: z.string().nullable(),
  powerschool: z.string().nullable(),
  partner: z.string().nullable(),
  changes: z.array(attributeChangeSchema),
  problems: z.array(flightProblemSchema),
  state: z.enum(itemStates),
  /** What the target said, where it refused or could not be asked. */
  outcome: z.object({ code: z.string(), message: z.string(), fix: z.string() }).nullable(),
});
export type PlanItem = z.output<typeof planItemSchema>;

/** What a planned write would send, without secrets. `isWaiting`: what it belongs to gets its id only when it is written itself. */
export const plannedRequestSchema = z.object({
  target: z.enum(sides),
  method: z.string(),
  path: z.string(),
  body: z.string().nullable(),
  isWaiting: z.boolean(),
});
export type PlannedRequest = z.output<typeof plannedRequestSchema>;

/** An attribute, or the existence of a record (`attribute` null), about which only a person can decide. */
export const conflictSchema = z.object({
  conflict: z.number().int(),
  entity: z.enum(exchangedEntities),
  label: z.string(),
  schoolKey: z.number().int(),
  school: z.string().nullable(),
  classKey: z.number().int().nullable(),
  class: z.string().nullable(),
  record: z.object({ powerschool: z.string().nullable(), partner: z.string().nullable() }),
  attribute: z.string().nullable(),
  values: z.object({ powerschool: value, partner: value, base: value }),
  /** `both` changed · `protected` by “do not override” · `deleted` at one end and still there at the other · `ambiguous` */
  kind: z.enum(['both', 'protected', 'deleted', 'ambiguous']),
});
export type Conflict = z.output<typeof conflictSchema>;

export const planStates = ['open', 'approved', 'applied', 'superseded'] as const;

export const planCountsSchema = z.object({
  create: z.number().int(),
  update: z.number().int(),
  delete: z.number().int(),
  blocked: z.number().int(),
  conflicts: z.number().int(),
});
export type PlanCounts = z.output<typeof planCountsSchema>;

export const planSummarySchema = z.object({
  planId: z.string(),
  integrationId: z.string(),
  kind: z.enum(['sync', 'undo']),
  /** Of an undo, the run that it takes back. */
  undoes: z.string().nullable(),
  createdAt: z.string(),
  dryRun: z.boolean(),
  state: z.enum(planStates),
  /** The run that made it, and the one that applied it. */
  runId: z.string().nullable(),
  appliedBy: z.string().nullable(),
  approval: z.object({ by: z.string(), at: z.string(), note: z.string(), released: z.boolean().optional() }).nullable(),
  /** What the guard says of it; null where nothing is unusual. */
  guard: guardReportSchema.nullable(),
  counts: z.object({ powerschool: planCountsSchema, partner: planCountsSchema }),
});
export type PlanSummary = z.output<typeof planSummarySchema>;
