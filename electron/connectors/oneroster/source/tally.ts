import type { PartnerListing } from '../../partner-source.ts';
import type { WirePage } from '../api/oneroster-api.ts';
import { changedAt } from './changes.ts';

type Figures = Omit<PartnerListing, 'entity' | 'changes' | 'isComplete'>;

/** Counts what a listing brings against what it promised. */
export interface Tally {
  /** `unreadable`: how many of the page's records say too little to be taken. */
  add(page: WirePage, unreadable: number): void;
  figures(): Figures;
}

export function openTally(): Tally {
  let [different, received, unreadable, requests] = [0, 0, 0, 0];
  let promised: number | null = null;
  let before: ReadonlySet<unknown> = new Set();
  let askedAt: number | null = null;
  let isDated = true;
  let latest = Number.NEGATIVE_INFINITY;

  return {
    add(page, unreadableHere) {
      const ids = new Set(page.records.map(({ sourcedId }) => sourcedId));
      if (requests === 0) askedAt = page.askedAt;
      requests += 1;
      received += page.records.length;
      unreadable += unreadableHere;
      // While records come and go, pages shift: what then comes twice must not make up for what was never seen.
      for (const id of ids) if (!before.has(id)) different += 1;
      if (page.count !== null) promised = Math.max(promised ?? 0, page.count);
      before = ids;
      for (const record of page.records) {
        const time = changedAt(record);
        if (time === null) isDated = false;
        else latest = Math.max(latest, time);
      }
    },
    figures: () => ({
      isWhole: unreadable === 0 && different >= (promised ?? 0),
      received,
      total: promised,
      askedAt: askedAt === null ? null : new Date(askedAt).toISOString(),
      isDated,
      latest: latest === Number.NEGATIVE_INFINITY ? null : new Date(latest).toISOString(),
      requests,
    }),
  };
}
