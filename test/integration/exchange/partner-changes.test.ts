import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openHubDesk, students, type HubDesk } from '../../support/hub-desk.ts';
import { openPartnerMirror, ourTime, type PartnerMirror } from '../../support/partner-mirror.ts';
import { stampAt } from '../../../electron/sandbox/school-passport/hub-switches.ts';
import type { SchoolPassportOptions } from '../../../electron/sandbox/school-passport/server.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const minute = 60_000;
const day = 24 * 60 * minute;
/** What the hub has from the beginning. */
const roster = ['org', 'academicSession', 'class', 'user'];
const begin = Date.parse('2026-11-24T12:00:00.700Z');

interface Hub extends HubDesk {
  readonly mirror: PartnerMirror;
  /** The hub's clock. It stands still but for this. */
  pass(ms: number): void;
  /** A category as it is now; `at`: with another date than that of the moment. */
  put(sourcedId: string, title: string, at?: string): void;
  remove(sourcedId: string): Promise<unknown>;
  /** A student leaves, or comes again. */
  retire(at: number): void;
  /** Titles in the mirror by their ids. */
  titles(): Readonly<Record<string, string>>;
  /** What another mirror holds after it has read everything. */
  everything(): Promise<readonly string[]>;
}

async function openHub(options: SchoolPassportOptions = {}, pageSize = 0): Promise<Hub> {
  let time = begin;
  const now = (): Date => new Date(time);
  const { oneroster: version = '1.1' } = options;
  const desk = await openHubDesk({ now, ...options }, { pageSize, version });
  closing.push(() => desk.close());
  const mirror = openPartnerMirror(desk.api);
  closing.push(() => mirror.close());
  return {
    ...desk,
    mirror,
    pass: (ms) => void (time += ms),
    put: (sourcedId, title, at = now().toISOString()) =>
      desk.hub.records.put('category', { sourcedId, status: 'active', dateLastModified: at, title }),
    remove: (sourcedId) => desk.ask('DELETE', `/categories/${sourcedId}`),
    retire(at) {
      const user = desk.hub.records.find('user', students[at] ?? '');
      if (user === undefined) throw new Error('no such student');
      const status = user['status'] === 'active' ? 'tobedeleted' : 'active';
      const sourcedId = String(user['sourcedId']);
      desk.hub.records.put('user', { ...user, sourcedId, status, dateLastModified: stampAt(now(), desk.hub.switches) });
    },
    titles: () =>
      Object.fromEntries(
        mirror
          .records()
          .filter((text) => text.startsWith('category'))
          .map((text) => {
            const row = JSON.parse(text.slice('category '.length)) as { sourcedId: string; attributes: string };
            return [row.sourcedId, (JSON.parse(row.attributes) as { title: string }).title];
          }),
      ),
    async everything() {
      const other = openPartnerMirror(desk.api);
      try {
        await other.read(desk.partner, { full: true });
        return other.records();
      } finally {
        other.close();
      }
    },
  };
}

