import { z } from 'zod';
import { integrationShape } from './config.ts';

type Tree = Readonly<Record<string, unknown>>;

/**
 * Puts a change into a configuration. Sections with fixed settings are merged setting by setting; lists, tables whose keys people choose
 * (names of schools, look-up tables) and everything else are replaced whole. `undefined` leaves a setting alone, null sets it to null.
 */
export const mergePatch = (file: Tree, patch: Tree): Tree => merge(integrationShape, file, patch);

function merge(schema: z.core.$ZodType, before: Tree, patch: Tree): Tree {
  const parts = shapeOf(schema) ?? {};
  const after: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    const part = parts[key];
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    const isMerged = part !== undefined && shapeOf(part) !== undefined && isTree(old) && isTree(value);
    Object.defineProperty(after, key, {
      value: isMerged ? merge(part, old, value) : value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return after;
}

/** The settings of a section; undefined where the schema is none. */
function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | undefined {
  if (schema instanceof z.ZodObject) return schema.shape;
  const isWrapped =
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodOptional;
  return isWrapped ? shapeOf(schema.unwrap()) : undefined;
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
