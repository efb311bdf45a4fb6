import type { Partner } from '../../../../shared/integration/partner.ts';
import type { EntityType } from '../../../../shared/oneroster/entity.ts';
import type { PartnerListing, PartnerSource } from '../../partner-source.ts';
import type { Listing, OneRosterApi } from '../api/oneroster-api.ts';
import { changedSince, isPassedOver, isRefusedFilter } from './changes.ts';
import { openTally } from './tally.ts';
import { translate } from './translate.ts';

const listings: Readonly<Record<EntityType, Omit<Listing, 'filter'>>> = {
  org: { service: 'rostering', path: '/orgs', plural: 'orgs', named: 'the schools' },
  academicSession: { service: 'rostering', path: '/academicSessions', plural: 'academicSessions', named: 'the terms' },
  course: { service: 'rostering', path: '/courses', plural: 'courses', named: 'the courses' },
  class: { service: 'rostering', path: '/classes', plural: 'classes', named: 'the classes' },
  user: { service: 'rostering', path: '/users', plural: 'users', named: 'the people' },
  enrollment: { service: 'rostering', path: '/enrollments', plural: 'enrollments', named: 'the enrollments' },
  category: { service: 'gradebook', path: '/categories', plural: 'categories', named: 'the categories' },
  lineItem: { service: 'gradebook', path: '/lineItems', plural: 'lineItems', named: 'the line items' },
  result: { service: 'gradebook', path: '/results', plural: 'results', named: 'the results' },
};

/** Raised when records are read in another way than before: what was read in the old way is then read again. */
const reading = 1;

/** The reading side of a OneRoster partner, over its API. Closing it closes `api`. */
export function openOneRosterSource(api: OneRosterApi, partner: Pick<Partner, 'version' | 'clientId'>): PartnerSource {
  const { version, clientId } = partner;
  const addresses = (['rostering', 'gradebook'] as const).map((service) => api.hrefOf({ service, path: '' }));
  const listingOf = (entity: EntityType, since: string | null): Listing => ({
    ...listings[entity],
    ...(since === null ? {} : { filter: changedSince(since) }),
  });

  return {
    place: JSON.stringify([version, ...addresses, clientId, reading]),
    signIn: (signal) => api.signIn(signal),
    async list(entity, since, signal, onPage) {
      const tally = openTally();
      const ended = (changes: PartnerListing['changes'], refusals = 0): PartnerListing => {
        const { requests, ...figures } = tally.figures();
        const isWhole = figures.isWhole && changes === 'given';
        return {
          ...figures,
          requests: requests + refusals,
          entity,
          changes,
          isWhole,
          isComplete: isWhole && since === null,
        };
      };
      try {
        for await (const page of api.list(listingOf(entity, since), signal)) {
          const translated = page.records.flatMap((record) => translate(entity, record, version) ?? []);
          tally.add(page, page.records.length - translated.length);
          if (since !== null && isPassedOver(page.records, since)) return ended('ignored');
          onPage({ records: translated, unreadable: page.records.length - translated.length });
        }
      } catch (error) {
        if (since !== null && isRefusedFilter(error)) return ended('refused', 1);
        throw error;
      }
      return ended('given');
    },
    async look(entity, since, signal) {
      const { records, count } = await api.first(listingOf(entity, since), signal);
      return { total: count, isEmpty: records.length === 0 };
    },
    close: () => api.close(),
  };
}
