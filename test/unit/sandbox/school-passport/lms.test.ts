import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HubWrite } from '../../../../electron/sandbox/school-passport/hub-write-log.ts';
import { openHubDesk, type HubDesk } from '../../../support/hub-desk.ts';

let desk: HubDesk;
beforeEach(async () => {
  desk = await openHubDesk();
});
afterEach(() => desk.close());

const control = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${desk.hub.url}/sandbox/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
};
const all = (entity: 'category' | 'lineItem' | 'result' | 'enrollment') =>
  desk.hub.records.all(entity).map((text) => JSON.parse(text) as Readonly<Record<string, unknown>>);

describe('the LMS behind the simulated School Passport', () => {
  it('adds line items with scores for every student', async () => {
    const { status, text } = await control('POST', 'lms', [{ act: 'addLineItems', lineItems: 4, classes: 2 }]);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ records: expect.any(Array) });
    expect([all('category').length, all('lineItem').length, all('result').length]).toEqual([2, 4, 12]);
    expect(desk.hub.writeLog).toEqual([]);
  });

  it('adds as many scores as are asked for', () => {
    desk.hub.act({ act: 'addLineItems', lineItems: 3, scores: 7, classes: ['math'] });
    expect(all('result')).toHaveLength(7);
    expect(all('category')).toHaveLength(1);
  });

  it('renames a category, changes a score, and deletes a line item with its results', () => {
    const acted = desk.hub.act({ act: 'addLineItems', lineItems: 2, classes: ['math'] });
    const first = (entity: string) => acted.find((record) => record.entity === entity)?.sourcedId ?? '';
    desk.hub.act(
      { act: 'renameCategory', category: first('category'), title: 'Exams' },
      { act: 'changeResult', result: first('result'), attributes: { score: 3, comment: 'Again' } },
    );
    expect(desk.hub.records.find('category', first('category'))).toMatchObject({ title: 'Exams' });
    expect(desk.hub.records.find('result', first('result'))).toMatchObject({ score: 3, comment: 'Again' });
    desk.hub.act({ act: 'deleteLineItem', lineItem: first('lineItem') });
    expect([all('lineItem').length, all('result').length]).toEqual([1, 3]);
  });

  it('does all acts or none, and says what is not there', async () => {
    const acts = [
      { act: 'addLineItems', lineItems: 1, classes: ['math'] },
      { act: 'renameCategory', category: 'none', title: 'x' },
    ];
    expect(await control('POST', 'lms', acts)).toMatchObject({ status: 400, text: expect.stringMatching(/none/) });
    expect(all('lineItem')).toEqual([]);
    expect((await control('POST', 'lms', [{ act: 'nonsense' }])).status).toBe(400);
  });

  it('holds a copy of each category for every class of its teacher, all with the same categoryId (S14)', async () => {
    const body = { category: { sourcedId: 'c', title: 'Tests', metadata: { classId: 'math', userDcid: '5' } } };
    await desk.ask('PUT', '/categories/c', body);
    desk.hub.act({ act: 'duplicateCategories' });
    expect(all('category').map(({ title, metadata }) => ({ title, metadata }))).toEqual([
      { title: 'Tests', metadata: { classId: 'math', userDcid: '5', categoryId: 'c' } },
      { title: 'Tests', metadata: { classId: 'art', userDcid: '5', categoryId: 'c' } },
    ]);
    desk.hub.act({ act: 'duplicateCategories' });
    expect(all('category')).toHaveLength(2);
  });

  it('gives everything of a kind new ids, and references follow', () => {
    desk.hub.act({ act: 'addLineItems', lineItems: 1, classes: ['math'] }, { act: 'changeIds', entity: 'user' });
    const users = new Set(
      desk.hub.records.all('user').map((text) => (JSON.parse(text) as { sourcedId: string }).sourcedId),
    );
    expect([...users].every((id) => id.startsWith('new/'))).toBe(true);
    expect(all('result').every(({ student }) => users.has((student as { sourcedId: string }).sourcedId))).toBe(true);
    expect(all('enrollment').every(({ user }) => users.has((user as { sourcedId: string }).sourcedId))).toBe(true);
  });

  it('removes many at once', () => {
    desk.hub.act({ act: 'addLineItems', lineItems: 2, classes: ['math'] });
    desk.hub.act({ act: 'removeMany', entity: 'result', count: 4 });
    expect(all('result')).toHaveLength(2);
    desk.hub.act({ act: 'removeMany', entity: 'result' });
    expect(all('result')).toEqual([]);
  });

  it('tells what its gradebook says, byte for byte the same if nothing has changed', async () => {
    desk.hub.act({ act: 'addLineItems', lineItems: 1, classes: ['math'] });
    const before = await control('GET', 'snapshot');
    expect(before.text.split('\n')).toHaveLength(5);
    const { sourcedId = '', ...rest } = all('lineItem')[0] ?? {};
    await desk.ask('PUT', `/lineItems/${String(sourcedId)}`, { lineItem: { sourcedId, ...rest } });
    expect(await control('GET', 'snapshot')).toEqual(before);
    await desk.ask('PUT', `/lineItems/${String(sourcedId)}`, { lineItem: { sourcedId, ...rest, title: 'Other' } });
    expect(desk.hub.snapshot()).not.toBe(before.text);
    const writes = JSON.parse((await control('GET', 'writes')).text) as readonly HubWrite[];
    expect(writes.map(({ changed }) => changed)).toEqual([[], ['title']]);
  });

  it('takes switches over its controls, and refuses those that it does not have', async () => {
    expect(await control('POST', 'switches', { writes: 'strict' })).toMatchObject({ status: 200 });
    expect(desk.hub.switches.writes).toBe('strict');
    expect((await control('POST', 'switches', { speed: 'high' })).status).toBe(400);
  });
});
