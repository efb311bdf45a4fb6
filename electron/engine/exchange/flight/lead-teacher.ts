import type { FlightRule } from './flight-rule.ts';

/** S9: PowerSchool takes gradebook data in the name of a teacher of the section only (reference powerschool.md §7.5, E14). */
export const leadTeacher: FlightRule = ({ target }, { surroundings: { references } }) => {
  if (target !== 'powerschool' || references['teacher']?.powerschool != null) return null;
  return {
    code: 'class.noTeacher',
    message: 'The class has no lead teacher in PowerSchool, so nothing can be written to its gradebook.',
    fix: 'Assign a lead teacher to the section in PowerSchool, then sync again.',
    blocks: true,
  };
};
