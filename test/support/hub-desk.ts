import { openOneRosterApi } from '../../electron/connectors/oneroster/api/open-oneroster-api.ts';
import type { OneRosterApi } from '../../electron/connectors/oneroster/api/oneroster-api.ts';
import {
  startSchoolPassport,
  type SchoolPassportOptions,
  type SchoolPassportServer,
} from '../../electron/sandbox/school-passport/server.ts';
import { partnerAddresses, partnerSchema, type Partner, type PartnerFile } from '../../shared/integration/partner.ts';
import { fakeClock, type FakeClock } from './fake-clock.ts';

/** A simulated School Passport with a small school: one teacher with two classes, three students. */
export interface HubDesk {
  readonly hub: SchoolPassportServer;
  readonly api: OneRosterApi;
  readonly partner: Partner;
  /** The client's: it stands still but for waiting. */
  readonly clock: FakeClock;
  /** Sends a request with a token of its own; `path` is that of the gradebook's service. */
  ask(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly json: unknown }>;
  close(): Promise<void>;
}

export const students = ['ann', 'bob', 'cy'] as const;

export async function openHubDesk(
  options: SchoolPassportOptions = {},
  partnerFile: Partial<PartnerFile> = {},
): Promise<HubDesk> {
  let time = Date.parse('2026-11-24T12:00:00Z');
  // Each look at the clock is a second later, so that what changed later says so.
  const hub = await startSchoolPassport({ now: () => new Date((time += 1000)), ...options });
  fill(hub);
  const { url, clientId, clientSecret } = hub;
  const partner = partnerSchema.parse({ system: 'school-passport', url, clientId, ...partnerFile });
  const clock = fakeClock();
  const pacing = { requestTimeoutMs: 1000, minimumIntervalMs: 0, clock, random: () => 0 };
  const api = openOneRosterApi({ partner, clientSecret, ca: null, environment: 'test', ...pacing });
  let bearer = '';
  return {
    hub,
    api,
    partner,
    clock,
    async ask(method, path, body) {
      bearer ||= await token(hub);
      const answer = await fetch(`${partnerAddresses(partner).gradebook}${path}`, {
        method,
        headers: { authorization: `Bearer ${bearer}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, json: text === '' ? undefined : JSON.parse(text) };
    },
    async close() {
      await api.close();
      await hub.close();
    },
  };
}

async function token({ url, clientId, clientSecret }: SchoolPassportServer): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const answer = await fetch(`${url}/datahub/oauth/token`, {
    method: 'POST',
    body: 'grant_type=client_credentials',
    headers: { 'content-type': 'application/x-www-form-urlencoded', authorization },
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

function fill({ records }: SchoolPassportServer): void {
  const put = (entity: Parameters<typeof records.put>[0], sourcedId: string, more: Readonly<Record<string, unknown>>) =>
    records.put(entity, { sourcedId, status: 'active', dateLastModified: '2026-08-01T00:00:00.000Z', ...more });
  put('org', 'school', { name: 'School', type: 'school' });
  put('academicSession', 'term', { title: '2026', type: 'term', startDate: '2026-08-01', endDate: '2027-06-01' });
  for (const klass of ['math', 'art']) {
    put('class', klass, { title: klass, school: { sourcedId: 'school' }, terms: [{ sourcedId: 'term' }] });
    put('enrollment', `t-${klass}`, { user: { sourcedId: 'teacher' }, class: { sourcedId: klass }, role: 'teacher' });
    for (const student of students) {
      put('enrollment', `${student}-${klass}`, {
        user: { sourcedId: student },
        class: { sourcedId: klass },
        role: 'student',
      });
    }
  }
  put('user', 'teacher', { role: 'teacher', username: 'teacher' });
  for (const student of students) put('user', student, { role: 'student', username: student });
}
