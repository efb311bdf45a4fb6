import { describe, expect, it } from 'vitest';
import { createFaultBook, faultList } from '../../../../electron/sandbox/powerschool/faults.ts';
import type { Fault } from '../../../../electron/sandbox/powerschool/faults.ts';
import { queryXml } from '../../../support/sandbox/plugin-file.ts';
import { startTestServer } from '../../../support/sandbox/sandbox-server.ts';

const name = 'org.example.app.roster.terms';
const at = `/ws/schema/query/${name}`;
const query = queryXml({ name, columns: ['dcid=TERMS.DCID'], sql: 'SELECT DCID FROM TERMS ORDER BY DCID' });

async function broken(fault: Fault) {
  const test = await startTestServer({ fields: ['TERMS.DCID'], queries: [query] });
  test.db.exec('INSERT INTO TERMS (DCID) VALUES (1), (2), (3), (4)');
  test.server.setFaults([fault]);
  return test;
}
const page = '?pagesize=3&count=true';
const whole = { count: 4, record: [{ dcid: '1' }, { dcid: '2' }, { dcid: '3' }], '@extensions': '' };

describe('sandbox faults', () => {
  it.each<[string, Fault, unknown]>([
    ['wrongCount', { fault: 'wrongCount', by: -2 }, { ...whole, count: 2 }],
    ['dropRows', { fault: 'dropRows', rows: 2 }, { ...whole, record: [{ dcid: '1' }] }],
    ['duplicateRows', { fault: 'duplicateRows' }, { ...whole, record: [...whole.record, { dcid: '1' }] }],
    ['shortPage', { fault: 'shortPage', rows: 2 }, { ...whole, record: [{ dcid: '1' }, { dcid: '2' }] }],
    ['emptyList', { fault: 'emptyList' }, { ...whole, count: 0, record: [] }],
  ])('%s changes a right answer once', async (_, fault, changed) => {
    await using test = await broken(fault);
    expect((await test.ask('POST', at + page, {})).json).toEqual(changed);
    expect((await test.ask('POST', at + page, {})).json).toEqual(whole);
    expect(test.server.faultsStruck).toBe(1);
  });

  it('status answers with that status, body and headers', async () => {
    await using test = await broken({
      fault: 'status',
      status: 503,
      body: { message: 'down' },
      headers: { 'Retry-After': '7' },
    });
    const answer = await test.ask('POST', at, {});
    expect([answer.status, answer.json, answer.headers.get('retry-after')]).toEqual([503, { message: 'down' }, '7']);
  });

  it.each<Fault['fault']>(['closeBeforeAnswer', 'loseAnswer', 'closeMidBody'])(
    '%s breaks the connection',
    async (fault) => {
      await using test = await broken({ fault } as Fault);
      await expect(test.ask('POST', at, {})).rejects.toThrow(/terminated|fetch failed/);
      expect((await test.ask('POST', at, {})).status).toBe(200);
    },
  );

  it('holdAnswer carries the request out, and the client hears nothing; a fault may be for several methods', async () => {
    await using test = await broken({ fault: 'holdAnswer', match: { method: 'PUT|POST' } });
    const silent = test.ask('POST', at, {}).then(
      () => 'answered',
      () => 'broken',
    );
    await expect.poll(() => test.server.requestLog.at(-1)).toMatchObject({ method: 'POST', status: 0 });
    expect(await Promise.race([silent, new Promise((resolve) => setTimeout(resolve, 50, 'silent'))])).toBe('silent');
    expect((await test.ask('POST', at, {})).status).toBe(200);
  });

  it('loginPage answers 200 with HTML', async () => {
    await using test = await broken({ fault: 'loginPage' });
    const answer = await test.ask('POST', at, {});
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html;charset=UTF-8']);
    expect(answer.text).toContain('Sign In');
  });

  it('redirectToLogin answers 302', async () => {
    await using test = await broken({ fault: 'redirectToLogin' });
    const answer = await test.ask('POST', at, {});
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/admin/pw.html']);
  });

  it('emptyBody, rubbish and truncatedJson answer 200 with what cannot be read', async () => {
    await using test = await broken({ fault: 'emptyBody' });
    expect(await test.ask('POST', at, {})).toMatchObject({ status: 200, text: '' });
    test.server.setFaults([{ fault: 'rubbish' }]);
    const rubbish = await test.ask('POST', at, {});
    expect(rubbish).toMatchObject({ status: 200, json: undefined });
    test.server.setFaults([{ fault: 'truncatedJson' }]);
    const half = await test.ask('POST', at + page, {});
    const text = JSON.stringify(whole);
    expect(half).toMatchObject({ status: 200, json: undefined, text: text.slice(0, Math.floor(text.length / 2)) });
  });

  it('slow keeps the right answer back', async () => {
    await using test = await broken({ fault: 'slow', milliseconds: 80 });
    const before = performance.now();
    expect((await test.ask('POST', at + page, {})).json).toEqual(whole);
    expect(performance.now() - before).toBeGreaterThan(75);
  });

  it('hang never answers, and does not keep the server from closing', async () => {
    await using test = await broken({ fault: 'hang' });
    const asked = test.ask('POST', at, {}).then(
      () => 'answered',
      () => 'closed',
    );
    const first = await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 60, 'silent'))]);
    expect(first).toBe('silent');
    await test.server.close();
    expect(await asked).toBe('closed');
  });

  it('expiredToken ends the token for good', async () => {
    await using test = await broken({ fault: 'expiredToken' });
    const answer = await test.ask('POST', at, {});
    expect([answer.status, answer.text]).toEqual([401, '']);
    expect((await test.ask('POST', at, {})).status).toBe(401);
    expect((await test.signIn()).status).toBe(200);
  });

  it('tooManyRequests says how long to wait', async () => {
    await using test = await broken({ fault: 'tooManyRequests', status: 403, seconds: 9 });
    const answer = await test.ask('POST', at, {});
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([403, '9']);
    expect(answer.text).toMatch(/too many requests.*9 seconds/i);
  });

  it('strikes only what matches, as often as said, after what is skipped', () => {
    const book = createFaultBook();
    book.set(
      faultList.parse([
        { match: { path: '/ws/schema/query/*scores*', page: 2, method: 'post' }, skip: 1, times: 2, fault: 'hang' },
      ]),
    );
    const strike = (path: string, number: string, method = 'POST') =>
      book.strike(method, path, new URLSearchParams({ page: number })) !== undefined;
    const scores = '/ws/schema/query/org.x.scores';
    expect(strike(scores, '1')).toBe(false);
    expect(strike('/ws/schema/query/org.x.students', '2')).toBe(false);
    expect(strike(scores, '2', 'GET')).toBe(false);
    expect([1, 2, 3, 4].map(() => strike(`${scores}/count`, '2'))).toEqual([false, true, true, false]);
  });

  it('refuses a list that holds an unknown fault or option', () => {
    expect(faultList.safeParse([{ fault: 'meteor' }]).success).toBe(false);
    expect(faultList.safeParse([{ fault: 'hang', match: { pth: '/ws' } }]).success).toBe(false);
    expect(faultList.safeParse([{ fault: 'hang', times: 0 }]).success).toBe(false);
  });
});
