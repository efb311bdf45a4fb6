import type { Listing, OneRosterApi } from '../../../connectors/oneroster/api/oneroster-api.ts';
import { fail, pass, type Check } from '../check.ts';
import { partnerOf } from './partner-of.ts';

/** The partner lets us read its roster, and it has schools: without them nothing here has a counterpart there. */
export const partnerRoster: Check = {
  id: 'partnerRoster',
  title: 'Partner: roster',
  needs: ['partnerCredentials'],
  run: async (context) => {
    const partner = partnerOf(context);
    const { server } = partner;
    const schoolCount = await schoolsThere(partner.api(), context.signal);
    const counts = await countsOf(roster, partner.api(), context.signal);
    if (schoolCount === 0) {
      return fail(
        `${server.product} shows no school.`,
        `Check in ${server.product} that its import from PowerSchool has run, and that this client may see the schools.`,
      );
    }
    return pass(`${server.product} lets us read its roster: ${schoolCount} schools, ${counts.join(', ')}.`);
  },
};

/** The partner has the gradebook part of OneRoster, and lets us read it. */
export const partnerGradebook: Check = {
  id: 'partnerGradebook',
  title: 'Partner: gradebook',
  needs: ['partnerCredentials'],
  run: async (context) => {
    const partner = partnerOf(context);
    const counts = await countsOf(gradebook, partner.api(), context.signal);
    return pass(`${partner.server.product} lets us read its gradebook: ${counts.join(', ')}.`);
  },
};

const listing = (service: Listing['service'], plural: string, words: string): Listing => ({
  service,
  path: `/${plural}`,
  plural,
  named: words,
});

const schools: Listing = { service: 'rostering', path: '/schools', plural: 'orgs', named: 'schools' };
const roster = [
  listing('rostering', 'academicSessions', 'terms'),
  listing('rostering', 'courses', 'courses'),
  listing('rostering', 'classes', 'classes'),
  listing('rostering', 'users', 'people'),
  listing('rostering', 'enrollments', 'enrollments'),
];
const gradebook = [
  listing('gradebook', 'categories', 'categories'),
  listing('gradebook', 'lineItems', 'line items'),
  listing('gradebook', 'results', 'results'),
];

/** Counted by looking, for some servers do not count. A school may be repeated where pages shift. */
async function schoolsThere(api: OneRosterApi, signal: AbortSignal): Promise<number> {
  const ids = new Set<unknown>();
  for await (const { records } of api.list(schools, signal)) {
    for (const { sourcedId, status } of records) if (status !== 'tobedeleted') ids.add(sourcedId);
  }
  return ids.size;
}

/** `12 courses`; of a server that does not count, `courses`. */
async function countsOf(listings: readonly Listing[], api: OneRosterApi, signal: AbortSignal): Promise<string[]> {
  const counts: string[] = [];
  for (const each of listings) {
    const count = await api.count(each, signal);
    counts.push(count === null ? each.named : `${count} ${each.named}`);
  }
  return counts;
}
