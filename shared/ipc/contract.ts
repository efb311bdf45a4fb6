import { z } from 'zod';
import { errorReportSchema, runProgressSchema, runReportSchema } from '../integration/run.ts';
import { entityTypes } from '../oneroster/entity.ts';

const count = z.number().int().nonnegative();
const integrationId = z.string().min(1).max(100);
const ofIntegration = z.strictObject({ integrationId });

/** What the card of an integration says first. `neverSynced` also where the only runs were dry ones. */
export const cardStates = ['neverSynced', 'syncing', 'upToDate', 'needsAttention'] as const;

/** One integration on the Home screen. */
export const homeCardSchema = z.object({
  integrationId: z.string(),
  name: z.string(),
  mode: z.enum(['import', 'two-way']),
  environment: z.enum(['test', 'production']),
  gradeSync: z.boolean(),
  /** The address of the source, without its path. */
  address: z.string(),
  /** The built-in district behind it, which lasts as long as the application; null for every other integration. */
  sandbox: z.object({ seed: count, students: count, isRunning: z.boolean() }).nullable(),
  state: z.enum(cardStates),
  /** The newest run that has ended; dry ones only where there is no other. */
  lastRun: runReportSchema.nullable(),
  progress: runProgressSchema.nullable(),
  openIssues: count,
  /** Active records of the local copy. */
  records: z.partialRecord(z.enum(entityTypes), count),
  /** Why the local copy cannot be read; the figures above are zero then. */
  problem: errorReportSchema.nullable(),
});
export type HomeCard = z.output<typeof homeCardSchema>;

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

/** Every request that a screen may make. Types, checks and both carriers come from this table. */
export const requests = {
  'app.info': {
    input: z.strictObject({}),
    output: z.object({ version: z.string(), secrets: z.enum(['keychain', 'env', 'memory']) }),
  },
  'home.list': { input: z.strictObject({}), output: z.array(homeCardSchema) },
  /** Answers as soon as the run has begun; why one could not begin is this request's error. */
  'sync.start': {
    input: z.strictObject({ integrationId, full: z.boolean().default(false), dryRun: z.boolean().default(false) }),
    output: z.object({ started: z.literal(true) }),
  },
  /** `cancelling` is false where no run was under way. */
  'sync.cancel': { input: ofIntegration, output: z.object({ cancelling: z.boolean() }) },
  'runs.list': {
    input: z.strictObject({ integrationId, limit: z.number().int().min(1).max(500).default(100) }),
    output: z.array(runReportSchema),
  },
  'runs.get': { input: z.strictObject({ integrationId, runId: z.string().min(1).max(100) }), output: runReportSchema },
  'issues.list': { input: ofIntegration, output: issueListSchema },
  /** Starts the built-in district in this process and activates it; one that runs already is used again. */
  'sandbox.create': {
    input: z.strictObject({ seed: count.default(1), students: z.number().int().min(1).max(20_000).default(300) }),
    output: z.object({ integrationId: z.string() }),
  },
} as const;

/** Everything that happens without having been asked for. */
export const events = {
  'sync.progressed': runProgressSchema,
  'sync.finished': runReportSchema,
  /** A run that had begun ended without a report: a part of the application stopped. */
  'sync.failed': z.object({ integrationId: z.string(), error: errorReportSchema }),
  /** Integrations, their figures or their runs are no longer what they were. */
  'home.changed': z.strictObject({}),
} as const;

export type RequestName = keyof typeof requests;
export type Input<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
export type Parsed<N extends RequestName> = z.output<(typeof requests)[N]['input']>;
export type Output<N extends RequestName> = z.output<(typeof requests)[N]['output']>;
export type Handlers = { readonly [N in RequestName]: (input: Parsed<N>) => Output<N> | Promise<Output<N>> };

export type EventName = keyof typeof events;
export type EventData<E extends EventName> = z.output<(typeof events)[E]>;

export const isRequestName = (name: unknown): name is RequestName =>
  typeof name === 'string' && Object.hasOwn(requests, name);
export const isEventName = (name: unknown): name is EventName =>
  typeof name === 'string' && Object.hasOwn(events, name);
