import { z } from 'zod';

const signed = {
  by: z.string().trim().min(1).max(100),
  at: z.iso.datetime(),
  note: z.string().trim().max(2000).default(''),
  /** What the settings were that decide what is written: another one opens the review again (C20). */
  fingerprint: z.string().min(1).max(100),
};

/** The phases of a project (C19–C21): set up, review what stands in the test environment, then production. */
export const phasesSchema = z
  .strictObject({
    /** Production waits for the sign-off. Where Canvas's rules hold it waits in any case (X13). */
    required: z.boolean().default(false),
    /** Somebody has reviewed what a run brought to the test environment, and answers for it (C15, C16, C20). */
    review: z
      .strictObject({ ...signed, runId: z.string().min(1), records: z.record(z.string(), z.number().int().min(0)) })
      .nullable()
      .default(null),
    /** Somebody has reviewed production (C21). */
    acceptance: z
      .strictObject({ ...signed, runId: z.string().min(1) })
      .nullable()
      .default(null),
  })
  .prefault({});
