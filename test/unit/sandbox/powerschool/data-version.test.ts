import { describe, expect, it } from 'vitest';
import { queryXml } from '../../../support/sandbox/plugin-file.ts';
import { startTestServer } from '../../../support/sandbox/sandbox-server.ts';

const name = 'org.example.app.roster.enrollments';
const at = `/ws/schema/query/${name}`;
const query = queryXml({
  name,
  coreTable: 'cc',
  columns: ['dcid=CC.DCID', 'students_dcid=STUDENTS.DCID', 'schoolid=CC.SCHOOLID'],
  sql: 'SELECT c.DCID, s.DCID, c.SCHOOLID FROM CC c JOIN STUDENTS s ON s.ID = c.STUDENTID ORDER BY c.DCID DESC',
});
const fields = ['CC.DCID', 'CC.SCHOOLID', 'CC.STUDENTID', 'STUDENTS.DCID', 'STUDENTS.ID'];

async function district() {
  const test = await startTestServer({ fields, queries: [query] });
  test.db.exec(`
    INSERT INTO STUDENTS (DCID, ID) VALUES (11, 1), (12, 2), (13, 3);
    INSERT INTO CC (DCID, STUDENTID, SCHOOLID) VALUES (901, 1, 5), (902, 2, 5), (903, 3, 5), (904, 1, 6);
  `);
  const changesAfter = async (version: string) => {
    const { json } = await test.ask('POST', `${at}?count=true`, {
      $dataversion: version,
      $dataversion_applicationname: 'gradesync',
    });
    const page = json as { $dataversion?: string; count: number; record: { dcid: string }[] };
    return { version: page.$dataversion ?? '', count: page.count, ids: page.record.map(({ dcid }) => dcid) };
  };
  return { test, changesAfter };
}

describe('sandbox data version', () => {
  it('delivers all rows for version 0, with the version to ask with next as text', async () => {
    const { test, changesAfter } = await district();
    await using _ = test;
    const first = await changesAfter('0');
    expect(first).toEqual({ version: expect.stringMatching(/^\d+$/), count: 4, ids: ['904', '903', '902', '901'] });
  });

  it('delivers afterwards only rows in which a selected key names a changed row, in the query’s order', async () => {
    const { test, changesAfter } = await district();
    await using _ = test;
    const { version } = await changesAfter('0');
    expect(await changesAfter(version)).toEqual({ version, count: 0, ids: [] });
    test.server.changeRows([{ table: 'CC', id: 902, set: { SCHOOLID: 6 } }]);
    test.server.changeRows([{ table: 'STUDENTS', id: 11, set: { LASTFIRST: 'Doe' } }]);
    test.server.changeRows([{ table: 'TERMS', insert: { DCID: 903 } }]);
    const next = await changesAfter(version);
    expect(next).toMatchObject({ count: 3, ids: ['904', '902', '901'] });
    expect(Number(next.version)).toBe(Number(version) + 3);
  });

  it('does not mention the version to those who did not ask', async () => {
    const { test } = await district();
    await using _ = test;
    expect((await test.ask('POST', at, {})).json).not.toHaveProperty('$dataversion');
  });

  it('refuses one member without the other, unknown applications and bad versions', async () => {
    const { test } = await district();
    await using _ = test;
    expect((await test.ask('POST', at, { $dataversion: '1' })).status).toBe(400);
    const application = { $dataversion_applicationname: 'gradesync' };
    expect((await test.ask('POST', at, application)).status).toBe(400);
    expect((await test.ask('POST', at, { ...application, $dataversion: '-1' })).status).toBe(400);
    expect((await test.ask('POST', at, { $dataversion: '1', $dataversion_applicationname: 'other' })).status).toBe(400);
  });

  it('knows nothing of versions where the switch is off', async () => {
    const { test } = await district();
    await using _ = test;
    test.server.switches.dataVersion = false;
    const { json } = await test.ask('POST', `${at}/count`, {
      $dataversion: '99999999',
      $dataversion_applicationname: 'gradesync',
    });
    expect(json).toEqual({ count: 4 });
    expect((await test.ask('GET', '/ws/dataversion/gradesync/1')).status).toBe(404);
  });

  it('lists the ids of changed rows by table, deleted ones too', async () => {
    const { test, changesAfter } = await district();
    await using _ = test;
    const { version } = await changesAfter('0');
    test.server.changeRows([{ table: 'cc', delete: 903 }]);
    test.server.changeRows([{ table: 'users', insert: { DCID: 851 } }]);
    const { json } = await test.ask('GET', `/ws/dataversion/gradesync/${version}`);
    expect(json).toEqual({ $dataversion: String(Number(version) + 2), tables: { cc: [903], users: [851] } });
    expect((await test.ask('GET', '/ws/dataversion/gradesync/-1')).status).toBe(400);
    expect((await test.ask('GET', '/ws/dataversion/other/1')).status).toBe(404);
  });
});
