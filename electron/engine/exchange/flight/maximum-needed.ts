import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/** PowerSchool wants to know how many points are possible, and takes none below zero (reference powerschool.md §7.3). */
export const maximumNeeded: FlightRule = ({ entity, action, target, values }) => {
  if (entity !== 'lineItem' || action === 'delete' || target !== 'powerschool') return null;
  if (valueOf(values, 'metadata.scoreType') === 'COLLECTED') return null;
  const maximum = valueOf(values, 'resultValueMax');
  if (typeof maximum === 'number' && maximum >= 0) return null;
  return {
    code: 'lineItem.noMaximum',
    message: 'The line item does not say how many points are possible.',
    fix: 'Enter the points possible in the LMS, then sync again.',
    blocks: true,
  };
};
