import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/** Less than nothing is refused; more than the maximum is extra credit where the target takes any. */
export const scoreInRange: FlightRule = (
  { entity, action, changes, values },
  { surroundings: { maximum } },
  { takesExtraCredit, product },
) => {
  const isNew = changes.some(({ attribute }) => attribute === 'score');
  const score = valueOf(values, 'score');
  if (entity !== 'result' || action === 'delete' || !isNew || typeof score !== 'number') return null;
  if (score < 0) {
    return {
      code: 'result.scoreNegative',
      message: 'The score is below zero.',
      fix: 'Correct it in the LMS, then sync again.',
      blocks: true,
    };
  }
  if (maximum === null || score <= maximum) return null;
  if (!takesExtraCredit) {
    return {
      code: 'result.scoreTooHigh',
      message: `The score is above the points possible, and ${product} takes no extra credit.`,
      fix: 'Correct the score, or raise the points possible, in the LMS; then sync again.',
      blocks: true,
    };
  }
  return {
    code: 'result.scoreAboveMaximum',
    message: 'The score is above the points possible: it counts as extra credit.',
    fix: 'Leave it out here, and correct it in the LMS, if it is not meant so.',
    blocks: false,
  };
};
