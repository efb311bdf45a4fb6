import { z } from 'zod';
import { entityTypes } from '../../oneroster/entity.ts';
import { count, integrationId, ofIntegration } from './inputs.ts';

export const qualitySeverities = ['error', 'warning', 'note'] as const;

export const qualityOutcomeSchema = z.object({
  id: z.string(),
  entity: z.enum(entityTypes),
  severity: z.enum(qualitySeverities),
  title: z.string(),
  sentence: z.string(),
  fix: z.string(),
  /** Null where the rule has not been applied yet: the next sync does. */
  total: count.nullable(),
  /** Where records were found, the most first. */
  schools: z.array(z.object({ schoolKey: z.number().int(), school: z.string().nullable(), count })).readonly(),
});
export type QualityOutcome = z.output<typeof qualityOutcomeSchema>;

const recordSchema = z.object({
  entity: z.enum(entityTypes),
  sourcedId: z.string(),
  powerSchoolId: z.string(),
  school: z.string().nullable(),
  /** A person's or a thing's name; empty where it has none. */
  name: z.string(),
});

export const qualityRequests = {
  /** Every rule with what it found at the last sync, clean ones included. Empty before the first sync. */
  'quality.list': { input: ofIntegration, output: z.array(qualityOutcomeSchema).readonly() },
  /** The records that a rule finds, a page at a time. */
  'quality.records': {
    input: z.strictObject({
      integrationId,
      rule: z.string().min(1).max(100),
      schoolKey: z.number().int().nullable().default(null),
      after: z.string().max(60).nullable().default(null),
      limit: z.number().int().min(1).max(500).default(50),
    }),
    output: z.object({ records: z.array(recordSchema).readonly(), next: z.string().nullable() }),
  },
} as const;
