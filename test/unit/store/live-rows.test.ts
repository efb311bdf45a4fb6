import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLiveRows } from '../../../electron/store/live-rows.ts';
import { openForWriting } from '../../../electron/store/open.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A local copy that holds the enrollments of these keys, in this order. */
function openCopy(keys: readonly number[]) {
  const db = openForWriting(join(temporaryFolder(), 'data.db'));
  onTestFinished(() => void db.close());
  const insert = db.prepare(
    `INSERT INTO enrollment (sourceKey, sourceSubkey, schoolKey, schoolYear, hash, dateLastModified, createdRun, changedRun)
     VALUES (?, 0, 10, 2027, ?, 1, 1, 1)`,
  );
  db.transaction(() => keys.forEach((key) => insert.run(key, key * 7)))();
  return db;
}

describe('live rows', () => {
  it('are found by their keys in whatever order they are asked for, and those that are not there are not', () => {
    const stored = Array.from({ length: 2500 }, (_, at) => at * 2);
    const liveRows = (): ReturnType<typeof openLiveRows> => openLiveRows(db, 'enrollment');
    const db = openCopy(stored);
    const run = fc.record({ from: fc.nat(5000), step: fc.constantFrom(-1, 1, 2, 3, 4), count: fc.nat(300) });
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 6 }), (runs) => {
        const rows = liveRows();
        for (const { from, step, count } of runs) {
          for (let n = 0; n < count; n++) {
            const key = from + n * step;
            const isThere = key >= 0 && key < 5000 && key % 2 === 0;
            expect(rows.find(key, 0)?.slice(1, 4)).toEqual(isThere ? [key * 7, 10, 2027] : undefined);
            expect(rows.find(key, 1)).toBeUndefined();
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are found through the end of what was read ahead, and after it', () => {
    const stored = Array.from({ length: 2050 }, (_, at) => at);
    const rows = openLiveRows(openCopy(stored), 'enrollment');
    for (const key of [...stored, ...stored]) expect(rows.find(key, 0)?.[1]).toBe(key * 7);
    expect(rows.find(2050, 0)).toBeUndefined();
    expect(rows.find(0, 0)?.[1]).toBe(0);
  });
});
