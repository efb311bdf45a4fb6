import { z } from 'zod';
import { errorReportSchema, runProgressSchema, runReportSchema } from '../../integration/run.ts';
import { entityTypes } from '../../oneroster/entity.ts';
import { count } from './inputs.ts';
import { missedSyncsSchema } from './schedule.ts';

/** What the card of an integration says first. `neverSynced` also where the only runs were dry ones. */
export const cardStates = ['neverSynced', 'syncing', 'upToDate', 'needsAttention'] as const;

/** One integration on the Home screen. */
export const homeCardSchema = z.object({
  integrationId: z.string(),
  name: z.string(),
  mode: z.enum(['import', 'two-way']),
  environment: z.enum(['test', 'production']),
  gradeSync: z.boolean(),
  gradeSyncPaused: z.boolean(),
  /** The address of the source, without its path. */
  address: z.string(),
  /** The built-in district behind it, which lasts as long as the application; null for every other integration. */
  sandbox: z.object({ seed: count, students: count, isRunning: z.boolean() }).nullable(),
  state: z.enum(cardStates),
  /** The newest run that has ended; dry ones only where there is no other. */
  lastRun: runReportSchema.nullable(),
  progress: runProgressSchema.nullable(),
  /** The next sync that begins by itself, `zone` being that of its schedule; null where none does. */
  nextSync: z.object({ at: z.string(), full: z.boolean(), zone: z.string() }).nullable(),
  missed: missedSyncsSchema.nullable(),
  openIssues: count,
  /** Active records of the local copy. */
  records: z.partialRecord(z.enum(entityTypes), count),
  /** Why the local copy cannot be read; the figures above are zero then. */
  problem: errorReportSchema.nullable(),
});
export type HomeCard = z.output<typeof homeCardSchema>;

export const homeRequests = {
  'app.info': {
    input: z.strictObject({}),
    output: z.object({ version: z.string(), secrets: z.enum(['keychain', 'env', 'memory']) }),
  },
  'home.list': { input: z.strictObject({}), output: z.array(homeCardSchema) },
  /** Starts the built-in district in this process and activates it; one that runs already is used again. */
  'sandbox.create': {
    input: z.strictObject({ seed: count.default(1), students: z.number().int().min(1).max(20_000).default(300) }),
    output: z.object({ integrationId: z.string() }),
  },
} as const;

export const homeEvents = {
  /** Integrations, their figures or their runs are no longer what they were. */
  'home.changed': z.strictObject({}),
} as const;
