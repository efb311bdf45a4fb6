import { z } from 'zod';
import { errorReportSchema } from '../../integration/run.ts';
import { entityTypes } from '../../oneroster/entity.ts';
import { count, setupTarget } from './inputs.ts';

/** A record in OneRoster's words, as screens and the command line show it. */
const record = z.looseObject({
  sourcedId: z.string(),
  status: z.enum(['active', 'tobedeleted']),
  dateLastModified: z.string(),
  metadata: z.record(z.string(), z.unknown()),
  identifiers: z.object({ powerSchool: z.string(), partner: z.string().optional() }),
});

export const sampleSchema = z.object({
  /** `local`: PowerSchool could not be read now; `reason` says why. */
  from: z.enum(['live', 'local']),
  records: z.array(record),
  reason: errorReportSchema.nullable(),
});
export type Sample = z.output<typeof sampleSchema>;

export const serverDescriptionSchema = z.object({
  /** Empty where PowerSchool keeps it to itself. */
  version: z.string(),
  timeZone: z.string().nullable(),
  /** By name. The numbers are PowerSchool's School_Number, as `schools` of the configuration holds them. */
  schools: z.array(z.object({ number: z.number().int(), name: z.string() })),
  /** The newest first. `schools` says in how many of them the year is set up. */
  years: z.array(z.object({ schoolYear: z.number().int(), firstDay: z.string(), lastDay: z.string(), schools: count })),
});
export type ServerDescription = z.output<typeof serverDescriptionSchema>;

export const setupRequests = {
  /** Looks round in PowerSchool, live. */
  'setup.describe': { input: z.strictObject({ target: setupTarget }), output: serverDescriptionSchema },
  /** A few records, live, before any mapping; of people some of both kinds. */
  'setup.sample': {
    input: z.strictObject({
      target: setupTarget,
      entity: z.enum(entityTypes),
      limit: z.number().int().min(1).max(50).default(10),
    }),
    output: sampleSchema,
  },
} as const;
