import { describe, expect, it } from 'vitest';
import { scoreFlags } from '../../../../shared/gradebook/averages.ts';
import { distributionOf, missingOf } from '../../../../shared/gradebook/distribution.ts';
import { openSheet } from '../../../../shared/gradebook/sheet.ts';
import type { SheetData } from '../../../../shared/ipc/contract/browse.ts';

/** One line item of 20 points, and a student for each score. */
function sheetOf(scores: readonly { score?: number | null; percent?: number | null; flags?: number }[], points = 20) {
  const data: SheetData = {
    classSourcedId: 'class-1',
    title: 'Class',
    students: [...scores, null].map((_, at) => ({
      sourcedId: `user-${at}-1`,
      name: `${at}`,
      identifier: null,
      isEnrolled: true,
    })),
    categories: [],
    lineItems: ['first', 'other'].map((title) => ({
      sourcedId: title,
      powerSchoolId: title,
      title,
      dueDate: null,
      resultValueMax: points,
      scoreType: 'POINTS',
      category: null,
      metadata: {},
    })),
    results: {
      sourcedId: scores.map((_, at) => `result-1-${at}`),
      student: scores.map((_, at) => at),
      lineItem: scores.map(() => 0),
      score: scores.map(({ score = null }) => score),
      textScore: scores.map(() => null),
      percent: scores.map(({ percent = null }) => percent),
      letterGrade: scores.map(() => null),
      scoreStatus: scores.map(() => null),
      flags: scores.map(({ flags = 0 }) => flags),
    },
  };
  return openSheet(data);
}

describe('the distribution of scores', () => {
  it('has the scores by tenths, those of 100 and more by themselves', () => {
    const sheet = sheetOf([{ score: 0 }, { score: 1.9 }, { score: 2 }, { score: 19.9 }, { score: 20 }, { score: 25 }]);
    const { bins, scored, unscored } = distributionOf(sheet, 0);
    expect(bins.map(({ count }) => count)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2]);
    expect(bins.at(-1)).toMatchObject({ from: 100, below: null });
    expect([scored, unscored]).toEqual([6, 1]);
    expect(distributionOf(sheet, 1)).toMatchObject({ scored: 0, unscored: 7 });
  });

  it('leaves out blank and exempt ones, and takes the percent where there are no points', () => {
    const sheet = sheetOf([{}, { score: 5, flags: scoreFlags.exempt }, { percent: 55 }], 0);
    const { bins, scored, unscored } = distributionOf(sheet, 0);
    expect(bins[5]?.count).toBe(1);
    expect([scored, unscored]).toEqual([1, 3]);
  });
});

describe('missing work', () => {
  it('is counted by line item, whether scored or not', () => {
    const { missing, late } = scoreFlags;
    const sheet = sheetOf([{ flags: missing }, { score: 0, flags: missing | late }, { flags: late }]);
    expect(missingOf(sheet)).toEqual([{ item: 0, count: 2 }]);
    expect(missingOf(sheetOf([{ flags: late }]))).toEqual([]);
  });
});
