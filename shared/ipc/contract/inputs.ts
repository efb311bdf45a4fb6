import { z } from 'zod';

export const count = z.number().int().nonnegative();
export const integrationId = z.string().min(1).max(100);
/** What a request of the set-up is about: a draft of the wizard, or an integration that exists. */
export const setupTarget = z.strictObject({ kind: z.enum(['draft', 'integration']), id: integrationId });
export type SetupTarget = z.output<typeof setupTarget>;
export const ofIntegration = z.strictObject({ integrationId });
