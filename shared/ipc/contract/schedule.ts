import { z } from 'zod';
import { scheduleSchema } from '../../integration/schedule.ts';
import { errorReportSchema } from '../../integration/run.ts';
import { count, integrationId, ofIntegration } from './inputs.ts';

export const missedSyncsSchema = z.object({
  count,
  /** When the first of them was due. */
  since: z.string(),
  /** Whether one sync makes up for them. */
  isMadeUpFor: z.boolean(),
});
export type MissedSyncsView = z.output<typeof missedSyncsSchema>;

const dueSchema = z.object({ at: z.string(), full: z.boolean() });

/** A sync as the scheduler of this computer's system can start it: one line each. */
const scheduleCommandsSchema = z.object({
  system: z.enum(['windows', 'linux', 'macos']),
  incremental: z.string(),
  full: z.string(),
});
export type ScheduleCommands = z.output<typeof scheduleCommandsSchema>;

export const scheduleRequests = {
  /** When this schedule would sync next, the soonest first. It need not be the stored one. */
  'schedule.preview': {
    input: z.strictObject({ schedule: scheduleSchema }),
    output: z.object({ zone: z.string(), next: z.array(dueSchema) }),
  },
  /** How a sync of this integration is started from outside, on this computer and with this profile. */
  'schedule.commands': { input: ofIntegration, output: scheduleCommandsSchema },
} as const;

export const scheduleEvents = {
  'schedule.missed': missedSyncsSchema.extend({ integrationId }),
  /** A sync that was due could not begin. */
  'schedule.notBegun': z.object({ integrationId, error: errorReportSchema }),
} as const;
