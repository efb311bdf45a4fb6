import { z } from 'zod';

/** In days; null is for ever. */
const days = (usual: number | null) => z.number().int().min(1).max(36_500).nullable().default(usual);

/** A school year and the weeks in which it is looked back on. */
const schoolYear = 400;
/** Long enough for a dispute about a grade. */
const proof = 1095;

/**
 * How long is kept what is no longer needed for syncing. The newest sync that saved something, what is still to be written and decisions in
 * force are kept in any case.
 */
export const retentionSchema = z
  .strictObject({
    /** What values were before. */
    historyDays: days(schoolYear),
    /** Records that are gone from PowerSchool. */
    removedDays: days(schoolYear),
    /** Reports of runs. */
    runDays: days(proof),
    /** Plans and the receipts of what was written, with the values from before: without them a sync cannot be undone. */
    planDays: days(proof),
    /** Who took what out: kept as long as the records of which it tells, if nobody says otherwise. */
    accessLogDays: days(null),
  })
  .prefault({});
export type Retention = z.output<typeof retentionSchema>;

/** The moment before which something of this age is too old, in milliseconds since 1970; null: nothing is. */
export const cutOff = (keptDays: number | null, now: number): number | null =>
  keptDays === null ? null : now - keptDays * 86_400_000;
