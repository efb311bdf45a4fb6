import { z } from 'zod';
import { entityTypes } from '../oneroster/entity.ts';
import { partnerReadSchema } from './partner-read.ts';

const count = z.number().int().nonnegative();

/** What a run did with one entity. `received` counts what the listing held; the other figures say what became of it. */
export const entityCountsSchema = z.object({
  received: count,
  created: count,
  updated: count,
  unchanged: count,
  removed: count,
  skipped: count,
  failed: count,
});
export type EntityCounts = z.output<typeof entityCountsSchema>;

export const writeCountsSchema = z.object({
  created: count,
  updated: count,
  deleted: count,
  failed: count,
  unconfirmed: count,
});

export const guardReportSchema = z.object({
  code: z.string(),
  message: z.string(),
  fix: z.string(),
  /** Each place where the limit was passed. */
  trips: z.array(
    z.object({
      entity: z.enum(entityTypes),
      schoolKey: z.number(),
      school: z.string(),
      present: count,
      removed: count,
      /** `average`: `removed` is by how many points of a hundred a class's average would move. */
      reason: z.enum(['removals', 'empty', 'changes', 'blanked', 'zeroed', 'average']),
      /** Of a plan's guard: the end that would be written to. */
      target: z.enum(['powerschool', 'partner']).optional(),
    }),
  ),
});
export type GuardReport = z.output<typeof guardReportSchema>;

/** The plan of a run. `conflicts`: what only a person can decide; `held`: writes kept back, refused or not confirmed. */
export const runPlanSchema = z.object({
  planId: z.string(),
  items: count,
  conflicts: count,
  held: count,
  applied: z.boolean(),
});

export const runStatuses = ['running', 'succeeded', 'failed', 'guarded', 'cancelled', 'interrupted'] as const;

export const errorReportSchema = z.object({
  code: z.string(),
  recovery: z.enum(['retry', 'skip', 'stop', 'ask']),
  message: z.string(),
  fix: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** The report of a run: what `sync --json` prints and what the report screen shows. */
export const runReportSchema = z.object({
  runId: z.string(),
  integrationId: z.string(),
  status: z.enum(runStatuses),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  dryRun: z.boolean(),
  full: z.boolean(),
  /** Entities that were listed whole because their attribute mappings had changed since the last run. */
  remapped: z.array(z.enum(entityTypes)).optional(),
  entities: z.partialRecord(z.enum(entityTypes), entityCountsSchema),
  writes: z.object({ powerschool: writeCountsSchema, partner: writeCountsSchema }),
  issues: count,
  requests: count,
  guard: guardReportSchema.nullable(),
  error: errorReportSchema.nullable(),
  /** Of a 2-Way Sync: the plan that it made or applied, and what is left for a person. */
  plan: runPlanSchema.nullable().optional(),
  /** Of a 2-Way Sync that got as far as the partner. */
  partnerRead: partnerReadSchema.optional(),
  /** The interrupted run that this one went on from. */
  resumedFrom: z.string().nullable(),
});
export type RunReport = z.output<typeof runReportSchema>;

/** When a run that is to stop stops: at once, or when the school under way has been read. */
export const stopTimes = ['now', 'afterSchool'] as const;
export type StopWhen = (typeof stopTimes)[number];

export const runPhases = [
  'describe',
  'pull',
  'compare',
  'guard',
  'apply',
  'partner',
  'plan',
  'write',
  'refresh',
  'check',
  'finish',
] as const;

/** How far a run has come. Sent a few times a second at most. */
export const runProgressSchema = z.object({
  runId: z.string(),
  integrationId: z.string(),
  phase: z.enum(runPhases),
  entity: z.enum(entityTypes).nullable(),
  /** The school being read; null for listings of the whole district. */
  school: z.string().nullable(),
  scopesDone: count,
  scopesTotal: count,
  rows: count,
  rowsPerSecond: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative().nullable(),
});
export type RunProgress = z.output<typeof runProgressSchema>;
