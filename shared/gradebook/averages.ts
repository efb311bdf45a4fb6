import type { SheetData } from '../ipc/contract/browse.ts';

/** Bits of `SheetData.results.flags`. */
export const scoreFlags = { late: 1, missing: 2, incomplete: 4, exempt: 8, collected: 16, absent: 32 } as const;
export type ScoreFlag = keyof typeof scoreFlags;

export const flagsIn = (flags: number): readonly ScoreFlag[] =>
  (Object.keys(scoreFlags) as ScoreFlag[]).filter((flag) => (flags & scoreFlags[flag]) !== 0);

/** A line item as far as averages go. */
export interface CountedItem {
  readonly resultValueMax: number | null;
  readonly scoreType: string | null;
  /** PowerSchool's `weight` of the assignment by which its points are multiplied; null is 1. */
  readonly weight: number | null;
  readonly isCounted: boolean;
}

export interface GivenScore {
  readonly score: number | null;
  readonly textScore: string | null;
  readonly percent: number | null;
  readonly flags: number;
}

/** Why a line item has no part in a student's average; the first of these that holds. */
export const leftOutReasons = [
  'exempt',
  'notCounted',
  'collectedOnly',
  'noWeight',
  'noPoints',
  'text',
  'missing',
  'blank',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** What one line item adds to a student's average. `earned` and `possible` are points before the weight. */
export type Part =
  | { readonly kind: 'counted'; readonly earned: number; readonly possible: number; readonly weight: number }
  | { readonly kind: 'leftOut'; readonly reason: LeftOutReason };

/**
 * A score that PowerSchool gives in percent alone, as it may for a letter, counts as that share of the points. A missing score is not a zero:
 * who wants it to be one enters 0, and a 0 counts whatever else is flagged, unless the student is exempt.
 */
export function partOf(item: CountedItem, given: GivenScore | undefined): Part {
  const reason = leftOutOf(item, given);
  if (reason !== null) return { kind: 'leftOut', reason };
  const possible = item.resultValueMax ?? 0;
  const earned = given?.score ?? ((given?.percent ?? 0) / 100) * possible;
  return { kind: 'counted', earned, possible, weight: item.weight ?? 1 };
}

function leftOutOf(item: CountedItem, given: GivenScore | undefined): LeftOutReason | null {
  const flags = given?.flags ?? 0;
  if ((flags & scoreFlags.exempt) !== 0) return 'exempt';
  if (!item.isCounted) return 'notCounted';
  if (item.scoreType === 'COLLECTED') return 'collectedOnly';
  if (item.weight !== null && item.weight <= 0) return 'noWeight';
  if (item.resultValueMax === null || item.resultValueMax <= 0) return 'noPoints';
  if (given !== undefined && (given.score !== null || given.percent !== null)) return null;
  if ((given?.textScore ?? '') !== '') return 'text';
  return (flags & scoreFlags.missing) === 0 ? 'blank' : 'missing';
}

/** Sums are weighted points. `percent` is null where nothing counts. */
export interface Average {
  readonly percent: number | null;
  readonly earned: number;
  readonly possible: number;
}

/** Σ(score × weight) ÷ Σ(points × weight). Computed here; PowerSchool's own grade may follow other rules, which it does not give out. */
export function averageOf(parts: Iterable<Part>): Average {
  let earned = 0;
  let possible = 0;
  for (const part of parts) {
    if (part.kind === 'leftOut') continue;
    earned += part.earned * part.weight;
    possible += part.possible * part.weight;
  }
  return { percent: possible === 0 ? null : (earned / possible) * 100, earned, possible };
}

/**
 * The line items of a class, each with what its metadata say of counting. The category's `weight` is not read: in PowerSchool it is what new
 * assignments of the category begin with, and no share of a grade.
 */
export const countedItemsOf = ({ lineItems }: Pick<SheetData, 'lineItems'>): readonly CountedItem[] =>
  lineItems.map(({ resultValueMax, scoreType, metadata }) => ({
    resultValueMax,
    scoreType,
    weight: typeof metadata['weight'] === 'number' ? metadata['weight'] : null,
    isCounted: metadata['countedInFinalGrade'] !== false,
  }));

/** Whether the overall average has the line items of a category in it; items without category always are. */
export const isCategoryCounted = ({ categories }: Pick<SheetData, 'categories'>, category: number | null): boolean =>
  category === null || categories[category]?.metadata['countedInFinalGrade'] !== false;
