import { z } from 'zod';

export const themes = ['light', 'dark', 'system'] as const;
/** `compact` shows more rows and smaller fields. */
export const densities = ['comfortable', 'compact'] as const;

/** How the application looks, of all integrations. `fontSize` in per cent of the usual size. */
export const appearanceSchema = z.strictObject({
  theme: z.enum(themes).default('system'),
  density: z.enum(densities).default('comfortable'),
  fontSize: z.number().int().min(100).max(200).default(100),
});
export type Appearance = z.output<typeof appearanceSchema>;

export const appearanceRequests = {
  'appearance.get': { input: z.strictObject({}), output: appearanceSchema },
  'appearance.set': { input: appearanceSchema.required(), output: appearanceSchema },
} as const;

export const appearanceEvents = {
  /** It was changed, perhaps in another window. */
  'appearance.changed': appearanceSchema,
} as const;
