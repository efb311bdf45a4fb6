import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  averageOf,
  countedItemsOf,
  flagsIn,
  isCategoryCounted,
  partOf,
  scoreFlags,
  type CountedItem,
  type GivenScore,
} from '../../../../shared/gradebook/averages.ts';

const item = (more: Partial<CountedItem> = {}): CountedItem => ({
  resultValueMax: 20,
  scoreType: 'POINTS',
  weight: null,
  isCounted: true,
  ...more,
});
const given = (more: Partial<GivenScore> = {}): GivenScore => ({
  score: null,
  textScore: null,
  percent: null,
  flags: 0,
  ...more,
});
const reasonOf = (one: CountedItem, score?: GivenScore): string => {
  const part = partOf(one, score);
  return part.kind === 'counted' ? 'counted' : part.reason;
};

describe('averages', () => {
  it('are the weighted points earned as a share of those possible', () => {
    const parts = [
      partOf(item({ weight: 2 }), given({ score: 15 })),
      partOf(item({ resultValueMax: 10 }), given({ score: 10 })),
      partOf(item(), given()),
    ];
    expect(averageOf(parts)).toEqual({ percent: (40 / 50) * 100, earned: 40, possible: 50 });
  });

  it('take no missing score and no blank for a zero, but an entered zero for one', () => {
    expect(reasonOf(item())).toBe('blank');
    expect(reasonOf(item(), given())).toBe('blank');
    expect(reasonOf(item(), given({ flags: scoreFlags.missing }))).toBe('missing');
    const zero = partOf(item(), given({ score: 0, flags: scoreFlags.missing }));
    expect(averageOf([zero])).toEqual({ percent: 0, earned: 0, possible: 20 });
    expect(averageOf([partOf(item(), given())]).percent).toBeNull();
  });

  it('count what is late, incomplete, collected or absent, and never what is exempt', () => {
    const { late, incomplete, collected, absent, exempt } = scoreFlags;
    expect(reasonOf(item(), given({ score: 3, flags: late | incomplete | collected | absent }))).toBe('counted');
    expect(reasonOf(item(), given({ score: 3, flags: exempt }))).toBe('exempt');
  });

  it('say why an item has no part', () => {
    const score = given({ score: 3 });
    expect(reasonOf(item({ isCounted: false }), score)).toBe('notCounted');
    expect(reasonOf(item({ scoreType: 'COLLECTED' }), score)).toBe('collectedOnly');
    expect(reasonOf(item({ weight: 0 }), score)).toBe('noWeight');
    expect(reasonOf(item({ resultValueMax: 0 }), score)).toBe('noPoints');
    expect(reasonOf(item({ resultValueMax: null }), score)).toBe('noPoints');
    expect(reasonOf(item(), given({ textScore: 'Inc' }))).toBe('text');
  });

  it('take a letter at the percent that PowerSchool gives with it', () => {
    const letter = partOf(item({ scoreType: 'GRADESCALE' }), given({ textScore: 'B', percent: 85 }));
    expect(averageOf([letter])).toEqual({ percent: 85, earned: 17, possible: 20 });
  });

  it('lie between the lowest and the highest share, in whatever order the items come', () => {
    const score = fc.record({
      points: fc.integer({ min: 1, max: 500 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      weight: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 30 }), (scores) => {
        const parts = scores.map(({ points, share, weight }) =>
          partOf(item({ resultValueMax: points, weight }), given({ score: points * share })),
        );
        const percent = averageOf(parts).percent ?? Number.NaN;
        expect(percent).toBeGreaterThanOrEqual(Math.min(...scores.map(({ share }) => share * 100)) - 1e-9);
        expect(percent).toBeLessThanOrEqual(Math.max(...scores.map(({ share }) => share * 100)) + 1e-9);
        expect(averageOf(parts.toReversed()).percent).toBeCloseTo(percent, 9);
      }),
    );
  });

  it('read from the metadata whether items and categories count', () => {
    const line = (metadata: Record<string, unknown>) => ({
      sourcedId: '',
      powerSchoolId: '',
      title: '',
      dueDate: null,
      resultValueMax: 5,
      scoreType: null,
      category: null,
      metadata,
    });
    const [plain, off] = countedItemsOf({ lineItems: [line({ weight: 3 }), line({ countedInFinalGrade: false })] });
    expect(plain).toMatchObject({ weight: 3, isCounted: true });
    expect(off).toMatchObject({ weight: null, isCounted: false });
    const category = (metadata: Record<string, unknown>) => ({ sourcedId: '', title: '', weight: 0, metadata });
    const sheet = { categories: [category({}), category({ countedInFinalGrade: false })] };
    expect([0, 1, null].map((at) => isCategoryCounted(sheet, at))).toEqual([true, false, true]);
  });
});

describe('flags', () => {
  it('are each told from the others', () => {
    expect(flagsIn(0)).toEqual([]);
    expect(flagsIn(63)).toEqual(['late', 'missing', 'incomplete', 'exempt', 'collected', 'absent']);
    expect(flagsIn(scoreFlags.exempt + scoreFlags.late)).toEqual(['late', 'exempt']);
  });
});
