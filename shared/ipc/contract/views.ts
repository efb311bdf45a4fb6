import { z } from 'zod';
import { filterSchema } from '../../browse/filter.ts';
import { browseViews } from '../../browse/views.ts';
import { integrationId } from './inputs.ts';

const column = z.string().min(1).max(200);

/** How a person likes a grid. Columns that the grid no longer has are ignored by the screen. */
export const viewSettingsSchema = z.strictObject({
  /** The columns shown, in order. */
  columns: z.array(column).max(200),
  /** In pixels, by column. */
  widths: z.record(column, z.number().int().min(20).max(2000)).default({}),
  pinnedLeft: z.array(column).max(20).default([]),
  sort: z
    .array(z.strictObject({ column, direction: z.enum(['asc', 'desc']) }))
    .max(3)
    .default([]),
  filter: filterSchema.nullable().default(null),
});
export type ViewSettings = z.output<typeof viewSettingsSchema>;

export const savedViewSchema = z.object({
  name: z.string(),
  settings: viewSettingsSchema,
  updatedAt: z.string(),
});
export type SavedView = z.output<typeof savedViewSchema>;

const name = z.string().trim().min(1).max(80);
const ofGrid = { integrationId, view: z.enum(browseViews) };

export const viewRequests = {
  /** `last` is the grid as it was left; null before anything was changed. `saved` by name. */
  'views.list': {
    input: z.strictObject(ofGrid),
    output: z.object({ last: viewSettingsSchema.nullable(), saved: z.array(savedViewSchema) }),
  },
  /** Remembers the grid as it is now. */
  'views.remember': { input: z.strictObject({ ...ofGrid, settings: viewSettingsSchema }), output: z.object({}) },
  /** Saves under a name; one of this name is replaced. */
  'views.save': { input: z.strictObject({ ...ofGrid, name, settings: viewSettingsSchema }), output: savedViewSchema },
  /** False where there was none of this name. */
  'views.delete': { input: z.strictObject({ ...ofGrid, name }), output: z.object({ deleted: z.boolean() }) },
} as const;
