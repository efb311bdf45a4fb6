import { readScoreType } from '../../../../shared/powerschool/score-type.ts';
import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/** Where points count PowerSchool keeps one entry, a number or a code: of the two it cannot be given one and keep the other. */
export const numberAndText: FlightRule = ({ entity, action, target, values }, { surroundings: { scoreType } }) => {
  if (entity !== 'result' || action === 'delete' || target !== 'powerschool') return null;
  const reading = readScoreType(scoreType);
  if (reading.kind !== 'valid' || reading.scoreType === 'GRADESCALE' || reading.scoreType === 'COLLECTED') return null;
  if (valueOf(values, 'score') === null || valueOf(values, 'textScore') === null) return null;
  return {
    code: 'result.numberAndText',
    message: 'The score is a number and a text at once, and PowerSchool keeps one of them.',
    fix: 'Clear one of the two where the score was given, then sync again.',
    blocks: true,
  };
};
