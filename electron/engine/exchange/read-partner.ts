import { exchangedEntities } from '../../../shared/exchange/exchanged.ts';
import type { PartnerReadReport, WhyWhole } from '../../../shared/integration/partner-read.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import type { PartnerListing, PartnerSource } from '../../connectors/partner-source.ts';
import type { ProgressMeter } from '../progress.ts';
import type { ChangesKnown, MirrorWriter, PairStore, PartnerReading } from './ports.ts';

export interface ReadPartnerContext {
  readonly run: number;
  readonly now: number;
  /** Read everything, whatever was read before. */
  readonly full: boolean;
  readonly progress: ProgressMeter;
  readonly signal: AbortSignal;
}

/** Of entities that there is nothing of it says nothing. */
export interface PartnerRead extends PartnerReadReport {
  readonly requests: number;
}

/** What a partner is read for, in the order in which it depends on each other. */
const partnerEntities: readonly EntityType[] = [
  'org',
  'academicSession',
  'course',
  'class',
  'user',
  ...exchangedEntities,
];

/** As of PowerSchool: clocks differ, and a change may be on its way while we look. */
const overlapMs = 5 * 60_000;

/** Servers keep parts of a second more finely or more coarsely than we do. */
const coarsestMs = 1000;

/** A relation may change without a date of its own (reference oneroster.md §7): as in the usual schedule, everything is read once a week. */
const longestWithoutWholeMs = 7 * 24 * 3_600_000;

/**
 * Brings the mirror up to date, entity by entity. What has changed since the last time is asked for where that is known to tell all of it, and checked
 * against the partner's own count; everything is listed where it is not, where the partner does not answer the question, and where the count says
 * that something is gone or was missed.
 */
export async function readPartner(
  { source, pairs }: { readonly source: PartnerSource; readonly pairs: PairStore },
  context: ReadPartnerContext,
): Promise<PartnerRead> {
  await source.signIn(context.signal);
  const whole: PartnerReadReport['whole'] = [];
  let requests = 0;
  for (const entity of partnerEntities) {
    context.signal.throwIfAborted();
    const reading: Reading = {
      ...context,
      source,
      entity,
      open: () => pairs.openMirror(entity, context.run, source.place),
      count: (more) => void (requests += more),
    };
    const needed = await readChanges(reading);
    if (needed === null) continue;
    const received = await readWhole(reading, needed.changes);
    if (received > 0) whole.push({ entity, why: needed.why });
  }
  return { requests, whole };
}

interface Reading extends ReadPartnerContext {
  readonly source: PartnerSource;
  readonly entity: EntityType;
  readonly open: () => MirrorWriter;
  /** Notes requests that were made. */
  readonly count: (requests: number) => void;
}

/** That everything has to be read, and what is known by now of how the partner tells of changes. */
interface NeedsWhole {
  readonly why: WhyWhole;
  readonly changes: ChangesKnown;
}

/** Null: the mirror is up to date. */
async function readChanges(reading: Reading): Promise<NeedsWhole | null> {
  const { source, entity, full, now, signal, count } = reading;
  if (full) return { why: 'asked', changes: 'untried' };
  const mirror = reading.open();
  const { known } = mirror;
  if (known === null) return { why: 'first', changes: 'untried' };
  const { since, changes } = known;
  const instead = (why: WhyWhole): NeedsWhole => ({ why, changes });
  if (since === null) return instead('undated');
  if (changes !== 'untried' && changes !== 'given') return instead(changes);
  if (mirror.isEmpty) return instead('first');
  const age = now - known.wholeAt;
  if (age < 0 || age > longestWithoutWholeMs) return instead('week');
  // What comes or goes between the listing and the count makes them disagree: that is looked at once more before everything is read.
  for (let attempt = 1; attempt <= 2; attempt++) {
    const listing = await list(reading, mirror, since);
    if (listing.changes !== 'given') return { why: listing.changes, changes: listing.changes };
    if (isBefore(listing.askedAt, since)) return instead('clock');
    if (!listing.isWhole) return instead('count');
    if (listing.received === 0 && changes === 'untried') {
      // What stands in the mirror is what we wrote: the partner has yet to show that it tells of changes.
      if (known.latest === null) return instead('first');
      const { isEmpty } = await source.look(entity, earlier(known.latest, coarsestMs), signal);
      count(1);
      if (isEmpty) return { why: 'silent', changes: 'silent' };
    }
    const { total } = await source.look(entity, null, signal);
    count(1);
    if (!mirror.agrees(total)) continue;
    mirror.finish({ isComplete: false, total, reading: afterChanges(known, listing) });
    return null;
  }
  return instead('count');
}

/** How many records there were. */
async function readWhole(reading: Reading, changes: ChangesKnown): Promise<number> {
  const mirror = reading.open();
  const listing = await list(reading, mirror, null);
  const { isComplete, total, latest } = listing;
  // Where the partner's clock was set back, all dates are early.
  const isLate = mirror.late > 0 && !isBefore(listing.askedAt, mirror.known?.since ?? null);
  const next = { since: goOnFrom(listing), latest, changes: isLate ? 'late' : changes, wholeAt: reading.now } as const;
  mirror.finish({ isComplete, total, reading: isComplete ? next : null });
  return listing.received;
}

async function list(
  { source, entity, signal, progress, count }: Reading,
  mirror: MirrorWriter,
  since: string | null,
): Promise<PartnerListing> {
  const listing = await source.list(entity, since, signal, ({ records }) => {
    mirror.add(records);
    progress.rows(records.length, null);
  });
  count(listing.requests);
  return listing;
}

function afterChanges(known: PartnerReading, listing: PartnerListing): PartnerReading {
  const from = goOnFrom(listing);
  return {
    ...known,
    since: !listing.isDated ? null : isBefore(known.since, from) ? from : known.since,
    latest: isBefore(known.latest, listing.latest) ? listing.latest : known.latest,
    changes: listing.received > 0 ? 'given' : known.changes,
  };
}

/** From when on changes are to be asked for after a listing; null if its records do not say when they were changed, or there is none. */
function goOnFrom({ isDated, askedAt, latest }: PartnerListing): string | null {
  const from = askedAt ?? latest;
  return !isDated || from === null ? null : earlier(from, overlapMs);
}

const earlier = (time: string, byMs: number): string => new Date(Date.parse(time) - byMs).toISOString();

/** Null: no time, which is neither before nor after another one. */
const isBefore = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && Date.parse(one) < Date.parse(other);
