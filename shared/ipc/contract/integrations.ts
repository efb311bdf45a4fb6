import { z } from 'zod';
import { draftFileSchema, draftSchema, stepNames } from '../../integration/draft.ts';
import { integrationConfigSchema } from '../../integration/config.ts';
import { integrationId, ofIntegration } from './inputs.ts';

const draftId = z.string().min(1).max(100);
const ofDraft = z.strictObject({ draftId });

export const integrationDocumentSchema = z.object({
  integrationId: z.string(),
  createdAt: z.string(),
  /** Every default filled in. A type rather than a check: what was stored by an earlier version may break a younger rule. */
  config: z.custom<z.output<typeof integrationConfigSchema>>((value) => typeof value === 'object' && value !== null),
  /** That it is on a built-in district, which is gone when the application ends. */
  isSandbox: z.boolean(),
  /** Where its data are on this computer. */
  folder: z.string(),
});
export type IntegrationDocument = z.output<typeof integrationDocumentSchema>;

export const draftSummarySchema = z.object({
  draftId: z.string(),
  step: z.enum(stepNames),
  /** Empty where none was entered yet. */
  name: z.string(),
  copiedFrom: z.string().nullable(),
  updatedAt: z.string(),
});
export type DraftSummary = z.output<typeof draftSummarySchema>;

export const integrationRequests = {
  'integrations.get': { input: ofIntegration, output: integrationDocumentSchema },
  /** A deep-merge patch of the integration file; the result is parsed whole. What is fixed at creation (S17, S20) is refused. */
  'integrations.change': {
    input: z.strictObject({ integrationId, patch: draftFileSchema }),
    output: integrationDocumentSchema,
  },
  /**
   * Removes settings, local data and secrets. `typedName` is the integration's name, typed by a person. Where a secret is in a keychain that
   * cannot be reached (`credentials.unavailable`), nothing is deleted, unless `leaveSecrets` says that it may stay there.
   */
  'integrations.delete': {
    input: z.strictObject({ integrationId, typedName: z.string().max(200), leaveSecrets: z.boolean().default(false) }),
    output: z.object({ deleted: z.literal(true) }),
  },
} as const;

export const draftRequests = {
  /** The newest first. */
  'drafts.list': { input: z.strictObject({}), output: z.array(draftSummarySchema) },
  /** With `copyOf`: everything of that integration but its plugin and credentials, and with Grade Sync (S17). */
  'drafts.create': {
    input: z.strictObject({ copyOf: integrationId.nullable().default(null) }),
    output: draftSchema,
  },
  'drafts.get': { input: ofDraft, output: draftSchema },
  /** Merges `patch` into the draft's file. */
  'drafts.update': {
    input: z.strictObject({ draftId, step: z.enum(stepNames).optional(), patch: draftFileSchema.default({}) }),
    output: draftSchema,
  },
  /** Removes the draft with its plugin and its secrets. */
  'drafts.delete': { input: ofDraft, output: z.object({ deleted: z.literal(true) }) },
  /** Makes the integration and moves the secrets to it. Refused (`draft.incomplete`) while anything is missing. */
  'drafts.finish': { input: ofDraft, output: z.object({ integrationId: z.string() }) },
} as const;

export const draftEvents = {
  /** A draft came, changed elsewhere, or went. */
  'drafts.changed': z.strictObject({}),
} as const;
