import { z } from 'zod';

/**
 * Whether the district was connected before, with other ids (C14): an existing customer’s records must be matched to PowerSchool’s ids before
 * the first sync that writes in production.
 */
export const formerIdsSchema = z
  .strictObject({
    expected: z.boolean().default(false),
    /** Who has said that nothing is left to match, and when. */
    settled: z
      .strictObject({ by: z.string().trim().min(1).max(100), at: z.iso.datetime() })
      .nullable()
      .default(null),
  })
  .prefault({});
