import { afterEach, describe, expect, it } from 'vitest';
import { allPages, scriptPowerSchool, type ScriptedPowerSchool } from '../../../../support/scripted-powerschool.ts';
import type { ScriptedRequest } from '../../../../support/scripted-server.ts';

const never = new AbortController().signal;
const opened: ScriptedPowerSchool[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function scripted(...args: Parameters<typeof scriptPowerSchool>): Promise<ScriptedPowerSchool> {
  const made = await scriptPowerSchool(...args);
  opened.push(made);
  return made;
}

interface Listing {
  readonly rows: number;
  /** The most rows the server gives per page. */
  readonly clamp: number;
  /** The count it tells; its rows unless told, null for none. */
  readonly count?: number | null;
}

function listing({ rows, clamp, count = rows }: Listing) {
  return (request: ScriptedRequest) => {
    const size = Math.min(clamp, Number(request.params.get('pagesize')));
    const from = (Number(request.params.get('page')) - 1) * size;
    const record = Array.from({ length: Math.max(0, Math.min(size, rows - from)) }, (_, i) => ({
      dcid: String(from + i + 1),
    }));
    const counted = request.params.get('count') === 'true' && count !== null ? { count } : {};
    return { body: { name: 'STUDENTS', record, ...counted, '@extensions': '' } };
  };
}

const keys = (records: readonly Readonly<Record<string, unknown>>[]) => records.map((record) => record['dcid']);

describe('powerschool paging', () => {
  it.each([
    { rows: 0, clamp: 100, requests: 1 },
    { rows: 1, clamp: 100, requests: 1 },
    { rows: 99, clamp: 100, requests: 1 },
    { rows: 100, clamp: 100, requests: 1 },
    { rows: 101, clamp: 100, requests: 2 },
    { rows: 250, clamp: 100, requests: 3 },
    { rows: 1000, clamp: 5000, requests: 2 },
    { rows: 2500, clamp: 5000, requests: 3 },
    { rows: 250, clamp: 100, count: null, requests: 4 },
    { rows: 0, clamp: 100, count: null, requests: 1 },
    { rows: 250, clamp: 100, count: 240, requests: 3 },
    { rows: 250, clamp: 100, count: 260, requests: 4 },
    { rows: 250, clamp: 100, count: 200, requests: 3 },
  ])('reads every row once however the server clamps and counts: %j', async ({ requests, ...list }) => {
    const { api, calls } = await scripted(listing(list));
    const pages = await allPages(api.query('org.x.y.z.q', {}, never));
    expect(pages.flatMap((page) => keys(page.records))).toEqual(
      Array.from({ length: list.rows }, (_, i) => String(i + 1)),
    );
    expect(pages.map((page) => page.count)).toEqual(
      pages.map(() => (list.count === undefined ? list.rows : list.count)),
    );
    expect(calls()).toHaveLength(requests);
  });

  it('asks for 1,000 rows a page, with the count on the first, and sends the arguments as JSON', async () => {
    const { api, calls } = await scripted(listing({ rows: 1001, clamp: 1000 }));
    await allPages(api.query('org.x.y.z.q', { schoolid: 3, dcids: [1, 2] }, never));
    expect(calls().map((call) => [call.method, call.path, String(call.params), call.body])).toEqual([
      ['POST', '/ws/schema/query/org.x.y.z.q', 'page=1&pagesize=1000&count=true', '{"schoolid":3,"dcids":[1,2]}'],
      ['POST', '/ws/schema/query/org.x.y.z.q', 'page=2&pagesize=1000', '{"schoolid":3,"dcids":[1,2]}'],
    ]);
    expect(calls()[0]?.headers['content-type']).toBe('application/json');
  });

  it('sends an empty object where there are no arguments, and asks for the configured page size', async () => {
    const { api, calls } = await scripted(listing({ rows: 3, clamp: 1000 }), { pageSize: 25 });
    await allPages(api.query('org.x.y.z.q', {}, never));
    expect([calls()[0]?.body, calls()[0]?.params.get('pagesize')]).toEqual(['{}', '25']);
  });

  it('asks for the next page while one is handed out, and for no more than that', async () => {
    const { api, calls } = await scripted(listing({ rows: 500, clamp: 100 }));
    const reading = api.query('org.x.y.z.q', {}, never)[Symbol.asyncIterator]();
    await reading.next();
    await expect.poll(() => calls().length).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(calls()).toHaveLength(2);
    await reading.return?.();
  });

  it('drops the page asked ahead when nobody wants it any more', async () => {
    const { api } = await scripted((request) =>
      request.params.get('page') === '1' ? listing({ rows: 300, clamp: 100 })(request) : 'silence',
    );
    for await (const page of api.query('org.x.y.z.q', {}, never)) {
      expect(page.records).toHaveLength(100);
      break;
    }
    await expect(api.close()).resolves.toBeNull();
  });

  it('stops at once when it is cancelled between two pages', async () => {
    const { api } = await scripted((request) =>
      request.params.get('page') === '1' ? listing({ rows: 300, clamp: 100 })(request) : 'silence',
    );
    const cancel = new AbortController();
    const reading = (async () => {
      for await (const page of api.query('org.x.y.z.q', {}, cancel.signal)) {
        if (page.records.length > 0) cancel.abort(new Error('cancelled by the user'));
      }
    })();
    await expect(reading).rejects.toThrow('cancelled by the user');
  });

  it('stops at a server that sends the same page for ever', async () => {
    const { api, calls } = await scripted(() => ({ body: { record: [{ dcid: '1' }, { dcid: '2' }] } }));
    await expect(allPages(api.query('org.x.y.z.q', {}, never))).rejects.toMatchObject({
      code: 'remote.badAnswer',
      recovery: 'stop',
    });
    expect(calls()).toHaveLength(2);
  });

  it('takes the last page sent again for the end when all that was promised has come', async () => {
    const { api, calls } = await scripted((request) => {
      const from = Math.min(1, Number(request.params.get('page')) - 1) * 2;
      return { body: { record: [{ dcid: String(from) }, { dcid: String(from + 1) }], count: 4 } };
    });
    const pages = await allPages(api.query('org.x.y.z.q', {}, never));
    expect(pages.flatMap((page) => keys(page.records))).toEqual(['0', '1', '2', '3']);
    expect(calls()).toHaveLength(3);
  });

  it('reads a page again that broke off in the middle or came cut short', async () => {
    const list = listing({ rows: 150, clamp: 100 });
    const { api, clock } = await scripted((request, index) => {
      if (index === 1) return 'cutOff';
      if (index === 2) return { body: '{"record":[{"dcid":"10' };
      if (index === 3) return { status: 502, body: '<html>Bad gateway</html>' };
      return list(request);
    });
    const pages = await allPages(api.query('org.x.y.z.q', {}, never));
    expect(pages.flatMap((page) => page.records)).toHaveLength(150);
    expect(clock.sleeps).toEqual([375, 750, 1500]);
  });

  it('fails a listing whose page never comes, instead of leaving it short', async () => {
    const list = listing({ rows: 150, clamp: 100 });
    const { api } = await scripted((request) => (request.params.get('page') === '2' ? { status: 500 } : list(request)));
    await expect(allPages(api.query('org.x.y.z.q', {}, never))).rejects.toMatchObject({
      code: 'remote.serverError',
      recovery: 'stop',
    });
  });

  it('sends a data version and hands out the one that comes back', async () => {
    const { api, calls } = await scripted(() => ({
      body: { record: [{ dcid: '1' }], count: 1, $dataversion: '16323283' },
    }));
    const options = { dataVersion: { application: 'Grade Sync', version: '16320000' } };
    const pages = await allPages(api.query('org.x.y.z.q', { schoolid: 3 }, never, options));
    expect(JSON.parse(calls()[0]?.body ?? '')).toEqual({
      schoolid: 3,
      $dataversion: '16320000',
      $dataversion_applicationname: 'Grade Sync',
    });
    expect(pages[0]?.dataVersion).toBe('16323283');
  });

  it('reads the count of a query with its arguments', async () => {
    const { api, calls } = await scripted(() => ({ body: { count: 1490 } }));
    await expect(api.queryCount('org.x.y.z.q', { schoolid: 3 }, never)).resolves.toBe(1490);
    expect([calls()[0]?.path, calls()[0]?.body]).toEqual(['/ws/schema/query/org.x.y.z.q/count', '{"schoolid":3}']);
  });
});