describe('reading a partner again', () => {
  it('reads what has changed alone, tombstones too, and moves on', async () => {
    const hub = await openHub();
    for (let at = 0; at < 40; at++) hub.put(`c${at}`, 'Tests');
    const first = await hub.mirror.read(hub.partner);
    expect(first.whole).toEqual(roster.concat('category'));
    hub.pass(day);
    hub.put('c3', 'Exams');
    hub.put('new', 'New');
    await hub.remove('c4');
    const received = hub.hub.requestLog.length;
    expect((await hub.mirror.read(hub.partner)).whole).toEqual([]);
    expect(hub.titles()).toMatchObject({ c3: 'Exams', new: 'New', c5: 'Tests' });
    expect(hub.titles()).not.toHaveProperty('c4');
    expect(hub.mirror.records()).toEqual(await hub.everything());
    expect(received).toBeGreaterThan(0);
  });

  it('reads everything where it is told to, where nothing stands in the mirror, and after a week', async () => {
    const hub = await openHub();
    const whole = async (more: { full?: boolean; now?: number } = {}) =>
      (await hub.mirror.read(hub.partner, more)).whole;
    await whole();
    hub.put('c', 'Tests');
    hub.pass(day);
    expect(await whole()).toEqual(['category']);
    expect(await whole()).toEqual([]);
    expect(await whole({ full: true })).toHaveLength(5);
    expect(await whole({ now: ourTime + 7 * day })).toEqual([]);
    expect(await whole({ now: ourTime + 7 * day + 1 })).toHaveLength(5);
    // Our clock was set back since.
    expect(await whole({ now: ourTime })).toHaveLength(5);
  });

  it('reads everything of another client, address or version', async () => {
    const hub = await openHub();
    hub.put('c', 'Tests');
    await hub.mirror.read(hub.partner);
    const { whole } = await hub.mirror.read({ ...hub.partner, clientId: 'other' });
    expect(whole).toHaveLength(5);
    expect((await hub.mirror.read({ ...hub.partner, clientId: 'other' })).whole).toEqual([]);
    expect((await hub.mirror.read(hub.partner)).whole).toHaveLength(5);
  });

  it('loses nothing of the second that it goes on from', async () => {
    for (const stamps of ['milliseconds', 'seconds'] as const) {
      const hub = await openHub({ switches: { stamps } });
      hub.put('c', 'Tests');
      hub.put('other', 'Other');
      await hub.mirror.read(hub.partner);
      // On its way while we read: dated at the very moment to which the next sync goes back, in the hub's own fashion.
      const since = new Date(Math.floor(begin / 1000) * 1000 - 5 * minute).toISOString();
      hub.put('c', 'Exams', stamps === 'seconds' ? since.replace('.000Z', 'Z') : since);
      expect((await hub.mirror.read(hub.partner)).whole).not.toContain('category');
      expect(hub.titles()).toMatchObject({ c: 'Exams' });
    }
  });

  it.each([-120, 120])('loses nothing where the clock that dates changes is %i seconds ahead', async (seconds) => {
    const hub = await openHub({ switches: { clockAheadSeconds: seconds } });
    await hub.ask('PUT', '/categories/c', { category: { title: 'Tests' } });
    await hub.mirror.read(hub.partner);
    for (let at = 0; at < 5; at++) {
      hub.pass(at * 100_000);
      await hub.ask('PUT', '/categories/c', { category: { title: `Exams ${at}` } });
      expect((await hub.mirror.read(hub.partner)).whole).toEqual([]);
      expect(hub.titles()).toEqual({ c: `Exams ${at}` });
    }
  });

  it('reads everything when the clock of the partner was set back', async () => {
    const hub = await openHub();
    hub.put('c', 'Tests');
    await hub.mirror.read(hub.partner);
    hub.pass(-day);
    hub.put('c', 'Exams');
    expect((await hub.mirror.read(hub.partner)).whole).toHaveLength(5);
    expect(hub.titles()).toEqual({ c: 'Exams' });
    hub.put('c', 'Quizzes');
    expect((await hub.mirror.read(hub.partner)).whole).toEqual([]);
    expect(hub.titles()).toEqual({ c: 'Quizzes' });
  });

  it('notices by the count what was deleted without a word', async () => {
    const hub = await openHub({ switches: { tombstones: 'untold' } });
    for (const id of ['a', 'b', 'c']) hub.put(id, 'Tests');
    await hub.mirror.read(hub.partner);
    hub.pass(day);
    await hub.remove('b');
    hub.put('d', 'New');
    expect(await hub.mirror.read(hub.partner)).toMatchObject({ whole: ['category'], why: ['count'] });
    expect(Object.keys(hub.titles()).toSorted()).toEqual(['a', 'c', 'd']);
    expect((await hub.mirror.read(hub.partner)).whole).toEqual([]);
  });

  it.each(['refused', 'ignored', 'silent'] as const)(
    'reads everything where the question for changes is %s, and asks again after a full sync',
    async (changes) => {
      const hub = await openHub({ switches: { changes } });
      for (let at = 0; at < 4; at++) hub.put(`c${at}`, 'Tests');
      hub.pass(day);
      await hub.mirror.read(hub.partner);
      hub.put('c0', 'Exams');
      const learning = await hub.mirror.read(hub.partner);
      expect(learning.whole).toHaveLength(5);
      hub.put('c1', 'Exams');
      // Remembered: the question is not asked.
      const known = await hub.mirror.read(hub.partner);
      expect([known.why, known.requests < learning.requests]).toEqual([Array(5).fill(changes), true]);
      expect(hub.mirror.records()).toEqual(await hub.everything());
      hub.hub.switches.changes = 'obeyed';
      expect((await hub.mirror.read(hub.partner)).whole).toHaveLength(5);
      await hub.mirror.read(hub.partner, { full: true });
      expect((await hub.mirror.read(hub.partner)).whole).toEqual([]);
      expect(hub.mirror.records()).toEqual(await hub.everything());
    },
  );

  it('reads everything from then on where a change came under a date that was over, until a full sync finds none', async () => {
    const hub = await openHub();
    for (const id of ['a', 'b', 'c']) hub.put(id, 'Tests');
    await hub.mirror.read(hub.partner);
    const old = new Date(begin - day).toISOString();
    hub.put('a', 'Exams', old);
    hub.pass(day);
    // Nothing tells of it: this is what full syncs are for.
    await hub.mirror.read(hub.partner);
    expect(hub.titles()).toMatchObject({ a: 'Tests' });
    await hub.mirror.read(hub.partner, { full: true });
    expect(hub.titles()).toMatchObject({ a: 'Exams' });
    hub.put('b', 'Exams', old);
    expect((await hub.mirror.read(hub.partner)).whole).toContain('category');
    expect(hub.titles()).toMatchObject({ b: 'Exams' });
    await hub.mirror.read(hub.partner, { full: true });
    expect((await hub.mirror.read(hub.partner)).whole).toEqual([]);
  });

  it('goes on from where it was after a listing of changes that broke off', async () => {
    const hub = await openHub({}, 2);
    for (let at = 0; at < 6; at++) hub.put(`c${at}`, 'Tests');
    await hub.mirror.read(hub.partner);
    hub.pass(day);
    for (let at = 0; at < 6; at++) hub.put(`c${at}`, 'Exams');
    hub.hub.setFaults([{ fault: 'closeMidBody', skip: 1, times: 'always', match: { path: '*/categories' } }]);
    await expect(hub.mirror.read(hub.partner)).rejects.toMatchObject({ recovery: 'stop' });
    hub.hub.setFaults([]);
    hub.pass(day);
    expect((await hub.mirror.read(hub.partner)).whole).toEqual([]);
    expect(Object.values(hub.titles())).toEqual(Array(6).fill('Exams'));
  });

  it('removes nothing and knows nothing after a whole listing that was not complete', async () => {
    const hub = await openHub();
    for (const id of ['a', 'b', 'c']) hub.put(id, 'Tests');
    await hub.mirror.read(hub.partner);
    hub.hub.setFaults([{ fault: 'dropRows', times: 'always', match: { path: '*/categories' } }]);
    await hub.mirror.read(hub.partner, { full: true });
    expect(Object.keys(hub.titles()).toSorted()).toEqual(['a', 'b', 'c']);
    hub.hub.setFaults([]);
    expect((await hub.mirror.read(hub.partner)).whole).toEqual(['category']);
    expect((await hub.mirror.read(hub.partner)).whole).toEqual([]);
  });

  it('asks only partners whose records say in UTC when they changed', async () => {
    const hub = await openHub();
    hub.put('a', 'Tests');
    hub.put('b', 'Tests', '2026-11-24T06:00:00-06:00');
    await hub.mirror.read(hub.partner);
    expect((await hub.mirror.read(hub.partner)).whole).toContain('category');
    hub.put('b', 'Tests');
    await hub.mirror.read(hub.partner);
    expect((await hub.mirror.read(hub.partner)).whole).not.toContain('category');
  });
});

