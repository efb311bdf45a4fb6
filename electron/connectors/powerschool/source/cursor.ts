import { z } from 'zod';

/** Of line items alone. */
const ofLineItems = {
  /** Which sections there were, in which term, and which of them had no lead teacher. */
  sections: z.string().optional(),
  /** How many more assignments there were than associations with a category. */
  uncategorized: z.number().optional(),
};

/** Where an incremental pull goes on from, as the store keeps it. */
const cursorSchema = z.discriminatedUnion('kind', [
  /** Rows changed at or after this, in the server's own time. */
  z.object({ kind: z.literal('time'), since: z.string(), ...ofLineItems }),
  /** Rows changed after this data version. */
  z.object({ kind: z.literal('version'), version: z.string(), ...ofLineItems }),
  z.object({
    kind: z.literal('categories'),
    since: z.string(),
    /** Which teacher led which section, and which categories were excluded from one. */
    sections: z.string(),
    /** How many categories there were. */
    count: z.number(),
    /** Categories that apply somewhere only where an assignment is in them. */
    idle: z.array(z.number()),
    /** Where assignments are in one of these; empty if nowhere. */
    uses: z.string(),
  }),
]);
export type Cursor = z.output<typeof cursorSchema>;

/** Null for none, and for one that an older version of this application wrote otherwise: then all is listed. */
export function readCursor(text: string | null): Cursor | null {
  if (text === null) return null;
  try {
    return cursorSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export const writeCursor = (cursor: Cursor): string => JSON.stringify(cursor);
