import { scoreFlags } from './averages.ts';
import type { Sheet } from './sheet.ts';

/** How many scores lie in a tenth of the points. `from` and `below` are percent; the last has no upper end. */
export interface Bin {
  readonly from: number;
  readonly below: number | null;
  readonly count: number;
}

export interface Distribution {
  readonly bins: readonly Bin[];
  /** Scores that have a share of the points. */
  readonly scored: number;
  /** Students without one: blank, exempt, a text, or no points possible. */
  readonly unscored: number;
}

const width = 10;
const binCount = 11;

/** The scores of a line item by tenths, 100 and above by themselves. Exempt scores are not among them; what counts for averages does not matter. */
export function distributionOf(sheet: Sheet, item: number): Distribution {
  const counts = Array.from({ length: binCount }, () => 0);
  let unscored = 0;
  for (const student of sheet.data.students.keys()) {
    const share = shareOf(sheet, student, item);
    if (share === null) unscored += 1;
    else {
      const at = Math.min(Math.max(0, Math.floor(share / width)), binCount - 1);
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return {
    bins: counts.map((count, at) => ({
      from: at * width,
      below: at === binCount - 1 ? null : (at + 1) * width,
      count,
    })),
    scored: counts.reduce((sum, count) => sum + count, 0),
    unscored,
  };
}

function shareOf(sheet: Sheet, student: number, item: number): number | null {
  const given = sheet.scoreOf(student, item);
  const points = sheet.data.lineItems[item]?.resultValueMax ?? 0;
  if (given === undefined || (given.flags & scoreFlags.exempt) !== 0) return null;
  return given.score === null || points <= 0 ? given.percent : (given.score / points) * 100;
}

/** How many scores of each line item are flagged as missing, by the place of the item; only those that have some. */
export function missingOf({ data }: Pick<Sheet, 'data'>): readonly { readonly item: number; readonly count: number }[] {
  const counts = data.lineItems.map(() => 0);
  for (const [at, flags] of data.results.flags.entries())
    if ((flags & scoreFlags.missing) !== 0) {
      const item = data.results.lineItem[at] ?? 0;
      counts[item] = (counts[item] ?? 0) + 1;
    }
  return counts.flatMap((count, item) => (count === 0 ? [] : [{ item, count }]));
}
