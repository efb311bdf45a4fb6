import { readScoreType } from '../../../../shared/exchange/gradebook-rules.ts';
import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/** Where it must be told how many points are possible, and none below zero are taken. */
export const maximumNeeded: FlightRule = ({ entity, action, values }, _, target) => {
  if (entity !== 'lineItem' || action === 'delete' || !target.needs.includes('maximum')) return null;
  const reading = readScoreType(target, valueOf(values, 'metadata.scoreType'));
  if (reading.kind === 'valid' && reading.scoring === 'nothing') return null;
  const maximum = valueOf(values, 'resultValueMax');
  if (typeof maximum === 'number' && maximum >= 0) return null;
  return {
    code: 'lineItem.noMaximum',
    message: 'The line item does not say how many points are possible.',
    fix: 'Enter the points possible in the LMS, then sync again.',
    blocks: true,
  };
};
