import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/** S8: where every line item belongs to a category. */
export const categoryNeeded: FlightRule = ({ entity, action, values }, _, { needs, product }) => {
  if (entity !== 'lineItem' || action === 'delete' || !needs.includes('category')) return null;
  if (valueOf(values, 'category') !== null) return null;
  return {
    code: 'lineItem.noCategory',
    message: `The line item has no category, and ${product} takes none without.`,
    fix: 'Put the line item into a category in the LMS, or choose under Settings > Limits which category such line items go into; then sync again.',
    blocks: true,
  };
};
