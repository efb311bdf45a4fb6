import { z } from 'zod';
import { errorReportSchema, runProgressSchema, runReportSchema, stopTimes } from '../../integration/run.ts';
import { integrationId } from './inputs.ts';

export const runRequests = {
  /** Answers as soon as the run has begun; why one could not begin is this request's error. */
  'sync.start': {
    input: z.strictObject({
      integrationId,
      full: z.boolean().default(false),
      dryRun: z.boolean().default(false),
      /** Of a dry run: with the attribute mappings in draft. */
      draftMappings: z.boolean().default(false),
      /** Of a 2-Way Sync: apply this plan. Without it, one is made, and nothing is written before somebody has looked at it. */
      planId: z.string().min(1).max(100).optional(),
    }),
    output: z.object({ started: z.literal(true) }),
  },
  /** `cancelling` is false where no run was under way. What has been read is kept for the next run; the local copy stays as it was. */
  'sync.cancel': {
    input: z.strictObject({ integrationId, when: z.enum(stopTimes).default('now') }),
    output: z.object({ cancelling: z.boolean() }),
  },
  'runs.list': {
    input: z.strictObject({ integrationId, limit: z.number().int().min(1).max(500).default(100) }),
    output: z.array(runReportSchema),
  },
  'runs.get': { input: z.strictObject({ integrationId, runId: z.string().min(1).max(100) }), output: runReportSchema },
} as const;

export const runEvents = {
  'sync.progressed': runProgressSchema,
  'sync.finished': runReportSchema,
  /** A run that had begun ended without a report: a part of the application stopped. */
  'sync.failed': z.object({ integrationId: z.string(), error: errorReportSchema }),
} as const;
