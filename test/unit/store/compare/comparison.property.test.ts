import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Browse } from '../../../../electron/store/browse/browse-api.ts';
import { openBrowse } from '../../../../electron/store/browse/open-browse.ts';
import { openForReading } from '../../../../electron/store/open.ts';
import { browseViews } from '../../../../shared/browse/views.ts';
import { limitsSchema } from '../../../../shared/integration/config.ts';
import type { GridRow } from '../../../../shared/ipc/contract/browse.ts';
import { differences, type Difference } from '../../../../shared/ipc/contract/compare.ts';
import { entityTypes, type EntityType } from '../../../../shared/oneroster/entity.ts';
import { parseSourcedId } from '../../../../shared/oneroster/sourced-id.ts';
import { browseDistrict } from '../../../support/browse-district.ts';
import { openImportDesk } from '../../../support/import-desk.ts';
import { openMemorySource, type MemoryListing } from '../../../support/memory-source.ts';
import { propertyRuns } from '../../../support/property-runs.ts';

const limits = limitsSchema.parse({ removalPercent: 100, removalMinimum: 1_000_000, allowEmpty: true });

/** What happens to a record before a sync, by a number: goes, comes back, changes in one way or another, or stays. */
const step = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 7, maxLength: 7 });

/** Records of the last place come with the second sync and are gone with the third: only the third is in the history of all of them. */
const cameAndWent = [0, 1, 0].map((last) => [0, 0, 0, 0, 0, 0, last]);

/** The district after these steps: each record's own step is found by its place. */
function districtAfter(steps: readonly (readonly number[])[], at: number): MemoryListing[] {
  return browseDistrict().map((listing) => ({
    ...listing,
    rows: listing.rows.flatMap((row, place) => {
      const fate = steps[at]?.[place % 7] ?? 7;
      const comesLate = place % 11 === 10 && at < 2;
      if (fate === 0 || comesLate) return [];
      if (listing.entity === 'result' && fate < 4) return [{ ...row, score: fate, late: fate % 2 }];
      if (listing.entity === 'user' && fate < 3)
        return [{ ...row, familyName: `Ň${fate}`, metadata: `{"stateId":"N${fate}"}` }];
      return [row];
    }),
  }));
}

/** By comparing the grids as they were after both runs. */
function expected(browse: Browse, from: string, to: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const entity of entityTypes) for (const difference of differences) found[`${entity} ${difference}`] = [];
  for (const view of browseViews) {
    const rows = (asOfRun: string) =>
      new Map([...browse.eachRow({ view, filter: null, sort: [], asOfRun })].map((row) => [row.sourcedId, row]));
    const [was, is] = [rows(from), rows(to)];
    const add = (difference: Difference, id: string): void => {
      found[`${parseSourcedId(id)?.entity} ${difference}`]?.push(id);
    };
    for (const id of is.keys()) if (!was.has(id)) add('added', id);
    for (const [id, row] of was) {
      const now = is.get(id);
      if (now === undefined) add('removed', id);
      else if (textOf(row) !== textOf(now)) add('changed', id);
    }
  }
  return found;
}

const textOf = ({ cells: { dateLastModified: _moment, ...cells } }: GridRow): string =>
  JSON.stringify(cells, (key, value: unknown) => (key === 'name' ? undefined : value));

function differencesFound(browse: Browse, from: string, to: string, limit: number): Record<string, string[]> {
  return Object.fromEntries(
    entityTypes.flatMap((entity) =>
      differences.map((difference) => [
        `${entity} ${difference}`,
        idsOf(browse, { from, to, entity, difference }, limit),
      ]),
    ),
  );
}

interface Which {
  readonly from: string;
  readonly to: string;
  readonly entity: EntityType;
  readonly difference: Difference;
}

function idsOf(browse: Browse, which: Which, limit: number): string[] {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page: ReturnType<Browse['differences']> = browse.differences({
      ...which,
      schoolKey: null,
      text: '',
      after,
      limit,
    });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    for (const { sourcedId, changes } of page.rows) {
      if (which.difference === 'changed') expect(changes.length).toBeGreaterThan(0);
      ids.push(sourcedId);
    }
    after = page.next;
  } while (after !== null);
  return ids;
}

function counted(browse: Browse, from: string, to: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const entity of entityTypes) {
    let after: string | null = null;
    do {
      const part: ReturnType<Browse['countDifferences']> = browse.countDifferences({
        from,
        to,
        entity,
        schoolKey: null,
        text: '',
        after,
      });
      for (const one of differences) counts[`${entity} ${one}`] = (counts[`${entity} ${one}`] ?? 0) + part[one];
      after = part.next;
    } while (after !== null);
  }
  return counts;
}

describe('comparing two runs', () => {
  it('finds what the grids as they were after both show to be different, for any runs and pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 3, max: 60 }),
        async (steps, limit) => {
          const desk = openImportDesk();
          try {
            const runs: string[] = [];
            for (const at of steps.keys()) {
              const { runId } = await desk.run(
                openMemorySource({ listings: districtAfter(steps, at), pageSize: 100 }),
                {
                  limits,
                },
              );
              runs.push(runId);
            }
            const db = openForReading(desk.file);
            if (db === undefined) throw new Error('nothing was written');
            const browse = openBrowse(db);
            for (const [at, from] of runs.entries()) {
              for (const to of runs.slice(at + 1)) {
                const right = sorted(expected(browse, from, to));
                expect(sorted(differencesFound(browse, to, from, limit))).toEqual(right);
                expect(counted(browse, from, to)).toEqual(
                  Object.fromEntries(Object.entries(right).map(([name, ids]) => [name, ids.length])),
                );
              }
            }
            browse.close();
          } finally {
            desk.remove();
          }
        },
      ),
      { numRuns: propertyRuns(4), examples: [[cameAndWent, 3]] },
    );
  });
});

const sorted = (all: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(all).map(([name, ids]) => [name, ids.toSorted()]));
