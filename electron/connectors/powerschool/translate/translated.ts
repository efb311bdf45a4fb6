import type { Value } from '../../../../shared/oneroster/entity.ts';

/** A row before it is laid out: `cells` in the order of the entity's stored columns. */
export interface Translated {
  readonly key: number;
  readonly subkey: number;
  readonly schoolKey: number;
  readonly schoolYear: number;
  readonly cells: readonly Value[];
}

/** School numbers to keys; nothing for a school that is not taken. */
export type SchoolKeys = ReadonlyMap<number, number>;
