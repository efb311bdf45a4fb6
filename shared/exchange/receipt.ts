import { z } from 'zod';
import { exchangedEntities, sides } from './exchanged.ts';
import { planActions } from './plan.ts';

/** One write: what was sent, what was answered, how it was read back. `chain` is the SHA-256 over the receipt before and this one. */
export const receiptSchema = z.object({
  number: z.number().int(),
  runId: z.string(),
  target: z.enum(sides),
  entity: z.enum(exchangedEntities),
  action: z.enum(planActions),
  state: z.string(),
  intendedAt: z.string(),
  settledAt: z.string().nullable(),
  sourcedId: z.string().nullable(),
  teacher: z.string().nullable(),
  schoolKey: z.number().int(),
  classKey: z.number().int().nullable(),
  request: z.object({ method: z.string(), path: z.string(), body: z.string().nullable() }).nullable(),
  answer: z.object({ status: z.number().int().nullable(), text: z.string().nullable() }).nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  readBack: z.record(z.string(), z.unknown()).nullable(),
  chain: z.string().nullable(),
});
export type Receipt = z.output<typeof receiptSchema>;

/** Receipts of one class of a run, with who teaches it; null where it is of no class or nobody teaches it. */
export const receiptPlaceSchema = z.object({
  schoolKey: z.number().int(),
  school: z.string().nullable(),
  classKey: z.number().int().nullable(),
  class: z.string().nullable(),
  teacherKey: z.number().int().nullable(),
  teacher: z.string().nullable(),
  count: z.number().int(),
});
export type ReceiptPlace = z.output<typeof receiptPlaceSchema>;