/** Something that happens at the hub, or to us. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('put' as const), at: fc.nat(11), title: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: fc.nat(11) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retire' as const), at: fc.nat(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(1, 999, 4 * minute, day) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('breakOff' as const), after: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('read' as const), full: fc.boolean() }) },
);

const hubs = fc.record({
  /** Where neither is told, nothing but a full sync notices what was deleted. */
  deletions: fc.constantFrom(
    { tombstones: 'told', counts: 'told' } as const,
    { tombstones: 'untold', counts: 'told' } as const,
    { tombstones: 'told', counts: 'untold' } as const,
  ),
  stamps: fc.constantFrom('milliseconds' as const, 'seconds' as const),
  clockAheadSeconds: fc.constantFrom(-120, 0, 120),
  changes: fc.constantFrom(
    'obeyed' as const,
    'obeyed' as const,
    'obeyed' as const,
    'ignored' as const,
    'refused' as const,
  ),
});

describe('a history of changes at a partner', () => {
  it.each(['1.1', '1.2'] as const)(
    'leaves the mirror as a whole listing would, whatever was read of it when (OneRoster %s)',
    async (oneroster) => {
      await fc.assert(
        fc.asyncProperty(
          hubs,
          fc.array(step, { minLength: 8, maxLength: 30 }),
          async ({ deletions, ...switches }, steps) => {
            const hub = await openHub({ switches: { ...switches, ...deletions }, oneroster }, 3);
            for (const each of steps) {
              if (each.kind === 'pass') hub.pass(each.ms);
              else if (each.kind === 'put')
                await hub.ask('PUT', `/categories/c${each.at}`, { category: { title: `T${each.title}` } });
              else if (each.kind === 'remove') await hub.remove(`c${each.at}`);
              else if (each.kind === 'retire') hub.retire(each.at);
              else if (each.kind === 'breakOff') {
                hub.hub.setFaults([
                  { fault: 'closeMidBody', skip: each.after, times: 'always', match: { path: '*/categories' } },
                ]);
                await hub.mirror.read(hub.partner).catch(() => {});
                hub.hub.setFaults([]);
              } else {
                await hub.mirror.read(hub.partner, { full: each.full });
                expect(hub.mirror.records()).toEqual(await hub.everything());
              }
            }
            await hub.mirror.read(hub.partner);
            expect(hub.mirror.records()).toEqual(await hub.everything());
          },
        ),
        { numRuns: 12 },
      );
    },
    300_000,
  );
});
