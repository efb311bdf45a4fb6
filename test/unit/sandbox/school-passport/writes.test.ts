import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { characterCount } from '../../../../shared/oneroster/limits.ts';
import { openHubDesk, type HubDesk } from '../../../support/hub-desk.ts';

let desk: HubDesk;
beforeEach(async () => {
  desk = await openHubDesk();
});
afterEach(() => desk.close());

const ref = (type: string, sourcedId: string) => ({ href: `http://127.0.0.1/${type}/${sourcedId}`, sourcedId, type });
const category = (sourcedId: string, title: string, metadata: Readonly<Record<string, unknown>> = {}) => ({
  category: { sourcedId, title, metadata },
});
const lineItem = (sourcedId: string, more: Readonly<Record<string, unknown>> = {}) => ({
  lineItem: {
    sourcedId,
    title: 'Quiz',
    assignDate: '2026-10-01T00:00:00.000Z',
    dueDate: '2026-10-08T00:00:00.000Z',
    class: ref('class', 'math'),
    category: ref('category', 'c'),
    gradingPeriod: ref('academicSession', 'term'),
    resultValueMin: 0,
    resultValueMax: 20,
    ...more,
  },
});
const result = (sourcedId: string, more: Readonly<Record<string, unknown>> = {}) => ({
  result: {
    sourcedId,
    lineItem: ref('lineItem', 'l'),
    student: ref('user', 'ann'),
    scoreStatus: 'fully graded',
    score: 12,
    scoreDate: '2026-10-09',
    ...more,
  },
});
const put = async (path: string, body: unknown) => (await desk.ask('PUT', path, body)).status;
const filtered = async (path: string, filter: string) =>
  Object.values(
    (await desk.ask('GET', `${path}?filter=${encodeURIComponent(filter)}`)).json as Record<
      string,
      readonly Readonly<Record<string, unknown>>[]
    >,
  )[0];

describe('writing to the simulated School Passport', () => {
  it('puts a record under its id, again and again, and says by its date that it changed', async () => {
    expect(await put('/categories/c%231%2B2%2F3', category('c#1+2/3', 'Tests'))).toBe(201);
    const first = desk.hub.records.find('category', 'c#1+2/3');
    expect(first).toMatchObject({ title: 'Tests', status: 'active' });
    expect(await put('/categories/c%231%2B2%2F3', category('c#1+2/3', 'Exams'))).toBe(200);
    const second = desk.hub.records.find('category', 'c#1+2/3');
    expect(String(second?.['dateLastModified']) > String(first?.['dateLastModified'])).toBe(true);
    expect(desk.hub.writeLog).toMatchObject([
      { action: 'create', sourcedId: 'c#1+2/3' },
      { action: 'update', changed: ['title'] },
    ]);
  });

  it('logs a record that was written as it stood as a write without effect', async () => {
    await put('/categories/c', category('c', 'Tests', { a: 1, b: 2 }));
    await put('/categories/c', { category: { metadata: { b: 2, a: 1 }, title: 'Tests', sourcedId: 'c' } });
    expect(desk.hub.writeLog.map(({ changed }) => changed.length === 0)).toEqual([false, true]);
  });

  it('refuses a body that holds no such record, or one of another id', async () => {
    expect(await put('/categories/c', { lineItem: {} })).toBe(400);
    expect(await put('/categories/c', category('other', 'Tests'))).toBe(400);
    expect(desk.hub.writeLog).toEqual([]);
  });

  it('offers no writing of the roster, no POST, and none at all where it is switched off', async () => {
    expect(await put('/users/ann', { user: { sourcedId: 'ann' } })).toBe(405);
    expect((await desk.ask('POST', '/lineItems', lineItem('l'))).status).toBe(405);
    desk.hub.switches.writes = 'none';
    expect(await put('/categories/c', category('c', 'Tests'))).toBe(405);
  });

  it('leaves a tombstone that only those see who ask what has changed', async () => {
    await put('/categories/c', category('c', 'Tests'));
    const before = new Date(Date.parse(String(desk.hub.records.find('category', 'c')?.['dateLastModified'])));
    expect((await desk.ask('DELETE', '/categories/c')).status).toBe(204);
    expect((await desk.ask('GET', '/categories/c')).status).toBe(404);
    expect((await desk.ask('DELETE', '/categories/c')).status).toBe(404);
    expect((await desk.ask('GET', '/categories')).json).toEqual({ categories: [] });
    const changed = await filtered('/categories', `dateLastModified>'${before.toISOString()}'`);
    expect(changed).toMatchObject([{ sourcedId: 'c', status: 'tobedeleted' }]);
    expect(await filtered('/categories', "status='tobedeleted'")).toHaveLength(1);
    expect(await put('/categories/c', category('c', 'Tests'))).toBe(201);
  });

  it('finds every copy of a category by its categoryId (S15)', async () => {
    await put('/categories/a', category('a', 'Tests', { categoryId: '7' }));
    await put('/categories/b', category('b', 'Tests', { categoryId: '7' }));
    await put('/categories/c', category('c', 'Tests', { categoryId: '8' }));
    expect((await filtered('/categories', "metadata.categoryId='7'"))?.map(({ sourcedId }) => sourcedId)).toEqual([
      'a',
      'b',
    ]);
  });
});

