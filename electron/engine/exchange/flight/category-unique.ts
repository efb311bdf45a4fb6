import { foldName } from '../../../../shared/oneroster/limits.ts';
import { valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/** S12: a teacher has no two categories of one name. A new one of a name that is there already is linked, so only a renaming can clash. */
export const categoryUnique: FlightRule = (
  write,
  { surroundings: { otherTitles } },
  { sharesAcrossClasses, product, gradebook },
) => {
  if (write.entity !== 'category' || write.action !== 'update' || !sharesAcrossClasses) return null;
  const change = write.changes.find(({ attribute }) => attribute === 'title');
  if (change === undefined) return null;
  const name = foldName(String(valueOf(write.values, 'title') ?? ''));
  if (!otherTitles.some((title) => foldName(title) === name)) return null;
  return {
    code: 'category.titleNotUnique',
    message: `The teacher has another category of this name already, and ${product} takes each name once per teacher.`,
    fix: `Give the category another name in the LMS, or rename the other one in ${gradebook}.`,
    blocks: true,
  };
};
