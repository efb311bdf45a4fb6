import { z } from 'zod';

/** A whole reference (reference oneroster.md §2.3). */
export const reference = z.strictObject({
  href: z.url(),
  sourcedId: z.string().min(1),
  type: z.enum(['academicSession', 'category', 'class', 'lineItem', 'org', 'user']),
});

/** What every record has. */
export const common = {
  sourcedId: z.string().min(1).max(255),
  status: z.enum(['active', 'tobedeleted']).optional(),
  dateLastModified: z.iso.datetime().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
};

export const scoreStatus = z.enum(['exempt', 'fully graded', 'not submitted', 'partially graded', 'submitted']);