describe('strict writing', () => {
  beforeEach(async () => {
    desk.hub.switches.writes = 'strict';
    await put('/categories/c', category('c', 'Tests'));
    await put('/lineItems/l', lineItem('l'));
  });

  it('takes whole records', async () => {
    expect(await put('/results/r', result('r'))).toBe(201);
    expect(await put('/results/s', result('s', { score: undefined, scoreStatus: 'exempt' }))).toBe(201);
  });

  it.each([
    ['a member that the standard does not have', result('r', { late: 'true' }), 400],
    ['a score that is a text', result('r', { score: '12' }), 400],
    ['a status of another spelling', result('r', { scoreStatus: 'fullyGraded' }), 400],
    ['a date with a time where a date belongs', result('r', { scoreDate: '2026-10-09T00:00:00Z' }), 400],
    ['a reference without its type', result('r', { student: { sourcedId: 'ann' } }), 400],
    ['a student who is not there', result('r', { student: ref('user', 'nobody') }), 404],
  ])('refuses %s', async (_, body, status) => {
    expect(await put('/results/r', body)).toBe(status);
    expect(desk.hub.records.find('result', 'r')).toBeUndefined();
  });

  it('deletes nothing that others hang on', async () => {
    await put('/results/r', result('r'));
    const refused = await desk.ask('DELETE', '/lineItems/l');
    expect(refused).toMatchObject({ status: 409, json: { imsx_codeMinor: 'deletefailure' } });
    expect((await desk.ask('DELETE', '/categories/c')).status).toBe(409);
    for (const path of ['/results/r', '/lineItems/l', '/categories/c']) {
      expect((await desk.ask('DELETE', path)).status).toBe(204);
    }
  });
});

describe('the limits of PowerSchool at the hub', () => {
  const long = '🎓'.repeat(31);

  it.each([
    ['taken', 201, 31],
    ['refused', 422, undefined],
    ['cut', 201, 30],
  ] as const)('are such that a long name is %s', async (longNames, status, kept) => {
    desk.hub.switches.longNames = longNames;
    expect(await put('/categories/c', category('c', long))).toBe(status);
    const title = desk.hub.records.find('category', 'c')?.['title'];
    expect(typeof title === 'string' ? characterCount(title) : undefined).toBe(kept);
    const fifty = 'x'.repeat(50);
    expect(await put('/lineItems/a', lineItem('a', { title: fifty }))).toBe(201);
    expect(await put('/lineItems/b', lineItem('b', { title: `${fifty}y` }))).toBe(status);
  });

  it('ask for the teacher of a category, and for one name per teacher, copies of a category aside', async () => {
    desk.hub.switches.gradebookRules = true;
    expect(await put('/categories/a', category('a', 'Tests'))).toBe(422);
    expect(await put('/categories/a', category('a', 'Tests', { userDcid: '5', categoryId: '1' }))).toBe(201);
    expect(await put('/categories/b', category('b', ' TESTS ', { userDcid: '5', categoryId: '1' }))).toBe(201);
    expect(await put('/categories/c', category('c', 'tests', { userDcid: '5', categoryId: '2' }))).toBe(409);
    expect(await put('/categories/c', category('c', 'tests', { userDcid: '6', categoryId: '2' }))).toBe(201);
  });

  it('know score types in upper case only', async () => {
    desk.hub.switches.gradebookRules = true;
    expect(await put('/lineItems/a', lineItem('a', { metadata: { scoreType: 'POINTS' } }))).toBe(201);
    expect(await put('/lineItems/b', lineItem('b', { metadata: { scoreType: 'points' } }))).toBe(422);
    expect(await put('/lineItems/c', lineItem('c'))).toBe(201);
  });
});

describe('a hub that differs', () => {
  it('gives a new record an id of its own and tells it', async () => {
    desk.hub.switches.newIds = 'allotted';
    const { status, json } = await desk.ask('PUT', '/categories/c', category('c', 'Tests'));
    const { sourcedId } = (json as { category: { sourcedId: string } }).category;
    expect([status, sourcedId === 'c']).toEqual([201, false]);
    expect(await put(`/categories/${sourcedId}`, category(sourcedId, 'Exams'))).toBe(200);
  });

  it('refuses filters or passes over them, but not that by date', async () => {
    await put('/categories/c', category('c', 'Tests'));
    const asked = `/categories?filter=${encodeURIComponent("title='Exams'")}`;
    desk.hub.switches.filters = 'refused';
    expect((await desk.ask('GET', asked)).status).toBe(400);
    desk.hub.switches.filters = 'ignored';
    expect((await desk.ask('GET', asked)).json).toMatchObject({ categories: [{ sourcedId: 'c' }] });
    expect(await filtered('/categories', "dateLastModified>'2030-01-01T00:00:00Z'")).toEqual([]);
  });

  it('carries a write out whose answer is lost, and does not where the request is dropped', async () => {
    desk.hub.setFaults([{ fault: 'loseAnswer', match: { method: 'PUT' } }]);
    await expect(put('/categories/c', category('c', 'Tests'))).rejects.toThrow('fetch failed');
    expect(desk.hub.writeLog).toHaveLength(1);
    desk.hub.setFaults([{ fault: 'closeBeforeAnswer', match: { method: 'PUT' } }]);
    await expect(put('/categories/c', category('c', 'Exams'))).rejects.toThrow('fetch failed');
    expect(desk.hub.writeLog).toHaveLength(1);
  });

  it('answers lists empty or short as it is told to', async () => {
    await put('/categories/a', category('a', 'Tests'));
    await put('/categories/b', category('b', 'Exams'));
    desk.hub.setFaults([{ fault: 'emptyList' }]);
    expect((await desk.ask('GET', '/categories')).json).toEqual({ categories: [] });
    desk.hub.setFaults([{ fault: 'dropRows' }]);
    expect((await desk.ask('GET', '/categories')).json).toMatchObject({ categories: [{ sourcedId: 'a' }] });
  });
});
