import { z } from 'zod';
import { count, ofIntegration } from './inputs.ts';

/** What is older than it is to be kept. */
export const oldDataSchema = z.object({
  history: count,
  removed: count,
  runs: count,
  plans: count,
  receipts: count,
  /** Runs that can no longer be undone without these receipts. */
  undoable: count,
  accessLog: count,
});
export type OldDataView = z.output<typeof oldDataSchema>;

const typed = ofIntegration.extend({ typedName: z.string().max(200) });

export const retentionRequests = {
  /** What a purge would take away, by the settings that are saved. Throws AppError `run.locked` (stop) during a sync. */
  'retention.preview': { input: ofIntegration, output: oldDataSchema },
  /** Takes it away, overwritten in the files. Throws AppError `integration.nameDiffers` (ask), `run.locked` (stop). */
  'retention.purge': { input: typed, output: oldDataSchema },
  /** Removes everything that was read and written; settings and secrets stay. Throws as `retention.purge`, and `purge.unclear` (ask). */
  'retention.deleteAll': { input: typed, output: z.object({ deleted: z.literal(true) }) },
} as const;
