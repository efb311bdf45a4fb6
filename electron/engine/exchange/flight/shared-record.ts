import { isSame, valueOf } from '../merge.ts';
import type { FlightRule } from './flight-rule.ts';

/**
 * Where a category belongs to the teacher and an assignment may be given to several classes: what is written for one class is
 * written for all (reference school-passport.md §7.4, powerschool.md §7.3: only the due date is each class's own).
 */
export const sharedRecord: FlightRule = (write, { surroundings: { siblings } }, { sharesAcrossClasses, product }) => {
  if (!sharesAcrossClasses || write.action !== 'update' || write.entity === 'result') return null;
  const shared = write.changes.filter(({ attribute }) => attribute !== 'dueDate' && attribute !== 'category');
  const differs = shared.some((change) =>
    siblings.some((sibling) => !isSame(valueOf(sibling, change.attribute), change.new)),
  );
  if (!differs) return null;
  return {
    code: `${write.entity}.changedInOneClass`,
    message:
      write.entity === 'category'
        ? `The category was changed in one class only, but in ${product} it is the same one in all classes of the teacher.`
        : `The line item was changed in one class only, but in ${product} it is one assignment of several classes.`,
    fix: 'Make the same change in the teacher’s other classes, or undo it in this one; then sync again.',
    blocks: true,
  };
};
