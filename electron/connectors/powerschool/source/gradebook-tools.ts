import type { QueryArgs, QueryOptions } from '../api/powerschool-api.ts';
import { queries } from '../queries/all-queries.ts';
import type { CategoryUses } from './category-uses.ts';
import type { CommentBook } from './comment-book.ts';
import type { Cursor } from './cursor.ts';
import type { PullContext, Reading } from './pull-context.ts';
import { isMissingQuery, type QueryKey } from './roster-reader.ts';
import type { SectionBook } from './sections.ts';

/** What the listings of the gradebook are read with. */
export interface GradebookTools extends Reading {
  readonly context: PullContext;
  readonly sections: SectionBook;
  readonly comments: CommentBook;
  /** By school: what its listing of line items, if it was read in this run, told of categories. */
  readonly used: Map<number, CategoryUses>;
  /** Where a data version is at hand: from where on. */
  readonly changes: QueryOptions | undefined;
  /** Where a later pull may go on from by data version; null where there is none. */
  readonly nextVersion: () => Promise<Cursor | null>;
}

/** Before every change: what changed since is everything. */
export const since1900 = '1900-01-01 00:00:00';

/** How many rows a query has; null where the plugin lacks it. */
export async function countOf(
  { context: { api }, signal }: GradebookTools,
  query: QueryKey,
  args: QueryArgs,
): Promise<number | null> {
  try {
    return await api.queryCount(queries[query].name, args, signal);
  } catch (error) {
    if (isMissingQuery(error)) return null;
    throw error;
  }
}
