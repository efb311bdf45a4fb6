import { z } from 'zod';
import {
  remapEntities,
  remapKinds,
  remapProposalSchema,
  remapStrengths,
  unmatchedSchema,
} from '../../exchange/remap.ts';
import { count, integrationId, ofIntegration } from './inputs.ts';

const id = z.string().trim().min(1).max(255);

/** Which proposals are meant; without any, all. */
const filter = z.strictObject({
  entity: z.enum(remapEntities).optional(),
  kind: z.enum(remapKinds).optional(),
  strength: z.enum(remapStrengths).optional(),
  verdict: z.enum(['open', 'accepted', 'refused']).optional(),
  /** Part of a name or an id. */
  search: z.string().trim().max(100).optional(),
});
export type RemapFilter = z.output<typeof filter>;

const pair = z.strictObject({ entity: z.enum(remapEntities), powerschool: id, partner: id });
export type RemapPair = z.output<typeof pair>;

/** Some proposals by name, or all open ones of a kind. */
const which = z.union([
  z.strictObject({ pairs: z.array(pair).min(1).max(500) }),
  z.strictObject({ filter: filter.omit({ verdict: true }) }),
]);
export type WhichProposals = z.output<typeof which>;

const batchSchema = z.object({
  batch: z.number().int(),
  verdict: z.enum(['accepted', 'refused']),
  decidedAt: z.iso.datetime(),
  records: count,
  state: z.enum(['undoable', 'undone', 'sealed']),
});
export type RemapBatch = z.output<typeof batchSchema>;

/** What accepting would do. */
export const remapPreviewSchema = z.object({
  links: count,
  /** Links that go, because one of their records has another counterpart now. */
  replaced: count,
  /** Writes of the newest plan that are held because of these records, and are compared anew. */
  held: z.object({ create: count, update: count, delete: count }),
});
export type RemapPreview = z.output<typeof remapPreviewSchema>;

const formerIdsViewSchema = z.object({
  expected: z.boolean(),
  settled: z.object({ by: z.string(), at: z.string() }).nullable(),
  /** Proposals that are certain or likely and wait for a decision. */
  open: count,
  /** Both ends have been compared: what there is to decide is known. */
  isCompared: z.boolean(),
});

export const importLineSchema = z.object({ line: count, entity: z.string(), oldId: z.string(), newId: z.string() });
export type ImportLine = z.output<typeof importLineSchema>;

const page = { after: count.default(0), limit: z.number().int().min(1).max(500).default(50) };

/** The re-mapping tool (C14): old and new ids of the same records are found, looked at, accepted or refused, and taken back. */
export const remapRequests = {
  'remap.summary': {
    input: ofIntegration,
    output: z.object({
      counts: z.array(
        z.object({
          entity: z.enum(remapEntities),
          kind: z.enum(remapKinds),
          strength: z.enum(remapStrengths),
          verdict: z.enum(['open', 'accepted', 'refused']),
          count,
        }),
      ),
      unmatched: z.object({ powerschool: count, partner: count }),
      batches: z.array(batchSchema),
    }),
  },
  /** Whether the district was connected before under other ids, and whether they are matched. */
  'remap.former': { input: ofIntegration, output: formerIdsViewSchema },
  'remap.expectFormer': { input: ofIntegration.extend({ expected: z.boolean() }), output: formerIdsViewSchema },
  /** Confirms by name that nothing is left to match. Throws AppError `ids.notCompared`, `ids.stillOpen` (ask). */
  'remap.settleFormer': {
    input: ofIntegration.extend({ by: z.string().trim().min(1).max(100) }),
    output: formerIdsViewSchema,
  },
  'remap.proposals': {
    input: z.strictObject({ integrationId, filter: filter.prefault({}), ...page }),
    output: z.array(remapProposalSchema),
  },
  'remap.unmatched': {
    input: z.strictObject({ integrationId, search: z.string().trim().max(100).default(''), ...page }),
    output: z.array(unmatchedSchema),
  },
  'remap.preview': { input: z.strictObject({ integrationId, which }), output: remapPreviewSchema },
  /** All or nothing. Carried out by the next sync, whatever becomes of this process. */
  'remap.decide': {
    input: z.strictObject({ integrationId, which, verdict: z.enum(['accepted', 'refused']) }),
    output: z.object({ batch: z.number().int(), records: count }),
  },
  'remap.undo': {
    input: z.strictObject({ integrationId, batch: z.number().int() }),
    output: z.object({ undone: z.literal(true) }),
  },
  /**
   * Lines of a file with the columns `entity,oldId,newId`, as many as one message takes, each piece with the header. They become proposals;
   * nothing is linked yet. `firstLine`: the number of the piece's first line of data in the file.
   */
  'remap.import': {
    input: z.strictObject({ integrationId, text: z.string().max(600_000), firstLine: count.default(2) }),
    output: z.object({
      proposed: count,
      linkedAlready: count,
      unmatched: z.array(importLineSchema),
      ambiguous: z.array(importLineSchema),
    }),
  },
} as const;
