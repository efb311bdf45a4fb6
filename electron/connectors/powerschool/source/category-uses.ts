import { hashCells } from '../../row-builder.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import { eachCategoryUse } from '../translate/line-items.ts';

/** What a listing of line items told of the categories that assignments are in. */
export interface CategoryUses {
  /** True if all line items were listed, false if only those that changed. */
  readonly isWhole: boolean;
  /** True if there was any line item in the listing. */
  readonly isChanged: boolean;
  /** `category_section` of each entry that is in a category. */
  readonly pairs: ReadonlySet<string>;
}

export const pairOf = (category: number, section: number): string => `${category}_${section}`;

/** Adds where the entries of an assignment belong. */
export function noteUses(assignment: WireRecord, pairs: Set<string>): void {
  eachCategoryUse(assignment, (category, section) => pairs.add(pairOf(category, section)));
}

/** Those uses that are of certain categories. */
export const usesOf = (pairs: Iterable<string>, categories: ReadonlySet<number>): readonly string[] =>
  [...pairs].filter((pair) => categories.has(Number.parseInt(pair, 10)));

/** Differs where the uses differ; empty for none. */
export function digestOfUses(uses: Iterable<string>): string {
  const cells = [...uses].toSorted();
  return cells.length === 0 ? '' : String(hashCells(cells, 0, cells.length));
}
