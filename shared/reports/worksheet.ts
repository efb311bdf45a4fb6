import { z } from 'zod';
import { mappedEntities } from '../integration/mapping/mapped-entities.ts';

const line = z.string().trim().max(200);
const text = z.string().trim().max(2000);

/** The data mapping call with an implementation consultant (C9): arranged through the customer success manager. */
export const mappingCallSchema = z.strictObject({
  with: line.default(''),
  on: z.iso.date().nullable().default(null),
  questions: text.default(''),
});
export type MappingCall = z.output<typeof mappingCallSchema>;

export const signerSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  role: line.default(''),
  on: z.iso.date(),
});

/** A name under the worksheet. It is never taken back; what was signed is told by a fingerprint of the mapping. */
const signOffSchema = signerSchema.extend({ recordedAt: z.string(), fingerprint: z.string() });

/** What people put on the worksheet; everything else on it follows from the settings. */
export const worksheetContentSchema = z.strictObject({
  call: mappingCallSchema.prefault({}),
  /** By entity and attribute. */
  notes: z.partialRecord(z.enum(mappedEntities), z.record(z.string().max(100), text)).default({}),
  signOffs: z.array(signOffSchema).default([]),
});
export type WorksheetContent = z.output<typeof worksheetContentSchema>;

/** Which end wins where both know a value; `both`: links of each end are merged; null: no rule is needed or set. */
const mastersOf = ['powerschool', 'partner', 'both'] as const;

const worksheetRowSchema = z.object({
  attribute: z.string(),
  /** PowerSchool's columns, or attributes of the record as it came. */
  sources: z.array(z.string()).readonly(),
  /** What is done with them; empty where they are taken as they are. */
  how: z.string(),
  /** By a mapping of the district's own, not by the built-in one. */
  isOwn: z.boolean(),
  master: z.enum(mastersOf).nullable(),
  /** The ends whose value nobody else may overwrite. */
  protectedBy: z.array(z.enum(['powerschool', 'partner'])).readonly(),
  note: z.string(),
});
export type WorksheetRow = z.output<typeof worksheetRowSchema>;

/** The data-mapping worksheet (C9). */
export const worksheetSchema = z.object({
  integration: z.string(),
  mode: z.enum(['import', 'two-way']),
  hasDraft: z.boolean(),
  call: mappingCallSchema,
  entities: z
    .array(z.object({ entity: z.enum(mappedEntities), rows: z.array(worksheetRowSchema).readonly() }))
    .readonly(),
  /** `isCurrent`: the mapping is still what it was. */
  signOffs: z.array(signerSchema.extend({ recordedAt: z.string(), isCurrent: z.boolean() })).readonly(),
});
export type Worksheet = z.output<typeof worksheetSchema>;
