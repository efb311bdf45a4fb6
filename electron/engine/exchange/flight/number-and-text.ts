import { readScoreType } from '../../../../shared/exchange/gradebook-rules.ts';
import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/** Where points count and a score is one entry, a number or a code: of the two it cannot be given one and keep the other. */
export const numberAndText: FlightRule = ({ entity, action, values }, { surroundings: { scoreType } }, target) => {
  if (entity !== 'result' || action === 'delete' || !target.oneEntry) return null;
  const reading = readScoreType(target, scoreType);
  if (reading.kind !== 'valid' || reading.scoring !== 'number') return null;
  if (valueOf(values, 'score') === null || valueOf(values, 'textScore') === null) return null;
  return {
    code: 'result.numberAndText',
    message: `The score is a number and a text at once, and ${target.product} keeps one of them.`,
    fix: 'Clear one of the two where the score was given, then sync again.',
    blocks: true,
  };
};
