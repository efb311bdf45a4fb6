import type { WireRecord } from '../api/powerschool-api.ts';

/** A record as it may be sent back: without the tags that XTE gives objects, and the changing text of some servers (reference §7). */
export const withoutTags = (record: WireRecord): WireRecord =>
  Object.fromEntries(
    Object.entries(record).filter(([key]) => key !== '_id' && key !== '_name' && !key.startsWith('$')),
  );
