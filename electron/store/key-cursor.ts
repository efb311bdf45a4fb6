import { AppError } from '../../shared/errors.ts';
import type { Value } from '../../shared/oneroster/entity.ts';

/** Where a page in key order ended; the next one begins after it. */
export const keyCursorOf = (key: Value | undefined, subkey: Value | undefined): string => `${key}.${subkey}`;

/**
 * The keys that a cursor names; before all keys for none. Throws AppError `records.invalidCursor` (stop): going on from nowhere would look
 * like the end.
 */
export function readKeyCursor(cursor: string | null): readonly [key: number, subkey: number] {
  if (cursor === null || cursor === '') return [-1, -1];
  const [, key, subkey] = /^(-?\d+)\.(-?\d+)$/.exec(cursor) ?? [];
  if (key !== undefined && subkey !== undefined) return [Number(key), Number(subkey)];
  throw new AppError('records.invalidCursor', 'stop', 'This is not a cursor that a page of records gave.', {
    fix: 'Give what the page before named as “next”, or begin without a cursor.',
  });
}
