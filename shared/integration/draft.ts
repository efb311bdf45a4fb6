import { z } from 'zod';
import { checkReportSchema } from './check-report.ts';
import { integrationShape, type IntegrationFile } from './config.ts';

/** The steps of the wizard in their order. Not every draft has all of them: `stepsOf` says which. */
export const stepNames = [
  'prerequisites',
  'mode',
  'activation',
  'delivery',
  'partner',
  'schools',
  'roster',
  'mappings',
  'masterFields',
  'review',
] as const;
export type StepName = (typeof stepNames)[number];

type Unfinished<T> = T extends readonly unknown[] | ((...args: never) => unknown)
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Unfinished<T[K]> | undefined }
    : T;

/** The integration file as far as it was filled in: every setting may be missing, and what stands there may be wrong. */
export type DraftFile = Unfinished<IntegrationFile>;

const largestFile = 1_000_000;

/** A configuration's known sections, with anything in them that is no secret: a draft is kept as it was typed. */
export const draftFileSchema = z.custom<DraftFile>(isDraftFile, 'must hold settings of an integration');

/** An integration that is being set up. Its secrets stand in the credential store under `draftId`. */
export const draftSchema = z.object({
  draftId: z.string(),
  /** Where the wizard was left. */
  step: z.enum(stepNames),
  file: draftFileSchema,
  /** The integration from which it was copied. */
  copiedFrom: z.string().nullable(),
  /** Which secrets have been entered. */
  secrets: z.object({ powerschool: z.boolean(), partner: z.boolean() }),
  /** What the set-up checks found with these settings; null where they have to be tried, or tried again. */
  checks: z.array(checkReportSchema).readonly().nullable(),
  updatedAt: z.string(),
});
export type Draft = Readonly<z.output<typeof draftSchema>>;

function isDraftFile(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (Object.keys(value).some((key) => !Object.hasOwn(integrationShape.shape, key))) return false;
  const text = JSON.stringify(value);
  // Whatever a screen does wrong, a secret is not written to a file.
  return text.length <= largestFile && !/"(clientSecret|secret|password)"\s*:/i.test(text);
}
