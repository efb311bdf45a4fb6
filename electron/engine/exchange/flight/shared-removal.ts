import type { FlightRule } from './flight-rule.ts';

/** What is one thing for several classes (S14, S32) goes for all of them, so it goes only where the last one lets it go. */
export const sharedRemoval: FlightRule = (
  { entity, action },
  { surroundings: { siblings } },
  { sharesAcrossClasses, product },
) => {
  if (!sharesAcrossClasses || action !== 'delete' || entity === 'result' || siblings.length === 0) return null;
  return {
    code: `${entity}.removedInOneClass`,
    message:
      entity === 'category'
        ? `The category was removed in one class only, but in ${product} it is the same one in all classes of the teacher.`
        : `The line item was removed in one class only, but in ${product} it is one assignment of several classes.`,
    fix: 'Remove it in the teacher’s other classes, too, or put it back in this one; then sync again.',
    blocks: true,
  };
};
