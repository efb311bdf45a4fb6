import { describe, expect, it } from 'vitest';
import { since1900 } from '../../../../../electron/connectors/powerschool/source/gradebook-tools.ts';
import { changeMark } from '../../../../../electron/connectors/powerschool/source/pull-context.ts';
import { AppError } from '../../../../../shared/errors.ts';
import { columnsMissing, unknownQuery, type FakePowerSchool } from '../../../../support/fake-powerschool-api.ts';
import {
  assignment,
  assignmentSection,
  category,
  openPretendedSource,
  score,
  smallDistrict,
} from '../../../../support/powerschool-district.ts';
import { readPull } from '../../../../support/read-rows.ts';
import type { ReadRow } from '../../../../support/read-rows.ts';

const id = (row: ReadRow): string => `${String(row['sourceKey'])}/${String(row['sourceSubkey'])}`;
const mark = (now: string, timeZone: string | null): string => changeMark({ clock: () => new Date(now), timeZone });

async function cursorOf(server: FakePowerSchool, entity: 'result' | 'lineItem' | 'category', advanced = {}) {
  const { end } = await openPretendedSource(server, { advanced }).pull(entity, 10);
  return end.cursor;
}

describe('the moment from which changes are asked for', () => {
  it('is five minutes ago in the district’s own time', () => {
    expect(mark('2026-11-24T15:00:00Z', 'America/New_York')).toBe('2026-11-24 09:55:00');
    expect(mark('2026-01-01T00:02:00Z', 'UTC')).toBe('2025-12-31 23:57:00');
    expect(mark('2026-06-30T15:00:00Z', 'Asia/Kathmandu')).toBe('2026-06-30 20:40:00');
  });

  it('is early enough for the hour that comes twice when summer time ends', () => {
    // 01:50 in summer time; twenty minutes later it is 01:10 in winter time.
    expect(mark('2026-11-01T05:50:00Z', 'America/New_York')).toBe('2026-11-01 00:45:00');
    expect(mark('2026-11-01T06:10:00Z', 'America/New_York') <= '2026-11-01 01:05:00').toBe(true);
  });

  it('is early enough for any zone where the server’s is unknown', () => {
    expect(mark('2026-11-24T15:00:00Z', null)).toBe('2026-11-24 02:55:00');
    expect(mark('2026-11-24T15:00:00Z', 'Mars/Olympus')).toBe('2026-11-24 02:55:00');
  });
});

describe('changed scores', () => {
  it('are asked for since the last listing began, with the count of all (S2, S33)', async () => {
    const server = smallDistrict();
    const cursor = await cursorOf(server, 'result');
    const asked: unknown[] = [];
    server.queries.scoresChanged = (args) => {
      asked.push(args['since']);
      return [score(900, 9, { scorepoints: '15' })];
    };
    const source = openPretendedSource(server);
    const { rows, end } = await source.pull('result', 10, cursor);
    expect(rows).toEqual([expect.objectContaining({ sourceKey: 900, sourceSubkey: 9, score: 15 })]);
    expect(end).toMatchObject({ incremental: true, total: 2 });
    expect(asked.at(-1)).toBe('2026-11-24 09:55:00');
    expect(source.api.calls).not.toContain('scores');
  });

  it('have a cursor that is older than the listing, so that nothing falls between', async () => {
    const server = smallDistrict();
    let now = new Date('2026-11-24T15:00:00Z');
    server.queries.scores = ({ schoolid }) => {
      if (schoolid === 100) now = new Date('2026-11-24T17:00:00Z');
      return [];
    };
    const source = openPretendedSource(server, {}, () => now);
    expect((await source.pull('result', 10)).end.cursor).toContain('09:55:00');
    expect(now.getUTCHours()).toBe(17);
  });

  it('are the whole listing without a cursor, with a strange one, and where the plugin lacks the query', async () => {
    const server = smallDistrict();
    const cursor = await cursorOf(server, 'result');
    for (const since of [null, 'nonsense', '{"kind":"tide"}', '[]']) {
      expect((await openPretendedSource(server).pull('result', 10, since)).end).toMatchObject({
        incremental: false,
        complete: true,
      });
    }
    server.queries.scoresChanged = unknownQuery('scores_changed');
    const { rows, end } = await openPretendedSource(server).pull('result', 10, cursor);
    expect(end).toMatchObject({ incremental: false, complete: true });
    expect(rows).toHaveLength(2);
  });

  it('come from their table, line item by line item, where the plugin lacks both queries', async () => {
    const server = smallDistrict();
    server.queries.scores = columnsMissing('assignmentscore.scorepoints');
    const { assignmentid: _, scoretype: __, scoreentrypoints: ___, ...columns } = score(900, 9);
    const tables = {
      assignmentscore: (q: string) => (q === 'assignmentsectionid==2200' ? [columns] : []),
    };
    const usual = await openPretendedSource(smallDistrict()).describe();
    const source = openPretendedSource({ ...server, tables });
    const { rows, end } = await source.pull('result', 10);
    expect(rows).toEqual([
      expect.objectContaining({ sourceKey: 900, sourceSubkey: 9, score: 14, lineItemSubkey: 2200, classKey: 700 }),
    ]);
    expect(end).toMatchObject({ complete: true, incremental: false, cursor: null });
    const filter = (scopes: typeof usual.scopes) => scopes.find((scope) => scope.entity === 'result')?.filter;
    expect(filter((await source.describe()).scopes)).not.toBe(filter(usual.scopes));
  });
});

