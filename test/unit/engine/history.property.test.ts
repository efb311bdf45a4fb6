import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitsSchema } from '../../../shared/integration/config.ts';
import { openImportDesk } from '../../support/import-desk.ts';
import { namedRow, openMemorySource, type MemoryListing } from '../../support/memory-source.ts';
import { propertyRuns } from '../../support/property-runs.ts';

/** A district's scores over time: which of a few exist at each sync, and with which value. */
const state = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6'), fc.constantFrom(null, 0, 1, 2), {
  maxKeys: 6,
});
const sync = fc.record({
  scores: state,
  full: fc.boolean(),
  complete: fc.boolean(),
  cut: fc.boolean(),
  pageSize: fc.integer({ min: 1, max: 4 }),
});

const toRows = (scores: Readonly<Record<string, number | null>>) =>
  Object.entries(scores).map(([key, score]) =>
    namedRow('result', Number(key), 1, { schoolKey: 10, schoolYear: 2027, lineItemSubkey: 1, classKey: 1, score }),
  );

describe('any history of syncs', () => {
  it('leaves the local copy as the last complete listing had it, and nothing is removed by an incomplete one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sync, { minLength: 1, maxLength: 6 }), async (history) => {
        const desk = openImportDesk();
        const limits = limitsSchema.parse({ removalPercent: 100, allowEmpty: true });
        let model: Record<string, number | null> = {};
        let applied = 0;
        for (const { scores, full, complete, cut, pageSize } of history) {
          const listing: MemoryListing = {
            entity: 'result',
            schoolKey: 10,
            schoolYear: 2027,
            rows: toRows(scores),
            complete,
          };
          const options = { limits, full, resumeWithinHours: 0 };
          if (cut) {
            const source = openMemorySource({
              listings: [listing],
              beforePage: () => {
                throw new Error('cut');
              },
            });
            expect((await desk.run(source, options)).status).toBe('failed');
            continue;
          }
          const report = await desk.run(openMemorySource({ listings: [listing], pageSize }), options);
          expect(report.status).toBe('succeeded');
          applied++;
          model = complete ? { ...scores } : { ...model, ...scores };
          const held = desk.read((reader) => [...reader.each('result')]);
          expect(Object.fromEntries(held.map((record) => [record.sourcedId.split('-')[1], record['score']]))).toEqual(
            model,
          );
        }
        if (applied > 0) {
          const again: MemoryListing = { entity: 'result', schoolKey: 10, schoolYear: 2027, rows: toRows(model) };
          const report = await desk.run(openMemorySource({ listings: [again] }), { limits, full: true });
          expect(report.entities.result).toMatchObject({ created: 0, updated: 0, removed: 0 });
        }
        desk.remove();
      }),
      { numRuns: propertyRuns(40) },
    );
  });
});
