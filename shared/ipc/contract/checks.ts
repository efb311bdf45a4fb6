import { z } from 'zod';
import { checkReportSchema } from '../../integration/check-report.ts';
import { setupTarget } from './inputs.ts';

const runNumber = z.string().min(1).max(60);

export const checkRequests = {
  /**
   * Tries every set-up check, live, and answers when all have ended; `checks.found` tells of each. `run` is the screen's own name for
   * it. A run of the same target that is under way is ended: its request fails with `checks.stopped`.
   */
  'checks.run': {
    input: z.strictObject({ target: setupTarget, run: runNumber }),
    output: z.array(checkReportSchema),
  },
  'checks.stop': { input: z.strictObject({ target: setupTarget }), output: z.object({}) },
} as const;

export const checkEvents = {
  'checks.found': z.object({ run: runNumber, report: checkReportSchema }),
} as const;
