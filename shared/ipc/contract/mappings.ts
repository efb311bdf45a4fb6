import { z } from 'zod';
import { mappedEntities } from '../../integration/mapping/mapped-entities.ts';
import { mappingsSchema, mappingSetSchema } from '../../integration/mappings.ts';
import { gradeRules } from '../../integration/grade-rule.ts';
import { masterFieldsSchema } from '../../integration/master-fields.ts';
import { integrationId, ofIntegration, setupTarget } from './inputs.ts';

const mappingsOutput = z.object({ gradeSync: z.boolean(), mappings: mappingsSchema });
const masterFieldsOutput = z.object({
  name: z.string(),
  mode: z.enum(['import', 'two-way']),
  gradeSync: z.boolean(),
  gradeRule: z.enum(gradeRules),
  rules: masterFieldsSchema,
  /** The day on which somebody typed the integration's name, so that it may run although rules are missing. */
  confirmedOn: z.string().nullable(),
});
export type MasterFieldsView = z.output<typeof masterFieldsOutput>;

const fieldSchema = z.object({
  /** As a mapping names it. */
  source: z.string(),
  state: z.enum(['readable', 'notGranted', 'unknown', 'unreachable']),
  /** True where the plugin in PowerSchool does not bring it to a sync. */
  needsPlugin: z.boolean(),
  /** By the DCID of the record; nothing where the field is empty. */
  values: z.record(z.string(), z.string()),
});
export type FieldFound = z.output<typeof fieldSchema>;

export const mappingRequests = {
  'mappings.get': { input: ofIntegration, output: mappingsOutput },
  /** Keeps a set as draft; null forgets it. */
  'mappings.saveDraft': {
    input: z.strictObject({ integrationId, draft: mappingSetSchema.nullable() }),
    output: mappingsOutput,
  },
  /** From the next sync on the draft is used. */
  'mappings.activate': { input: ofIntegration, output: mappingsOutput },
  /** What PowerSchool says, live, about columns that an admin has named. */
  'mappings.fields': {
    input: z.strictObject({
      target: setupTarget,
      entity: z.enum(mappedEntities),
      sources: z.array(z.string().max(100)).max(10),
      /** DCIDs of the records whose values are wanted. */
      keys: z.array(z.string().regex(/^\d{1,16}$/)).max(20),
    }),
    output: z.array(fieldSchema),
  },
  'masterFields.get': { input: ofIntegration, output: masterFieldsOutput },
  'masterFields.save': {
    input: z.strictObject({ integrationId, rules: masterFieldsSchema }),
    output: masterFieldsOutput,
  },
  /** Lets a 2-Way Sync run with incomplete master fields. `typedName` must be the integration's name. */
  'masterFields.confirm': {
    input: z.strictObject({ integrationId, typedName: z.string().max(200) }),
    output: masterFieldsOutput,
  },
} as const;
