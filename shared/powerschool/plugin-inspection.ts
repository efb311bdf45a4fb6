import { z } from 'zod';

/** Access to PowerSchool’s core API, as `oauth@accessLevelV1Api` of a plugin.xml states it. */
export const v1AccessLevels = ['NONE', 'READ', 'FULL'] as const;
/** Access to a column, as `field@access` states it. */
export const fieldAccesses = ['ViewOnly', 'FullAccess'] as const;

const access = z.enum(fieldAccesses);
const fieldReport = z.object({
  table: z.string(),
  field: z.string(),
  access,
  /** The line for a plugin.xml that asks for it. */
  line: z.string(),
});

/** What is said about a plugin; `plugin inspect --json` prints it as it is. */
export const pluginInspection = z.object({
  plugin: z.object({
    name: z.string(),
    version: z.string().nullable(),
    description: z.string().nullable(),
    publisher: z.string().nullable(),
    contact: z.string().nullable(),
    container: z.enum(['zip', 'xml']),
    files: z.number(),
  }),
  signIn: z.object({
    /** Whether PowerSchool will give it a client id and secret. */
    oauth: z.boolean(),
    v1: z.enum(v1AccessLevels),
  }),
  queries: z.array(z.object({ name: z.string(), description: z.string().nullable(), ours: z.boolean() })),
  /** By table: `Students: names, numbers, grade level — read`. */
  asks: z.array(
    z.object({
      table: z.string(),
      access: z.enum(['read', 'read and write']),
      fields: z.array(z.string()),
      sentence: z.string(),
    }),
  ),
  /** Pages, links, hosts and addresses that it brings besides, each as a sentence. */
  brings: z.array(z.string()),
  lacks: z.object({
    nothing: z.boolean(),
    fields: z.array(fieldReport),
    queries: z.array(z.object({ name: z.string(), reason: z.enum(['absent', 'different']) })),
    sentences: z.array(z.string()),
  }),
  needless: z.object({
    nothing: z.boolean(),
    fields: z.array(fieldReport.extend({ reason: z.enum(['notNeeded', 'readIsEnough']) })),
    queries: z.array(z.string()),
    sentences: z.array(z.string()),
  }),
  problems: z.array(z.object({ file: z.string(), rule: z.string(), message: z.string(), fix: z.string() })),
});

export type PluginInspection = z.infer<typeof pluginInspection>;
