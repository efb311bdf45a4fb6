import { characterCount } from '../../../../shared/oneroster/limits.ts';
import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

const words = { category: 'category', lineItem: 'line item', result: 'result' } as const;

/** S4, S13: counted as a reader counts, after trimming; never cut silently. */
export const titleLength: FlightRule = ({ entity, action, values }, _, { titleLimits }) => {
  const limit = titleLimits[entity];
  const title = String(valueOf(values, 'title') ?? '').trim();
  if (limit === null || action === 'delete' || characterCount(title) <= limit) return null;
  return {
    code: `${entity}.titleTooLong`,
    message: `The name of the ${words[entity]} has ${characterCount(title)} characters; ${limit} are allowed.`,
    fix: `Shorten the name where it was given to at most ${limit} characters, then sync again.`,
    blocks: true,
  };
};
