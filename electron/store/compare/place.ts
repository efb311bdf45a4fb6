import { AppError } from '../../../shared/errors.ts';
import type { Place } from './find-differences.ts';

/** A place as a cursor: `h12.34` after these keys among what the history names, `n567` after this row among the new ones. */
export const writePlace = (place: Place): string =>
  place.kind === 'history' ? `h${place.after.join('.')}` : `n${place.after}`;

/** The beginning for none. Throws AppError `records.invalidCursor` (stop): going on from nowhere would look like the end. */
export function readPlace(cursor: string | null): Place {
  if (cursor === null) return { kind: 'history', after: [-1, -1] };
  const [, key, subkey, row] = /^(?:h(-?\d{1,16})\.(-?\d{1,16})|n(\d{1,16}))$/.exec(cursor) ?? [];
  if (row !== undefined) return { kind: 'new', after: Number(row) };
  if (key !== undefined) return { kind: 'history', after: [Number(key), Number(subkey)] };
  throw new AppError('records.invalidCursor', 'stop', 'This is not a cursor that a page of differences gave.', {
    fix: 'Give what the page before named as “next”, or begin without a cursor.',
  });
}
