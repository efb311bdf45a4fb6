import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHubDesk, type HubDesk } from '../../../support/hub-desk.ts';

let desk: HubDesk;
beforeEach(async () => {
  desk = await openHubDesk();
});
afterEach(() => desk.close());

interface Listed {
  readonly sourcedId: string;
  readonly status: string;
  readonly dateLastModified: string;
}

const put = (sourcedId: string) =>
  desk.ask('PUT', `/categories/${sourcedId}`, { category: { sourcedId, title: sourcedId } });

async function changes(since = '2026-01-01T00:00:00.000Z') {
  const filter = encodeURIComponent(`dateLastModified>='${since}'`);
  const { status, json } = await desk.ask('GET', `/categories?filter=${filter}`);
  const records = (json as { categories?: readonly Listed[] }).categories ?? [];
  return { status, ids: records.map(({ sourcedId }) => sourcedId), records };
}

describe('changes at the simulated School Passport', () => {
  it('tells what has changed since a time, what was deleted as a tombstone', async () => {
    await put('a');
    await put('b');
    await desk.ask('DELETE', '/categories/a');
    const { records } = await changes();
    expect(records.map(({ sourcedId, status }) => [sourcedId, status])).toEqual([
      ['a', 'tobedeleted'],
      ['b', 'active'],
    ]);
    expect((await changes('2999-01-01T00:00:00.000Z')).ids).toEqual([]);
  });

  it('tells nothing of what was deleted where there are no tombstones', async () => {
    desk.hub.switches.tombstones = 'untold';
    await put('a');
    await put('b');
    await desk.ask('DELETE', '/categories/a');
    expect((await changes()).ids).toEqual(['b']);
  });

  it('refuses to list changes, lists everything instead, or finds nothing', async () => {
    await put('a');
    const late = '2999-01-01T00:00:00.000Z';
    desk.hub.switches.changes = 'refused';
    expect((await changes()).status).toBe(400);
    desk.hub.switches.changes = 'ignored';
    expect((await changes(late)).ids).toContain('a');
    desk.hub.switches.changes = 'silent';
    expect((await changes()).ids).toEqual([]);
  });

  it('keeps times to the second, and by a clock of its own', async () => {
    await put('a');
    const [{ dateLastModified: exact } = { dateLastModified: '' }] = (await changes()).records;
    Object.assign(desk.hub.switches, { stamps: 'seconds', clockAheadSeconds: 7200 });
    await put('a');
    const [{ dateLastModified: coarse } = { dateLastModified: '' }] = (await changes()).records;
    expect(exact).toMatch(/\.\d{3}Z$/);
    expect(coarse).toMatch(/T\d\d:\d\d:\d\dZ$/);
    const ahead = Date.parse(coarse) - Date.parse(exact);
    expect(ahead).toBeGreaterThan(7_198_000);
  });
});
