import { z } from 'zod';

/** Of line items: the sections that had no lead teacher then. */
const leaderless = z.string().optional();

/** Where an incremental pull goes on from, as the store keeps it. */
const cursorSchema = z.discriminatedUnion('kind', [
  /** Rows changed at or after this, in the server's own time. */
  z.object({ kind: z.literal('time'), since: z.string(), leaderless }),
  /** Rows changed after this data version. */
  z.object({ kind: z.literal('version'), version: z.string(), leaderless }),
  /** As `time`, which teacher led which section then, and how many categories there were in all. */
  z.object({ kind: z.literal('categories'), since: z.string(), sections: z.string(), count: z.number() }),
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
