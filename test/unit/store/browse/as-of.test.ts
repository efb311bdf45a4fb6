import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Browse } from '../../../../electron/store/browse/browse-api.ts';
import { openBrowse } from '../../../../electron/store/browse/open-browse.ts';
import { openForReading } from '../../../../electron/store/open.ts';
import { browseViews, type BrowseView } from '../../../../shared/browse/views.ts';
import type { GridRow } from '../../../../shared/ipc/contract/browse.ts';
import { limitsSchema } from '../../../../shared/integration/config.ts';
import { browseDistrict } from '../../../support/browse-district.ts';
import { openImportDesk, type ImportDesk } from '../../../support/import-desk.ts';
import { namedRow, openMemorySource, type MemoryListing } from '../../../support/memory-source.ts';

const limits = limitsSchema.parse({ removalPercent: 100, removalMinimum: 1_000_000, allowEmpty: true });

describe('the local copy as of an earlier run', () => {
  let desk: ImportDesk;
  beforeEach(() => {
    desk = openImportDesk();
  });
  afterEach(() => desk.remove());

  function look<T>(ask: (browse: Browse) => T): T {
    const db = openForReading(desk.file);
    if (db === undefined) throw new Error('nothing was written');
    const browse = openBrowse(db);
    try {
      return ask(browse);
    } finally {
      browse.close();
    }
  }

  const everything = (asOfRun: string | null): Record<string, GridRow[]> =>
    look((browse) =>
      Object.fromEntries(
        browseViews.map((view: BrowseView) => [view, [...browse.eachRow({ view, filter: null, sort: [], asOfRun })]]),
      ),
    );

  const sync = async (listings: MemoryListing[]): Promise<string> =>
    (await desk.run(openMemorySource({ listings, pageSize: 100 }), { limits })).runId;

  const listingOf = (listings: MemoryListing[], entity: string): MemoryListing => {
    const listing = listings.find((one) => one.entity === entity);
    if (listing === undefined) throw new Error(`no listing of ${entity}`);
    return listing;
  };

  it('shows every grid as it was: rows changed, gone, come back and new', async () => {
    const listings = browseDistrict();
    const users = listingOf(listings, 'user');
    const results = listingOf(listings, 'result');
    const [first = namedRow('user', 1, 1), ...others] = users.rows;
    const runs: { id: string; rows: Record<string, GridRow[]> }[] = [];
    const save = async (): Promise<void> => {
      const id = await sync(listings);
      runs.push({ id, rows: everything(null) });
    };
    await save();
    users.rows = others;
    results.rows = results.rows.map((row, at) =>
      at % 5 === 0 ? { ...row, score: 1, scoreDate: null, late: null } : row,
    );
    await save();
    users.rows = [
      ...others,
      { ...first, givenName: 'Back', schoolKey: 20, metadata: null },
      namedRow('user', 900, 1, { schoolKey: 10, givenName: 'New' }),
    ];
    results.rows = results.rows.slice(7);
    await save();
    users.rows = others.map((row, at) => (at === 0 ? { ...row, familyName: 'Änderung' } : row));
    results.rows = results.rows.map((row, at) => (at % 3 === 0 ? { ...row, score: 99 } : row));
    await save();
    users.rows = [...users.rows, namedRow('user', 900, 1, { schoolKey: 10, givenName: 'Anew' })];
    await save();
    for (const { id, rows } of runs) expect(everything(id)).toEqual(rows);
  });

  it('shows a record with its history up to then, and none that came later', async () => {
    const listings = browseDistrict();
    const results = listingOf(listings, 'result');
    const id = await sync(listings);
    const [row] = results.rows;
    results.rows = [
      ...results.rows.map((one) => (one === row ? { ...one, score: 42 } : one)),
      namedRow('result', 5000, 1),
    ];
    const later = await sync(listings);
    const sourcedId = `result-${row?.['sourceKey']}-${row?.['sourceSubkey']}`;
    const record = (asOfRun: string | null, wanted = sourcedId) =>
      look((browse) => browse.record({ entity: 'result', sourcedId: wanted, asOfRun }));
    expect(record(id).history).toMatchObject([{ change: 'created', runId: id }]);
    expect(record(null).history).toMatchObject([
      { change: 'updated', runId: later, attribute: 'score', label: 'Score', old: row?.['score'], new: 42 },
      { change: 'created', runId: id },
    ]);
    expect(() => record(id, 'result-5000-1')).toThrow(expect.objectContaining({ code: 'browse.unknownRecord' }));
    expect(() => record('never')).toThrow(expect.objectContaining({ code: 'browse.unknownRun' }));
  });
});
