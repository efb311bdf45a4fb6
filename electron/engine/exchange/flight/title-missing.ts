import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/** A category and a line item need a name (reference powerschool.md §7.2, §7.3). */
export const titleMissing: FlightRule = ({ entity, action, values }) => {
  if (entity === 'result' || action === 'delete' || String(valueOf(values, 'title') ?? '').trim() !== '') return null;
  return {
    code: `${entity}.noTitle`,
    message: `The ${entity === 'category' ? 'category' : 'line item'} has no name.`,
    fix: 'Give it a name where it was made, then sync again.',
    blocks: true,
  };
};
