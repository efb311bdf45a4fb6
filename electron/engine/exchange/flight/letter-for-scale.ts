import { readScoreType } from '../../../../shared/exchange/gradebook-rules.ts';
import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/** S7: on a letter scale a number is no letter, and where points count a letter is no number. Neither is turned into the other. */
export const letterForScale: FlightRule = ({ entity, action, values }, { surroundings: { scoreType } }, target) => {
  if (entity !== 'result' || action === 'delete' || !target.oneEntry) return null;
  const reading = readScoreType(target, scoreType);
  const [score, text] = [valueOf(values, 'score'), valueOf(values, 'textScore')];
  if (reading.kind !== 'valid') return null;
  if (reading.scoring === 'letter' && score !== null && text === null) {
    return {
      code: 'result.numberForLetter',
      message: 'The line item is graded by letters, but the score is a number.',
      fix: 'Give a letter of the class’s grade scale in the LMS, or set the line item’s scoreType to POINTS.',
      blocks: true,
    };
  }
  if (reading.scoring === 'number' && score === null && text !== null) {
    return {
      code: 'result.letterForNumber',
      message: 'The line item is graded by numbers, but the score is a letter or a word.',
      fix: 'Give a number in the LMS, or set the line item’s scoreType to GRADESCALE.',
      blocks: true,
    };
  }
  return null;
};
