import { exchangedEntities } from '../../../shared/exchange/exchanged.ts';
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

export interface PartnerRead {
  readonly requests: number;
  /** Which entities were listed whole, of those that there is anything of; of the others only what had changed was read. */
  readonly whole: readonly EntityType[];
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
  const whole: EntityType[] = [];
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
    const changes = await readChanges(reading);
    if (changes === 'read') continue;
    const received = await readWhole(reading, changes);
    if (received > 0) whole.push(entity);
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

/** `read`: the mirror is up to date. Else everything has to be read; what is then known of the partner's listings of changes. */
async function readChanges(reading: Reading): Promise<'read' | ChangesKnown> {
  const { source, entity, full, now, signal, count } = reading;
  if (full) return 'untried';
  const mirror = reading.open();
  const { known } = mirror;
  if (known === null || known.since === null) return 'untried';
  const isTried = known.changes === 'untried' || known.changes === 'given';
  const age = now - known.wholeAt;
  if (!isTried || mirror.isEmpty || age < 0 || age > longestWithoutWholeMs) return known.changes;
  // What comes or goes between the listing and the count makes them disagree: that is looked at once more before everything is read.
  for (let attempt = 1; attempt <= 2; attempt++) {
    const listing = await list(reading, mirror, known.since);
    if (listing.changes !== 'given') return listing.changes;
    if (!listing.isWhole || isBefore(listing.askedAt, known.since)) return known.changes;
    if (listing.received === 0 && known.changes === 'untried' && known.latest !== null) {
      const { isEmpty } = await source.look(entity, earlier(known.latest, coarsestMs), signal);
      count(1);
      if (isEmpty) return 'silent';
    }
    const { total } = await source.look(entity, null, signal);
    count(1);
    if (!mirror.agrees(total)) continue;
    mirror.finish({ isComplete: false, total, reading: afterChanges(known, listing) });
    return 'read';
  }
  return known.changes;
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
