import { z } from 'zod';
import { ofIntegration } from './inputs.ts';

const signature = z.object({
  by: z.string(),
  at: z.string(),
  note: z.string(),
  runId: z.string(),
  isCurrent: z.boolean(),
});

export const phasesViewSchema = z.object({
  environment: z.enum(['test', 'production']),
  phase: z.enum(['setUp', 'review', 'production', 'accepted']),
  required: z.boolean(),
  /** The rules of the district demand it: it cannot be switched off. */
  isAlways: z.boolean(),
  review: signature.extend({ records: z.record(z.string(), z.number()) }).nullable(),
  acceptance: signature.nullable(),
  /** The newest run that ended well and wrote what it had planned, with what stands in the local copy after it. */
  run: z
    .object({ runId: z.string(), finishedAt: z.string().nullable(), records: z.record(z.string(), z.number()) })
    .nullable(),
});
export type PhasesView = z.output<typeof phasesViewSchema>;

const signing = ofIntegration.extend({
  runId: z.string().min(1).max(100),
  by: z.string().trim().min(1).max(100),
  note: z.string().trim().max(2000).default(''),
});

/** Review of the test data, and of production, by name (C15, C16, C20, C21). */
export const phaseRequests = {
  'phases.get': { input: ofIntegration, output: phasesViewSchema },
  'phases.require': { input: ofIntegration.extend({ required: z.boolean() }), output: phasesViewSchema },
  /** Signs for the test data of a run: from then on production may be written to, as long as the settings stay as they are. */
  'phases.review': { input: signing, output: phasesViewSchema },
  /** Accepts what stands in production. */
  'phases.accept': { input: signing, output: phasesViewSchema },
} as const;
