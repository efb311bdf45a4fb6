import { z } from 'zod';

/** What real hubs do differently, and what is not documented of School Passport (reference school-passport.md §12). */
export const hubSwitchChange = z
  .strictObject({
    /** `none`: the gradebook can only be read (405). `strict`: closed records, whole references to what is there, nothing deleted that others hang on. */
    writes: z.enum(['none', 'lenient', 'strict']),
    /** Names over 50 (line item) and 30 characters (category): taken, refused (422), or cut. */
    longNames: z.enum(['taken', 'refused', 'cut']),
    /** PowerSchool's other rules: categories have their teacher's `userDcid` and a name of their own, score types are known and upper case. */
    gradebookRules: z.boolean(),
    /** `allotted`: a new record gets an id of the hub's own, which the answer tells. */
    newIds: z.enum(['asProposed', 'allotted']),
    /** Whether filters on anything but the date of change are obeyed, refused (400), or passed over. */
    filters: z.enum(['obeyed', 'refused', 'ignored']),
    /** The same of filters on the date of change. `silent`: they find nothing, as where dates are compared in another shape. */
    changes: z.enum(['obeyed', 'refused', 'ignored', 'silent']),
    /** Whether what was deleted is told to those who ask for changes. */
    tombstones: z.enum(['told', 'untold']),
    /** Whether listings come with how many records they have in all. */
    counts: z.enum(['told', 'untold']),
    /** How finely the date of change is kept. */
    stamps: z.enum(['milliseconds', 'seconds']),
    /** How far the clock that dates changes is ahead of the one that dates answers; below zero: behind. */
    clockAheadSeconds: z.int(),
  })
  .partial();

export type HubSwitches = {
  -readonly [K in keyof z.output<typeof hubSwitchChange>]-?: z.output<typeof hubSwitchChange>[K] & {};
};

export const defaultHubSwitches = (): HubSwitches => ({
  writes: 'lenient',
  longNames: 'taken',
  gradebookRules: false,
  newIds: 'asProposed',
  filters: 'obeyed',
  changes: 'obeyed',
  tombstones: 'told',
  counts: 'told',
  stamps: 'milliseconds',
  clockAheadSeconds: 0,
});

/** The date of a change that is made at a moment, as the hub keeps it. */
export function stampAt(now: Date, { stamps, clockAheadSeconds }: HubSwitches): string {
  const text = new Date(now.getTime() + clockAheadSeconds * 1000).toISOString();
  return stamps === 'seconds' ? text.replace(/\.\d+Z$/, 'Z') : text;
}
