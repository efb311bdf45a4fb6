import { z } from 'zod';
import { runStatuses, writeCountsSchema } from '../integration/run.ts';
import { entityTypes } from '../oneroster/entity.ts';

const count = z.number().int().nonnegative();

const changeCountsSchema = z.object({ created: count, updated: count, removed: count });

/** The status of one week, Monday to Sunday on the clock of the district (C18). */
export const weekStatusSchema = z.object({
  integration: z.string(),
  mode: z.enum(['import', 'two-way']),
  zone: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  /** When the figures were put together. */
  madeAt: z.string(),
  /** The newest first. */
  runs: z
    .array(
      z.object({
        runId: z.string(),
        startedAt: z.string(),
        status: z.enum(runStatuses),
        dryRun: z.boolean(),
        full: z.boolean(),
        /** What it changed in the local copy; none where it wrote nothing. */
        changed: count,
        issues: count,
      }),
    )
    .readonly(),
  /** What the week changed in the local copy. */
  records: z.partialRecord(z.enum(entityTypes), changeCountsSchema),
  /** What was written at both ends. */
  writes: z.object({ powerschool: writeCountsSchema, partner: writeCountsSchema }),
  /** Open after the last sync of the week, and before its first one; null where there was no sync yet. */
  issues: z.object({ atEnd: count.nullable(), before: count.nullable() }),
  /** What the rules of data quality find now; only the last sync's findings are kept. */
  quality: z
    .array(z.object({ title: z.string(), severity: z.enum(['error', 'warning', 'note']), total: count.nullable() }))
    .readonly(),
  /** Null for an import, which has none. `open`: null without a plan. */
  conflicts: z.object({ open: count.nullable(), decided: count }).nullable(),
  /** The plans that were written. */
  applied: z
    .array(z.object({ planId: z.string(), at: z.string(), by: z.string().nullable(), written: count, held: count }))
    .readonly(),
  /** The next syncs that begin by themselves, seen from now. */
  next: z.array(z.object({ at: z.string(), full: z.boolean() })).readonly(),
});
export type WeekStatus = z.output<typeof weekStatusSchema>;
