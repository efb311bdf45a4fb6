import { afterEach, describe, expect, it } from 'vitest';
import { districtChanges, type Play } from '../../support/district-changes.ts';
import { openImportDesk, type ImportDesk } from '../../support/import-desk.ts';
import { openSyncedDistrict, type SyncedDistrict } from '../../support/synced-district.ts';
import { seededRandom } from '../../../electron/sandbox/district/random.ts';

const hour = 3_600_000;
const names = Object.keys(districtChanges);
/** More for a long night: `HISTORIES=200`. */
const histories = Number(process.env['HISTORIES'] ?? 8);

/** Where the local copy is not what a first sync of the same district makes, and what had been done before. */
interface Difference {
  readonly played: readonly string[];
  readonly lacking: readonly string[];
  readonly surplus: readonly string[];
}

describe('a sync of changes alone', () => {
  const open: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });

  /** Plays the changes of each step, syncs, and compares; ends at the first difference. */
  async function play(
    seed: number,
    steps: (below: (limit: number) => number) => readonly (readonly string[])[],
    dataVersionApplication?: string,
  ): Promise<readonly Difference[]> {
    const district = await openSyncedDistrict(
      { seed, students: 30, scoresPerStudent: 12, defects: seed % 2 === 0 },
      dataVersionApplication === undefined ? {} : { dataVersionApplication },
    );
    const desk = openImportDesk();
    open.push(
      () => district.close(),
      () => desk.remove(),
    );
    expect(await district.sync(desk)).toMatchObject({ status: 'succeeded' });
    const random = seededRandom(seed);
    const below = (limit: number): number => random.below(limit);
    const game: Play = { db: district.db, below, pick: (list) => list[below(list.length)] };
    for (const played of steps(below)) {
      district.clock.now += hour;
      for (const name of played) {
        const changes = districtChanges[name]?.(game) ?? [];
        if (changes.length > 0) district.server.changeRows(changes);
      }
      district.clock.now += hour;
      expect(await district.sync(desk)).toMatchObject({ status: 'succeeded' });
      const { lacking, surplus } = await compare(district, desk);
      if (lacking.length > 0 || surplus.length > 0) return [{ played, lacking, surplus }];
    }
    return [];
  }

  const atRandom = (below: (limit: number) => number): readonly (readonly string[])[] =>
    Array.from({ length: 4 }, () => Array.from({ length: 1 + below(6) }, () => names[below(names.length)] ?? ''));

  it.each(Array.from({ length: histories }, (_, index) => index + 1))(
    'leaves the same copy as a first sync would (history %i)',
    async (seed) => {
      expect(await play(seed, atRandom)).toEqual([]);
    },
  );

  it.each([101, 102])('tells each kind of change by itself (seed %i)', async (seed) => {
    expect(await play(seed, () => names.map((name) => [name]))).toEqual([]);
  });

  it.each([
    ['scores', ['scoreAdded', 'scoreDeleted']],
    ['assignments', ['assignmentAdded', 'assignmentDeleted']],
    ['categories', ['categoryAdded', 'categoryDeleted']],
    ['sections', ['sectionAdded', 'sectionRemoved']],
    ['exclusions', ['categoryExcluded', 'categoryIncluded']],
  ])('notices that %s came and went between two syncs though there are as many', async (_, pair) => {
    expect(await play(5, () => [pair, pair, pair])).toEqual([]);
  });

  it.each([31, 32])('leaves that copy by data version, too (history %i)', async (seed) => {
    expect(await play(seed, atRandom, 'gradesync')).toEqual([]);
  });
});

async function compare(district: SyncedDistrict, desk: ImportDesk): Promise<Omit<Difference, 'played'>> {
  const fresh = openImportDesk();
  try {
    await district.sync(fresh);
    const [ours, theirs] = [present(desk), present(fresh)];
    return {
      lacking: [...theirs].filter((row) => !ours.has(row)),
      surplus: [...ours].filter((row) => !theirs.has(row)),
    };
  } finally {
    fresh.remove();
  }
}

/** Every row but those of records that are gone, each with its table before it. */
const present = (desk: ImportDesk): ReadonlySet<string> =>
  new Set(
    Object.entries(desk.contents()).flatMap(([table, rows]) =>
      rows.filter((row) => row.endsWith('"removed":false}')).map((row) => `${table} ${row}`),
    ),
  );
