import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/** Where a due date outside the term of the class is refused. */
export const dueInTerm: FlightRule = (
  { entity, action, values },
  { surroundings: { firstDay, lastDay } },
  { dueWithinTerm },
) => {
  if (entity !== 'lineItem' || action === 'delete' || !dueWithinTerm) return null;
  const due = valueOf(values, 'dueDate');
  const isOutside =
    typeof due === 'string' && ((firstDay !== null && due < firstDay) || (lastDay !== null && due > lastDay));
  if (!isOutside) return null;
  return {
    code: 'lineItem.dueOutsideTerm',
    message: 'The due date of the line item lies outside the term of its class.',
    fix: `Choose a date from ${firstDay ?? 'the first day'} to ${lastDay ?? 'the last day'} in the LMS, then sync again.`,
    blocks: true,
  };
};
