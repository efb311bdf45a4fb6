import { z } from 'zod';
import { categoryTitleLimit, characterCount } from '../oneroster/limits.ts';

/** What may be put right on the way to a system that would refuse it. All of it is off until somebody chooses it, and shown in the plan. */
export const fixesSchema = z
  .strictObject({
    /** S4, S13: a name that is too long is shortened in its middle, and stays unlike its neighbours. */
    shortenNames: z.boolean().default(false),
    /** S6: `points` becomes `POINTS`. */
    capitalizeScoreTypes: z.boolean().default(false),
    /** S8: a line item without a category goes into the teacher's category of this name. */
    fallbackCategory: z
      .string()
      .trim()
      .min(1)
      .refine((name) => characterCount(name) <= categoryTitleLimit, {
        error: `has more than ${String(categoryTitleLimit)} characters`,
      })
      .nullable()
      .default(null),
    /** S8: a teacher who lacks it gets it in PowerSchool first; off, the line item waits. */
    makeFallbackCategory: z.boolean().default(false),
  })
  .prefault({});
export type Fixes = z.output<typeof fixesSchema>;

export const noFixes: Fixes = {
  shortenNames: false,
  capitalizeScoreTypes: false,
  fallbackCategory: null,
  makeFallbackCategory: false,
};
