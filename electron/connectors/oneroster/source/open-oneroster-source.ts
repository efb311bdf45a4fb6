import type { OneRosterVersion } from '../../../../shared/integration/partner.ts';
import type { EntityType } from '../../../../shared/oneroster/entity.ts';
import type { PartnerListing, PartnerSource } from '../../partner-source.ts';
import type { Listing, OneRosterApi } from '../api/oneroster-api.ts';
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

/** The reading side of a OneRoster partner, over its API. Closing it closes `api`. */
export function openOneRosterSource(api: OneRosterApi, version: OneRosterVersion): PartnerSource {
  return {
    signIn: (signal) => api.signIn(signal),
    async list(entity, since, signal, onPage): Promise<PartnerListing> {
      const filter = since === null ? {} : { filter: `dateLastModified>='${since}'` };
      let different = 0;
      let received = 0;
      let unreadable = 0;
      let requests = 0;
      let promised = 0;
      let before: ReadonlySet<unknown> = new Set();
      for await (const { records, count } of api.list({ ...listings[entity], ...filter }, signal)) {
        const ids = new Set(records.map(({ sourcedId }) => sourcedId));
        requests += 1;
        received += records.length;
        // While records come and go, pages shift: what then comes twice must not make up for what was never seen.
        for (const id of ids) if (!before.has(id)) different += 1;
        promised = Math.max(promised, count ?? 0);
        before = ids;
        const translated = records.flatMap((record) => translate(entity, record, version) ?? []);
        unreadable += records.length - translated.length;
        onPage({ records: translated, unreadable: records.length - translated.length });
      }
      return { entity, isComplete: since === null && unreadable === 0 && different >= promised, received, requests };
    },
    close: () => api.close(),
  };
}
