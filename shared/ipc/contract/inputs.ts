import { z } from 'zod';

export const count = z.number().int().nonnegative();
export const integrationId = z.string().min(1).max(100);
export const ofIntegration = z.strictObject({ integrationId });
