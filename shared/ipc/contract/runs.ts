import { z } from 'zod';
import { errorReportSchema, runProgressSchema, runReportSchema, stopTimes } from '../../integration/run.ts';
import { entityTypes } from '../../oneroster/entity.ts';
import { count, integrationId, ofIntegration } from './inputs.ts';

/** Records with one and the same problem. */
export const issueGroupSchema = z.object({
  code: z.string(),
  severity: z.enum(['warning', 'error']),
  entity: z.enum(entityTypes),
  count,
  fix: z.string(),
  /** The first of them. */
  examples: z.array(
    z.object({ sourcedId: z.string(), powerSchoolId: z.string(), school: z.string().nullable(), message: z.string() }),
  ),
});
export type IssueGroup = z.output<typeof issueGroupSchema>;

export const issueListSchema = z.object({
  total: count,
  /** How many of them the groups were made from: the first ones, where there are very many. */
  examined: count,
  /** The commonest cause first. */
  groups: z.array(issueGroupSchema),
});
export type IssueList = z.output<typeof issueListSchema>;

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
  'issues.list': { input: ofIntegration, output: issueListSchema },
} as const;

export const runEvents = {
  'sync.progressed': runProgressSchema,
  'sync.finished': runReportSchema,
  /** A run that had begun ended without a report: a part of the application stopped. */
  'sync.failed': z.object({ integrationId: z.string(), error: errorReportSchema }),
} as const;
