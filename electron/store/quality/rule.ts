import type { EntityType } from '../../../shared/oneroster/entity.ts';

/** One thing that a careful administrator looks for in the local copy. A file of its own each, in `rules/`. */
export interface QualityRule {
  /** Stable: `lineItem.withoutDueDate`. */
  readonly id: string;
  /** The entity of the records at fault. */
  readonly entity: EntityType;
  readonly severity: 'error' | 'warning' | 'note';
  /** What is wrong, in a few words. */
  readonly title: string;
  /** What it means. */
  readonly sentence: string;
  readonly fix: string;
  /** The entities whose change can change the outcome. */
  readonly reads: readonly EntityType[];
  /**
   * The records at fault, as a query with the columns `sourceKey`, `sourceSubkey` and `schoolKey`; set-based, no parameters. Active records
   * only. `fold(text)` makes two names comparable (S12), `characters(text)` counts them as a reader does (S4).
   */
  readonly query: string;
}
