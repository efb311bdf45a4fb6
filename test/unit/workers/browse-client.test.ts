import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GridQuery, GridWindow } from '../../../electron/store/browse/browse-api.ts';
import { startBrowseClient } from '../../../electron/workers/browse-client.ts';
import { openImportDesk, type ImportDesk } from '../../support/import-desk.ts';
import { namedRow, openMemorySource } from '../../support/memory-source.ts';

/** More than are put in order while a screen waits. */
const many = 45_000;
const rows = Array.from({ length: many }, (_, at) =>
  namedRow('result', at + 1, 1, {
    schoolKey: 10,
    schoolYear: 2027,
    lineItemSubkey: 1,
    classKey: 1,
    score: at % 100,
    comment: `c${at % 50}`,
  }),
);
const query: GridQuery & GridWindow = { view: 'results', filter: null, sort: [], asOfRun: null, offset: 0, limit: 2 };

describe('startBrowseClient', () => {
  let desk: ImportDesk;
  beforeEach(() => {
    desk = openImportDesk();
  });
  afterEach(() => desk.remove());

  it('answers with nothing before the first sync, and with what came after it', async () => {
    const browse = startBrowseClient(desk.file);
    expect(await browse.page(query)).toMatchObject({ rows: [], total: 0 });
    await expect(browse.record({ entity: 'org', sourcedId: 'org-10', asOfRun: null })).rejects.toMatchObject({
      code: 'browse.unknownRecord',
    });
    await desk.run(
      openMemorySource({ listings: [{ entity: 'org', rows: [namedRow('org', 10, 0, { name: 'Adams' })] }] }),
    );
    expect(await browse.page({ ...query, view: 'schools' })).toMatchObject({ total: 1 });
    await browse.close();
  });

  it('answers what takes longer from a second thread, and withdraws what was asked again', async () => {
    await desk.run(
      openMemorySource({ listings: [{ entity: 'result', schoolKey: 10, schoolYear: 2027, rows }], pageSize: 1000 }),
    );
    const browse = startBrowseClient(desk.file);
    const byComment = (direction: 'asc' | 'desc') => ({
      ...query,
      sort: [{ column: 'comment', direction }],
      offset: many - 2,
    });
    const [old, fresh] = await Promise.allSettled([
      browse.page(byComment('asc'), 'grid'),
      browse.page(byComment('desc'), 'grid'),
    ]);
    expect(old).toMatchObject({ status: 'rejected', reason: { code: 'browse.superseded' } });
    expect(fresh).toMatchObject({
      status: 'fulfilled',
      value: { total: many, rows: [{ cells: { comment: 'c0' } }, { cells: { comment: 'c0' } }] },
    });
    const filtered = {
      ...query,
      filter: { join: 'and' as const, items: [{ column: 'comment', operator: 'equals' as const, values: ['c49'] }] },
    };
    expect(await browse.page({ ...filtered, limit: 5 })).toMatchObject({ total: null, rows: { length: 5 } });
    expect(await browse.count(filtered)).toMatchObject({ total: many / 50 });
    await browse.close();
  });
});
