import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGroupWalk } from '../../../../electron/store/browse/group-walk.ts';
import { openKeyWalk } from '../../../../electron/store/browse/key-walk.ts';
import { openForReading, openForWriting } from '../../../../electron/store/open.ts';
import { browseDistrict } from '../../../support/browse-district.ts';
import { openImportDesk, type ImportDesk } from '../../../support/import-desk.ts';
import { openMemorySource } from '../../../support/memory-source.ts';

interface Walk {
  window(offset: number, limit: number, descending: boolean): number[] | undefined;
  prepare(): Promise<void>;
}

const agreeing = { failed: false, counterexample: null };

describe('a walk along an index', () => {
  let desk: ImportDesk;
  let db: Database;
  beforeAll(async () => {
    desk = openImportDesk();
    await desk.run(openMemorySource({ listings: browseDistrict(), pageSize: 100 }));
    const writer = openForWriting(desk.file);
    writer.exec('UPDATE result SET removedRun = 1 WHERE rowid % 17 = 0');
    writer.close();
    const opened = openForReading(desk.file);
    if (opened === undefined) throw new Error('nothing was written');
    db = opened;
  });
  afterAll(() => {
    db.close();
    desk.remove();
  });

  const rowids = (order: string): number[] =>
    db.prepare<[], number>(`SELECT rowid FROM result WHERE removedRun IS NULL ORDER BY ${order}`).pluck().all();

  async function compare(walk: Walk, all: readonly number[]) {
    await walk.prepare();
    return fc.check(
      fc.property(
        fc.nat(all.length + 2),
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        (offset, limit, descending) => {
          const expected = (descending ? all.toReversed() : all).slice(offset, offset + limit);
          return isDeepStrictEqual(walk.window(offset, limit, descending), expected);
        },
      ),
      { numRuns: 300 },
    );
  }

  it('by keys gives any window, both ways, without rows that are gone', async () => {
    expect(await compare(openKeyWalk(db, 'result', 7), rowids('sourceKey, sourceSubkey'))).toMatchObject(agreeing);
  });

  it('by the values of a column gives any window, both ways, blanks first', async () => {
    for (const column of ['score', 'scoreDate']) {
      const walk = openGroupWalk(db, { entity: 'result', column, groupsPerTurn: 1, step: 5 });
      expect(walk.window(0, 1, false)).toBeUndefined();
      expect(await compare(walk, rowids(`${column}, rowid`))).toMatchObject(agreeing);
    }
  });

  it('by groups in an order of their own puts those first that are not in it', async () => {
    const groups = [5, 3, 4, 1, 99];
    const walk = openGroupWalk(db, {
      entity: 'result',
      column: 'classKey',
      groups: () => groups,
      groupsPerTurn: 2,
      step: 5,
    });
    expect(
      await compare(
        walk,
        rowids('CASE classKey WHEN 5 THEN 1 WHEN 3 THEN 2 WHEN 4 THEN 3 WHEN 1 THEN 4 ELSE 0 END, classKey, rowid'),
      ),
    ).toMatchObject(agreeing);
  });
});
