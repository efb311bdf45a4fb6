import { characterCount, descriptionLimit } from '../../../../shared/oneroster/limits.ts';
import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/** PowerSchool keeps 4,000 characters of a description (reference powerschool.md §7.3). */
export const descriptionLength: FlightRule = ({ entity, action, target, values }) => {
  if (entity !== 'lineItem' || action === 'delete' || target !== 'powerschool') return null;
  const text = valueOf(values, 'description');
  if (typeof text !== 'string' || characterCount(text) <= descriptionLimit) return null;
  return {
    code: 'lineItem.descriptionTooLong',
    message: `The description of the line item has more than ${descriptionLimit} characters.`,
    fix: 'Shorten it in the LMS, then sync again.',
    blocks: true,
  };
};
