import { z } from 'zod';
import { pluginInspection } from '../../powerschool/plugin-inspection.ts';
import { count, setupTarget } from './inputs.ts';

/** The largest plugin that is taken, in bytes. */
export const largestPluginBytes = 20 * 1024 * 1024;
/** What one `plugin.piece` may hold, in bytes before base64: a message of 1 MB is the most that a browser's host takes. */
export const pluginPieceBytes = 256 * 1024;

const upload = z.string().min(1).max(60);

/** What a plugin is, asks for, lacks and asks for needlessly. */
const pluginLookSchema = pluginInspection.extend({
  /** PowerSchool takes it, and it gives the integration all that it needs. */
  suffices: z.boolean(),
});
export type PluginLook = z.output<typeof pluginLookSchema>;

const builtPluginSchema = z.object({
  /** A name for the file. */
  name: z.string(),
  version: z.string(),
  /** In base64. */
  content: z.string(),
});
export type BuiltPlugin = z.output<typeof builtPluginSchema>;

export const pluginRequests = {
  /** A file of `bytes` is to come, in pieces and in their order. Another for the same target ends one that has not been chosen yet. */
  'plugin.begin': {
    input: z.strictObject({ target: setupTarget, name: z.string().max(1000), bytes: count }),
    output: z.object({ upload: z.string() }),
  },
  'plugin.piece': {
    input: z.strictObject({ upload, offset: count, content: z.base64().max(Math.ceil(pluginPieceBytes / 3) * 4) }),
    output: z.object({ received: count }),
  },
  /** Looks into the file that was sent and keeps it for its target. Of a bad file (`plugin.*`) nothing is kept. */
  'plugin.choose': { input: z.strictObject({ upload }), output: pluginLookSchema },
  /** The plugin that is kept; null: none. */
  'plugin.look': { input: z.strictObject({ target: setupTarget }), output: pluginLookSchema.nullable() },
  /** Builds the plugin that asks for exactly what the target needs, and keeps it. PowerSchool before 25.2 wants `v1` to be `NONE`. */
  'plugin.build': {
    input: z.strictObject({ target: setupTarget, v1: z.enum(['READ', 'NONE']).default('READ') }),
    output: builtPluginSchema,
  },
} as const;
