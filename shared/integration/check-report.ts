import { z } from 'zod';

/** What one set-up check found. */
export const checkReportSchema = z.object({
  id: z.string(),
  title: z.string(),
  result: z.enum(['pass', 'warn', 'fail']),
  message: z.string(),
  /** The next step; lines after the first are text to copy. */
  fix: z.string().nullable(),
  chain: z
    .array(z.object({ subject: z.string(), issuer: z.string(), validTo: z.string(), fingerprint: z.string() }))
    .readonly()
    .optional(),
  needsConfirmation: z.literal(true).optional(),
});
export type CheckReport = z.output<typeof checkReportSchema>;

/** Whether a check is about the other end of a 2-Way Sync. */
export const isPartnerCheck = ({ id }: Pick<CheckReport, 'id'>): boolean => id.startsWith('partner');

/** What would fail in a sync: failed checks, and what a person has to confirm before. */
export const standingInTheWay = (reports: readonly CheckReport[]): readonly CheckReport[] =>
  reports.filter(({ result, needsConfirmation }) => result === 'fail' || needsConfirmation === true);
