import { readScoreType } from '../../../../shared/exchange/gradebook-rules.ts';
import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/** S5–S7: one of the target's score types, in upper case. */
export const scoreTypeKnown: FlightRule = ({ entity, action, values }, _, target) => {
  if (entity !== 'lineItem' || action === 'delete') return null;
  const reading = readScoreType(target, valueOf(values, 'metadata.scoreType'));
  if (reading.kind === 'valid') return null;
  return reading.kind === 'wrongCase'
    ? {
        code: 'lineItem.scoreTypeCase',
        message: 'The score type of the line item is not written in capitals, and is not taken like that.',
        fix: `Set scoreType to ${reading.meant}, then sync again.`,
        blocks: true,
      }
    : {
        code: 'lineItem.scoreTypeUnknown',
        message: `The line item has a score type that ${target.product} does not know.`,
        fix: `Set scoreType to one of ${Object.keys(target.scoreTypes).join(', ')}, then sync again.`,
        blocks: true,
      };
};
