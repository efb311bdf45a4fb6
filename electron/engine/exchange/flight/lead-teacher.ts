import type { FlightRule } from './flight-rule.ts';

/** S9: where gradebook data is taken in the name of a teacher of the class only. */
export const leadTeacher: FlightRule = ({ target }, { surroundings: { references } }, { needs, product }) => {
  if (!needs.includes('teacher') || references['teacher']?.[target] != null) return null;
  return {
    code: 'class.noTeacher',
    message: `The class has no lead teacher in ${product}, so nothing can be written to its gradebook.`,
    fix: `Assign a lead teacher to the class in ${product}, then sync again.`,
    blocks: true,
  };
};
