import { AppError } from '../../../../shared/errors.ts';
import type { ExchangedEntity } from '../../../../shared/exchange/exchanged.ts';
import type { OneRosterVersion } from '../../../../shared/integration/partner.ts';
import type { PartnerRecord } from '../../partner-source.ts';
import type { Change, Found, Target } from '../../target.ts';
import type { Listing, OneRosterApi, Single } from '../api/oneroster-api.ts';
import { translate } from '../source/translate.ts';

/** How records of an entity are listed together: by what they are of, so that one request tells of many. */
interface Together {
  readonly listing: Omit<Listing, 'filter'>;
  readonly field: string;
  /** What changes are told together by, and what a record has there; undefined: nothing to list by. */
  readonly of: (change: Change) => string | undefined;
  readonly at: (record: PartnerRecord) => string | undefined;
  /** Whether a record is the one that a change shall have created, by what it is of. */
  readonly isMeant: (record: PartnerRecord, change: Change) => boolean;
}

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const together: Readonly<Record<ExchangedEntity, Together>> = {
  category: {
    listing: { service: 'gradebook', path: '/categories', plural: 'categories', named: 'the categories' },
    field: 'title',
    of: ({ values }) => textIn(values['title']),
    at: ({ values }) => textIn(values['title']),
    isMeant: (record, { references }) => record.references['class'] === references.class,
  },
  lineItem: {
    listing: { service: 'gradebook', path: '/lineItems', plural: 'lineItems', named: 'the line items' },
    field: 'class.sourcedId',
    of: ({ references }) => references.class,
    at: ({ references }) => references['class'],
    isMeant: (record, { values }) =>
      record.values['title'] === values['title'] && record.values['dueDate'] === values['dueDate'],
  },
  result: {
    listing: { service: 'gradebook', path: '/results', plural: 'results', named: 'the results' },
    field: 'lineItem.sourcedId',
    of: ({ references }) => references.lineItem,
    at: ({ references }) => references['lineItem'],
    isMeant: (record, { references }) => record.references['student'] === references.student,
  },
};

/** Fewer records than this are read one by one. */
const worthListing = 3;

/** A listing by what its records are of. */
interface Listed {
  readonly byId: ReadonlyMap<string, PartnerRecord>;
  /** It held as many records as the server promised. */
  readonly isWhole: boolean;
}

/**
 * How records stand now. Those of one line item or class are read together where the server filters by it; a server that refuses or passes
 * over the filter is asked record by record from then on. What a listing lacks counts as gone only if that is what was meant;
 * everything else is asked for by its id.
 */
export function openLook(
  api: OneRosterApi,
  version: OneRosterVersion,
  singleOf: (entity: ExchangedEntity, sourcedId: string) => Single,
): Target['look'] {
  const unfiltered = new Set<ExchangedEntity>();

  async function listOf(entity: ExchangedEntity, value: string, signal: AbortSignal): Promise<Listed | null> {
    if (unfiltered.has(entity)) return null;
    const { listing, field, at } = together[entity];
    const filter = `${field}='${value.replaceAll("'", "''")}'`;
    const byId = new Map<string, PartnerRecord>();
    let promised = 0;
    try {
      for await (const { records, count } of api.list({ ...listing, filter }, signal)) {
        promised = Math.max(promised, count ?? 0);
        for (const wire of records) {
          const record = translate(entity, wire, version);
          if (record === undefined) continue;
          if (at(record) !== value) {
            unfiltered.add(entity);
            return null;
          }
          byId.set(record.sourcedId, record);
        }
      }
    } catch (error) {
      if (!(error instanceof AppError) || !noFilter.has(error.code)) throw error;
      unfiltered.add(entity);
      return null;
    }
    return { byId, isWhole: byId.size >= promised };
  }

  async function single(entity: ExchangedEntity, sourcedId: string, signal: AbortSignal): Promise<Found | null> {
    const record = await api.one(singleOf(entity, sourcedId), signal);
    return found(record === null ? undefined : translate(entity, record, version));
  }

  async function lookAt(changes: readonly Change[], value: string | undefined, signal: AbortSignal) {
    const [{ entity } = { entity: 'result' as const }] = changes;
    let listed: Promise<Listed | null> | undefined;
    const listing = (): Promise<Listed | null> =>
      (listed ??= value === undefined ? Promise.resolve(null) : listOf(entity, value, signal));
    const read: [string, Found | null][] = [];
    for (const change of changes) {
      const { id, sourcedId, action } = change;
      const list = changes.length >= worthListing ? await listing() : null;
      const inList = sourcedId === null ? undefined : list?.byId.get(sourcedId);
      let record: Found | null = found(inList);
      if (inList === undefined && sourcedId !== null && !(action === 'delete' && list?.isWhole === true)) {
        record = await single(entity, sourcedId, signal);
      }
      if (record === null && action === 'create') record = created(change, await listing());
      read.push([id, record]);
    }
    return read;
  }

  return async (changes, signal) => {
    const read: (readonly [string, Found | null])[] = [];
    for (const [entity, own] of Map.groupBy(changes, (change) => change.entity)) {
      for (const [value, group] of Map.groupBy(own, together[entity].of)) {
        read.push(...(await lookAt(group, value, signal)));
      }
    }
    return new Map(read);
  };
}

/** A filter that is refused, or a listing that is not there. */
const noFilter: ReadonlySet<string> = new Set(['remote.badRequest', 'remote.notOffered', 'net.notOneRoster']);

const found = (record: PartnerRecord | undefined): Found | null =>
  record === undefined || record.isRemoved ? null : { sourcedId: record.sourcedId, values: record.values };

/** A new record that the server has taken under an id of its own, found by what it is of; null if there is none or more than one. */
function created(change: Change, list: Listed | null): Found | null {
  const meant = [...(list?.byId.values() ?? [])].filter(
    (record) => !record.isRemoved && together[change.entity].isMeant(record, change),
  );
  return meant.length === 1 ? found(meant[0]) : null;
}
