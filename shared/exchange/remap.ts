import { z } from 'zod';

/** What can get a new id, in the order in which it depends on each other. */
export const remapEntities = ['org', 'course', 'class', 'user', 'category', 'lineItem', 'result'] as const;
export type RemapEntity = (typeof remapEntities)[number];

/**
 * Why two records are thought to be one: the partner, or PowerSchool, has it under a new id · two ids were exchanged · neither has a counterpart
 * yet · more than one record fits · a file says so.
 */
export const remapKinds = [
  'partnerRenumbered',
  'powerschoolRenumbered',
  'swapped',
  'unlinked',
  'ambiguous',
  'file',
] as const;
export type RemapKind = (typeof remapKinds)[number];

/** `possible` is never accepted together with others: a person looks at each. */
export const remapStrengths = ['certain', 'likely', 'possible'] as const;

/** What speaks for two records being one. `same` of `of` where it is counted. */
export const remapEvidenceSchema = z.object({
  kind: z.enum(['number', 'email', 'name', 'school', 'code', 'title', 'term', 'dueDate', 'scores', 'roster', 'items']),
  same: z.number().int().nullable(),
  of: z.number().int().nullable(),
});
export type RemapEvidence = z.output<typeof remapEvidenceSchema>;

export const remapProposalSchema = z.object({
  number: z.number().int(),
  entity: z.enum(remapEntities),
  kind: z.enum(remapKinds),
  strength: z.enum(remapStrengths),
  /** The sourcedIds that would be linked, and what people call the records. */
  powerschool: z.string(),
  partner: z.string(),
  label: z.string(),
  partnerLabel: z.string(),
  /** The ids that each has been linked to until now. */
  wasPowerschool: z.string().nullable(),
  wasPartner: z.string().nullable(),
  evidence: z.array(remapEvidenceSchema),
  verdict: z.enum(['accepted', 'refused']).nullable(),
});
export type RemapProposal = z.output<typeof remapProposalSchema>;

/** A proposal as the comparison of both ends finds it. */
export type FoundProposal = Omit<RemapProposal, 'number' | 'verdict'>;

/** A record that stands at one end alone, with nothing at the other that it could be. */
export const unmatchedSchema = z.object({
  entity: z.enum(remapEntities),
  side: z.enum(['powerschool', 'partner']),
  sourcedId: z.string(),
  label: z.string(),
});
export type Unmatched = z.output<typeof unmatchedSchema>;