describe('changed assignments', () => {
  it('are fetched one by one, with the count of all (S32)', async () => {
    const server = smallDistrict();
    const cursor = await cursorOf(server, 'lineItem');
    const changed = { assignmentid: '900', assignmentsectionid: '2200', sectionsdcid: '700', users_dcid: '40' };
    server.queries.assignmentsChanged = [changed, { ...changed, assignmentsectionid: '2201' }];
    // One of the two was in no category before, and one is in none now.
    server.counts = { assignmentsChanged: 2, assignmentCategoriesChanged: 1 };
    const renamed = assignment(900, [assignmentSection(2200, 700, { name: 'Quiz 2' })]);
    const xte = { ...server.xte, '/ws/xte/section/assignment/900': [renamed] };
    const source = openPretendedSource({ ...server, xte });
    const { rows, end } = await source.pull('lineItem', 10, cursor);
    expect(rows).toEqual([expect.objectContaining({ sourceKey: 900, sourceSubkey: 2200, title: 'Quiz 2' })]);
    expect(end).toMatchObject({ incremental: true, total: 2 });
    expect(source.api.calls.filter((call) => call.startsWith('GET /ws/xte'))).toEqual([
      'GET /ws/xte/section/assignment/900 40',
    ]);
  });

  it('may be gone when they are fetched', async () => {
    const server = smallDistrict();
    const cursor = await cursorOf(server, 'lineItem');
    const { rows, end } = await openPretendedSource(server).pull('lineItem', 10, cursor);
    expect(rows).toEqual([]);
    expect(end).toMatchObject({ incremental: true, total: 1 });
  });

  it('are the whole listing where the plugin lacks the query', async () => {
    const server = smallDistrict();
    const cursor = await cursorOf(server, 'lineItem');
    server.queries.assignmentsChanged = unknownQuery('assignments_changed');
    const { rows, end } = await openPretendedSource(server).pull('lineItem', 10, cursor);
    expect(rows.map(id)).toEqual(['900/2200']);
    expect(end).toMatchObject({ incremental: false, complete: true, cursor: null });
  });
});

