import { characterCount } from '../../../../shared/oneroster/limits.ts';
import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/** Counted as a reader counts; never cut silently. */
export const descriptionLength: FlightRule = ({ entity, action, values }, _, { descriptionLimit }) => {
  if (entity !== 'lineItem' || action === 'delete' || descriptionLimit === null) return null;
  const text = valueOf(values, 'description');
  if (typeof text !== 'string' || characterCount(text) <= descriptionLimit) return null;
  return {
    code: 'lineItem.descriptionTooLong',
    message: `The description of the line item has more than ${descriptionLimit} characters.`,
    fix: 'Shorten it in the LMS, then sync again.',
    blocks: true,
  };
};
