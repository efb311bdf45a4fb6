import type { QualityRule } from '../rule.ts';

/** `endDate` is exclusive, as OneRoster has it. */
export const lineItemOutsideTerm: QualityRule = {
  id: 'lineItem.outsideTerm',
  entity: 'lineItem',
  severity: 'warning',
  title: 'Line items due outside their term',
  sentence: 'The due date is before the first or after the last day of the term of the class.',
  fix: 'Correct the due date in PowerTeacher Pro.',
  reads: ['lineItem', 'academicSession'],
  query: `SELECT i.sourceKey, i.sourceSubkey, i.schoolKey FROM lineItem AS i
      JOIN academicSession AS t ON t.sourceKey = i.sessionKey AND t.removedRun IS NULL
    WHERE i.removedRun IS NULL AND (i.dueDate < t.startDate OR i.dueDate >= t.endDate)`,
};
