import type { ListEncoding } from '../../../shared/ipc/contract/roster.ts';

/** Letters as they were written. A letter that the encoding does not know becomes the mark for that; the mark of order is left out. */
export const plainText = (bytes: Uint8Array, encoding: ListEncoding): string => new TextDecoder(encoding).decode(bytes);

const strict = new TextDecoder('utf-8', { fatal: true });
const western = new TextDecoder('windows-1252');

/** One cell: lists are put together of parts that were not all written the same way. */
export function cellText(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return western.decode(bytes);
  }
}
