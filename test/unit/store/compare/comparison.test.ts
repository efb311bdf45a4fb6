import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Browse } from '../../../../electron/store/browse/browse-api.ts';
import { openBrowse } from '../../../../electron/store/browse/open-browse.ts';
import { openForReading, openForWriting } from '../../../../electron/store/open.ts';
import { limitsSchema } from '../../../../shared/integration/config.ts';
import { browseDistrict } from '../../../support/browse-district.ts';
import { openImportDesk, type ImportDesk } from '../../../support/import-desk.ts';
import { openMemorySource } from '../../../support/memory-source.ts';

const limits = limitsSchema.parse({ removalPercent: 100, removalMinimum: 1_000_000, allowEmpty: true });

describe('a comparison', () => {
  let desk: ImportDesk;
  let from: string;
  let to: string;
  beforeEach(async () => {
    desk = openImportDesk();
    const listings = browseDistrict();
    const sync = async () => (await desk.run(openMemorySource({ listings, pageSize: 100 }), { limits })).runId;
    from = await sync();
    for (const listing of listings) {
      if (listing.entity !== 'result') continue;
      listing.rows = listing.rows.map((row, at) => (at < 10 ? { ...row, score: 3.25, metadata: '{"flag":"x"}' } : row));
    }
    to = await sync();
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

  const changed = (schoolKey: number | null, text = '') =>
    look((browse) =>
      browse.differences({
        from,
        to,
        entity: 'result',
        difference: 'changed',
        schoolKey,
        text,
        after: null,
        limit: 50,
      }),
    ).rows;

  it('shows old and new by the names of the columns, keys of the metadata too', () => {
    const rows = changed(null);
    expect(rows).toHaveLength(10);
    for (const { title, changes } of rows) {
      expect(title).toMatch(/^.+, .+ · Quiz \d$/u);
      expect(changes).toContainEqual(expect.objectContaining({ id: 'score', label: 'Score', new: 3.25 }));
      expect(changes).toContainEqual(
        expect.objectContaining({ id: 'metadata.flag', label: 'flag', old: null, new: 'x' }),
      );
    }
  });

  it('is narrowed down to a school, to words of a name in any case, and to a PowerSchool ID', () => {
    const all = changed(null);
    const [first] = all;
    const schools = [changed(10), changed(20)];
    expect(
      schools
        .flat()
        .map(({ sourcedId }) => sourcedId)
        .toSorted(),
    ).toEqual(all.map(({ sourcedId }) => sourcedId).toSorted());
    for (const rows of schools) expect(new Set(rows.map(({ school }) => school)).size).toBe(1);
    const title = first?.title ?? '';
    expect(changed(null, title.replaceAll('·', ' ').toUpperCase()).map((row) => row.title)).toContain(title);
    expect(changed(null, first?.powerSchoolId)).toEqual([first]);
    expect(changed(null, 'nobody at all')).toEqual([]);
  });

  it('needs two runs that saved something, and a cursor that a page gave', () => {
    const code = (error: string) => expect.objectContaining({ code: error });
    look((browse) => {
      expect(() => browse.comparedRuns({ from, to: from })).toThrow(code('compare.sameRun'));
      expect(() => browse.comparedRuns({ from, to: 'never' })).toThrow(code('browse.unknownRun'));
      const wanted = { from, to, entity: 'result', schoolKey: null, text: '', after: '1; DROP' } as const;
      expect(() => browse.countDifferences(wanted)).toThrow(code('records.invalidCursor'));
      expect(browse.comparedRuns({ from: to, to: from })).toMatchObject({ from: { runId: from }, to: { runId: to } });
    });
  });

  it('waits for the next sync where an earlier version wrote the copy; browsing does not', () => {
    const db = openForWriting(desk.file);
    db.exec('DROP INDEX history_value; DROP INDEX history_life');
    db.close();
    expect(() => changed(null)).toThrow(expect.objectContaining({ code: 'compare.notYet' }));
    expect(
      look((browse) => [...browse.eachRow({ view: 'schools', filter: null, sort: [], asOfRun: from })]),
    ).toHaveLength(2);
  });
});
