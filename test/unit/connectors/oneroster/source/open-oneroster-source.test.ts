import { afterEach, describe, expect, it } from 'vitest';
import { openOneRosterApi } from '../../../../../electron/connectors/oneroster/api/open-oneroster-api.ts';
import { openOneRosterSource } from '../../../../../electron/connectors/oneroster/source/open-oneroster-source.ts';
import type { PartnerRecord, PartnerSource } from '../../../../../electron/connectors/partner-source.ts';
import { startSandbox } from '../../../../../electron/sandbox/sandbox.ts';
import {
  startSchoolPassport,
  type SchoolPassportServer,
} from '../../../../../electron/sandbox/school-passport/server.ts';
import { partnerSchema } from '../../../../../shared/integration/partner.ts';
import { entityTypes, type EntityType } from '../../../../../shared/oneroster/entity.ts';
import { fakeClock } from '../../../../support/fake-clock.ts';
import { startScriptedServer } from '../../../../support/scripted-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const signal = new AbortController().signal;

function open(hub: Pick<SchoolPassportServer, 'url' | 'clientId' | 'clientSecret'>, pageSize = 0): PartnerSource {
  const { url, clientId, clientSecret } = hub;
  const partner = partnerSchema.parse({ system: 'school-passport', url, clientId, pageSize });
  const pacing = { requestTimeoutMs: 5000, minimumIntervalMs: 0, clock: fakeClock(), random: () => 0 };
  const api = openOneRosterApi({ partner, clientSecret, ca: null, environment: 'test', ...pacing });
  const source = openOneRosterSource(api, partner);
  closing.push(() => source.close());
  return source;
}

async function hubWith(count: number): Promise<SchoolPassportServer> {
  const hub = await startSchoolPassport();
  closing.push(() => hub.close());
  for (let at = 0; at < count; at++) {
    const dateLastModified = `2026-11-${String(at + 1).padStart(2, '0')}T00:00:00.000Z`;
    hub.records.put('category', { sourcedId: `c${at}`, status: 'active', dateLastModified, title: `Tests ${at}` });
  }
  return hub;
}

async function read(source: PartnerSource, entity: EntityType = 'category', since: string | null = null) {
  const records: PartnerRecord[] = [];
  const listing = await source.list(entity, since, signal, (page) => void records.push(...page.records));
  return { listing, ids: records.map(({ sourcedId }) => sourcedId), records };
}

