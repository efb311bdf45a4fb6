import { readScoreType } from '../../../../shared/powerschool/score-type.ts';
import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/** S5–S7: one of PowerSchool's score types, in upper case. */
export const scoreTypeKnown: FlightRule = ({ entity, action, values }) => {
  if (entity !== 'lineItem' || action === 'delete') return null;
  const type = valueOf(values, 'metadata.scoreType');
  const reading = readScoreType(type === null ? null : String(type));
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
        message: 'The line item has a score type that PowerSchool does not know.',
        fix: 'Set scoreType to POINTS, PERCENT, GRADESCALE or COLLECTED, then sync again.',
        blocks: true,
      };
};
