import { z } from 'zod';
import { filterOperators } from './columns.ts';

const value = z.union([z.string().max(1000), z.number(), z.boolean()]);

/** One condition. `values` are as many as the operator needs: none for `empty`, two for `between`, any number for `in`, else one. */
const filterConditionSchema = z.strictObject({
  column: z.string().min(1).max(200),
  operator: z.enum(filterOperators),
  values: z.array(value).max(1000).default([]),
  /** Of the column `metadata`: the key of the extension. */
  key: z.string().min(1).max(200).optional(),
});
export type FilterCondition = z.output<typeof filterConditionSchema>;

/** Conditions that must all hold (`and`), or of which one must (`or`). An empty group holds for every record. */
export interface FilterGroup {
  readonly join: 'and' | 'or';
  readonly items: readonly (FilterGroup | FilterCondition)[];
}

/** Groups in groups, four deep at most. */
const innermost = group(filterConditionSchema);
const third = group(z.union([filterConditionSchema, innermost]));
const second = group(z.union([filterConditionSchema, third]));
export const filterSchema = group(z.union([filterConditionSchema, second]));

function group<T extends z.ZodType>(item: T) {
  return z.strictObject({ join: z.enum(['and', 'or']), items: z.array(item).max(50) });
}

export const isGroup = (item: FilterGroup | FilterCondition): item is FilterGroup => 'join' in item;