describe('a partner over OneRoster', () => {
  it('reads a listing whole, in pages', async () => {
    const { listing, ids } = await read(open(await hubWith(5), 2));
    expect(ids).toEqual(['c0', 'c1', 'c2', 'c3', 'c4']);
    expect(listing).toEqual({
      entity: 'category',
      changes: 'given',
      isComplete: true,
      isWhole: true,
      isDated: true,
      total: 5,
      received: 5,
      latest: '2026-11-05T00:00:00.000Z',
      askedAt: expect.stringMatching(/^20\d\d-/) as unknown,
      requests: 3,
    });
  });

  it('takes an empty listing for complete only if the server promises nothing either', async () => {
    const hub = await hubWith(0);
    expect((await read(open(hub))).listing.isComplete).toBe(true);
  });

  it('asks only for what has changed, and takes that for no whole', async () => {
    const { listing, ids } = await read(open(await hubWith(4)), 'category', '2026-11-03T00:00:00.000Z');
    expect(ids).toEqual(['c2', 'c3']);
    expect(listing).toMatchObject({ isComplete: false, isWhole: true, changes: 'given' });
  });

  it('says where changes cannot be asked for, or what was not asked for is given', async () => {
    const hub = await hubWith(4);
    const source = open(hub, 2);
    const since = '2026-11-03T00:00:00.000Z';
    hub.switches.changes = 'refused';
    expect(await read(source, 'category', since)).toMatchObject({ listing: { changes: 'refused', isWhole: false } });
    hub.switches.changes = 'ignored';
    const { listing, ids } = await read(source, 'category', since);
    expect([listing.changes, listing.isWhole, ids]).toEqual(['ignored', false, []]);
    expect(await source.look('category', since, signal)).toEqual({ total: 4, isEmpty: false });
  });

  it.each([401, 403, 404, 422, 500])(
    'takes a server that answers the question by %i for one that refuses it',
    async (status) => {
      const hub = await hubWith(1);
      hub.setFaults([{ fault: 'status', status, body: {}, times: 'always', match: { path: '*/categories' } }]);
      const source = open(hub);
      expect((await read(source, 'category', '2026-11-03T00:00:00.000Z')).listing).toMatchObject({
        changes: 'refused',
        requests: 1,
      });
      await expect(read(source)).rejects.toMatchObject({ details: { status } });
    },
  );

  it.each([429, 503])('takes a server that answers the question by %i for one that is busy', async (status) => {
    const hub = await hubWith(1);
    hub.setFaults([{ fault: 'status', status, body: {}, times: 'always', match: { path: '*/categories' } }]);
    await expect(read(open(hub), 'category', '2026-11-03T00:00:00.000Z')).rejects.toMatchObject({ recovery: 'stop' });
  });

  it('gives a record of the very second that was asked for, though the server keeps no parts of it', async () => {
    const hub = await hubWith(0);
    const put = (sourcedId: string, dateLastModified: string) =>
      hub.records.put('category', { sourcedId, status: 'active', dateLastModified, title: sourcedId });
    put('before', '2026-11-03T10:00:04Z');
    put('then', '2026-11-03T10:00:05Z');
    const { listing, ids } = await read(open(hub), 'category', '2026-11-03T10:00:05.000Z');
    expect([listing.changes, ids]).toEqual(['given', ['then']]);
  });

  it.each([[''], ['2026-11-03'], ['2026-11-03T10:00:00'], ['2026-11-03T10:00:00-05:00']])(
    'knows that a change at "%s" would be found by no question for changes',
    async (dateLastModified) => {
      const pages = [{ body: { categories: [{ sourcedId: 'a', dateLastModified }] } }, { body: { categories: [] } }];
      const server = await scripted(() => pages.shift() ?? { body: { categories: [] } });
      expect((await read(open(server))).listing).toMatchObject({ isDated: false, latest: null });
    },
  );

  it('dates a listing by the clock of the server, at the time when it was begun', async () => {
    const hub = await startSchoolPassport({ now: () => new Date('2026-12-24T18:00:00.400Z') });
    closing.push(() => hub.close());
    expect((await read(open(hub))).listing.askedAt).toBe('2026-12-24T18:00:00.000Z');
  });

  it('reads of a place that is another for another client, address or version', async () => {
    const hub = await hubWith(0);
    const [here, again, other] = [open(hub), open(hub), open({ ...hub, clientId: 'other' })];
    expect(again.place).toBe(here.place);
    expect(other.place).not.toBe(here.place);
  });

  it('tells of records that cannot be read, and takes such a listing for no whole', async () => {
    const pages = [[{ sourcedId: 'a' }, { title: 'no id' }, 7]];
    const server = await scripted(() => ({ body: { categories: pages.shift() ?? [] } }));
    let unreadable = 0;
    const listing = await open(server).list('category', null, signal, (page) => (unreadable += page.unreadable));
    expect({ unreadable, isComplete: listing.isComplete }).toEqual({ unreadable: 2, isComplete: false });
  });

  it('takes a listing for no whole in which records came twice in place of others', async () => {
    const pages = [
      ['a', 'b'],
      ['b', 'c'],
    ];
    const server = await scripted(() => ({
      headers: { 'X-Total-Count': '4' },
      body: { categories: (pages.shift() ?? []).map((sourcedId) => ({ sourcedId })) },
    }));
    expect((await read(open(server))).listing).toMatchObject({ isComplete: false, received: 4 });
  });

  it('takes a listing for no whole that shrank while it was read', async () => {
    const pages = [['a', 'b'], ['d']];
    const counts = ['4', '3'];
    const server = await scripted(() => ({
      headers: { 'X-Total-Count': counts.shift() ?? '3' },
      body: { categories: (pages.shift() ?? []).map((sourcedId) => ({ sourcedId })) },
    }));
    expect((await read(open(server))).listing).toMatchObject({ isComplete: false });
  });

  it('throws where a listing breaks off', async () => {
    const hub = await hubWith(4);
    hub.setFaults([{ fault: 'status', status: 403, body: {}, skip: 1, match: { path: '*/categories' } }]);
    await expect(read(open(hub, 2))).rejects.toMatchObject({ code: 'rights.refused' });
  });

  it('reads every entity of a district, each record with whom it is of', async () => {
    const sandbox = await startSandbox({ seed: 7, students: 40 });
    closing.push(() => sandbox.close());
    const source = open(sandbox.partner);
    await source.signIn(signal);
    const expected: Partial<Record<EntityType, readonly string[]>> = {
      class: ['school', 'course', 'academicSession'],
      user: ['org'],
      enrollment: ['user', 'class', 'school'],
    };
    for (const entity of entityTypes) {
      const { listing, records } = await read(source, entity);
      expect(listing).toMatchObject({ isComplete: true, received: records.length });
      for (const role of expected[entity] ?? []) {
        expect(records.filter(({ references }) => references[role] === undefined)).toEqual([]);
      }
    }
  });
});

async function scripted(answer: () => Exclude<Awaited<ReturnType<Parameters<typeof startScriptedServer>[0]>>, string>) {
  const server = await startScriptedServer(({ path }) =>
    path.endsWith('/oauth/token') ? { body: { access_token: 't', token_type: 'bearer', expires_in: 7199 } } : answer(),
  );
  closing.push(() => server.close());
  return { url: server.url, clientId: 'client', clientSecret: 'secret' };
}