describe('changed categories', () => {
  it('are not read again where none changed, came or went and the sections are the same (S9)', async () => {
    const server = smallDistrict();
    const cursor = await cursorOf(server, 'category');
    const source = openPretendedSource(server);
    const { rows, end } = await source.pull('category', 10, cursor);
    expect(rows).toEqual([]);
    expect(end).toMatchObject({ incremental: true, complete: true, total: null });
    expect(end.cursor).not.toBeNull();
    expect(source.api.calls.filter((call) => call.startsWith('GET /ws/xte'))).toEqual([]);
  });

  it('are read again where one of the school’s teachers changed one (S9)', async () => {
    const server = smallDistrict();
    const cursor = await cursorOf(server, 'category');
    const since = (args: Readonly<Record<string, unknown>>): number => (args['since'] === since1900 ? 0 : 1);
    server.counts = { categoriesChanged: since };
    const source = openPretendedSource(server);
    const { rows, end } = await source.pull('category', 10, cursor);
    expect(end).toMatchObject({ incremental: false, complete: true });
    expect(rows).toHaveLength(2);
  });

  it('are read again where one was excluded from a section, or let in again (S9)', async () => {
    const server = smallDistrict();
    const cursor = await cursorOf(server, 'category');
    server.queries.categoryExcludes = [{ teachercategoryid: '4303', sectionsdcid: '700', yearid: '36' }];
    expect((await openPretendedSource(server).pull('category', 10, cursor)).end.incremental).toBe(false);
    const excluded = await cursorOf(server, 'category');
    expect((await openPretendedSource(server).pull('category', 10, excluded)).end.incremental).toBe(true);
    server.queries.categoryExcludes = [];
    expect((await openPretendedSource(server).pull('category', 10, excluded)).end.incremental).toBe(false);
  });

  it('are read again where an assignment came into one that is retired, or left it, and not otherwise', async () => {
    const server = smallDistrict();
    const retired = category(4303, 'Homework', { isactive: false });
    const given = (teachercategoryid: number) => ({
      '/ws/xte/teacher_category': [category(4302, 'Test'), retired],
      '/ws/xte/section/assignment/': [
        assignment(900, [
          assignmentSection(2200, 700, { _assignmentcategoryassociations: [{ teachercategoryid, isprimary: true }] }),
        ]),
      ],
    });
    async function pullBoth(lineItems: string | null, categories: string | null, teachercategoryid: number) {
      const xte = given(teachercategoryid);
      const one = { '/ws/xte/section/assignment/900': xte['/ws/xte/section/assignment/'] };
      const { source } = openPretendedSource({ ...server, xte: { ...xte, ...one } });
      const { signal } = new AbortController();
      const { scopes } = await source.describe(signal);
      const pull = (entity: 'lineItem' | 'category', since: string | null) => {
        const scope = scopes.find((each) => each.entity === entity && each.schoolKey === 10);
        if (scope === undefined) throw new Error('no such scope');
        return readPull(entity, source.pull(scope, since, signal));
      };
      const items = await pull('lineItem', lineItems);
      return [items.end.cursor, await pull('category', categories)] as const;
    }
    const [items, first] = await pullBoth(null, null, 4302);
    expect(first.rows.map((row) => row['sourceKey'])).toEqual([4302]);
    expect((await pullBoth(items, first.end.cursor, 4302))[1].end.incremental).toBe(true);
    expect((await pullBoth(null, first.end.cursor, 4302))[1].end.incremental).toBe(true);
    server.queries.assignmentCategoriesChanged = [
      { assignmentcategoryassocid: '1', assignmentid: '900', assignmentsectionid: '2200', users_dcid: '40' },
    ];
    server.counts = { assignmentsChanged: 1, assignmentCategoriesChanged: 0 };
    const [, came] = await pullBoth(items, first.end.cursor, 4303);
    expect(came.rows.map((row) => row['sourceKey'])).toEqual([4302, 4303]);
    const [, left] = await pullBoth(null, came.end.cursor, 4302);
    expect(left.end.incremental).toBe(false);
    expect(left.rows.map((row) => row['sourceKey'])).toEqual([4302]);
  });

  it('are read again where a section got another lead teacher, or a category is gone (S9)', async () => {
    const server = smallDistrict();
    const cursor = await cursorOf(server, 'category');
    const moved = smallDistrict();
    moved.queries.sections = [{ dcid: '700', terms_dcid: '501', lead_users_dcid: '42' }];
    expect((await openPretendedSource(moved).pull('category', 10, cursor)).end.incremental).toBe(false);
    const fewer = { ...smallDistrict(), counts: { categoriesChanged: 5 } };
    expect((await openPretendedSource(fewer).pull('category', 10, cursor)).end.incremental).toBe(false);
  });

  it('are the whole listing where the plugin lacks the query', async () => {
    const server = smallDistrict();
    const cursor = await cursorOf(server, 'category');
    server.queries.categoriesChanged = columnsMissing('teachercategory.whenmodified');
    const xte = { ...server.xte, '/ws/xte/teacher_category': [category(1, 'Test')] };
    const { end } = await openPretendedSource({ ...server, xte }).pull('category', 10, cursor);
    expect(end).toMatchObject({ incremental: false, complete: true, cursor: null });
  });
});

describe('a data version', () => {
  const advanced = { dataVersionApplication: 'gradesync' };

  it('is noted before the listing, and asked from in the next pull (S33)', async () => {
    const server = { ...smallDistrict(), dataVersion: '500' };
    const cursor = await cursorOf(server, 'result', advanced);
    expect(cursor).toContain('500');
    const source = openPretendedSource({ ...server, dataVersion: '510' }, { advanced });
    const { end } = await source.pull('result', 10, cursor);
    expect(end).toMatchObject({ incremental: true, total: 2 });
    expect(end.cursor).toContain('510');
    expect(source.api.calls).toContain('scores after 500');
  });

  it('gives way to time where the server has none', async () => {
    expect(await cursorOf(smallDistrict(), 'result', advanced)).toContain('09:55:00');
  });

  it('says that the subscription is unknown where the server refuses it', async () => {
    const server = smallDistrict();
    const schools = server.queries.schools;
    server.queries.schools = (_, options) =>
      options === undefined && Array.isArray(schools)
        ? schools
        : new AppError('remote.badRequest', 'stop', 'PowerSchool could not run the query.');
    await expect(openPretendedSource(server, { advanced }).pull('result', 10)).rejects.toMatchObject({
      code: 'config.unknownDataVersion',
      recovery: 'ask',
    });
  });

  it('is of no use once the subscription was taken out of the settings: all is listed', async () => {
    const server = { ...smallDistrict(), dataVersion: '500' };
    for (const entity of ['result', 'lineItem'] as const) {
      const cursor = await cursorOf(server, entity, advanced);
      const source = openPretendedSource(server);
      expect((await source.pull(entity, 10, cursor)).end).toMatchObject({ incremental: false, complete: true });
    }
  });
});
