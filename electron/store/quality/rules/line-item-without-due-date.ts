import type { QualityRule } from '../rule.ts';

export const lineItemWithoutDueDate: QualityRule = {
  id: 'lineItem.withoutDueDate',
  entity: 'lineItem',
  severity: 'warning',
  title: 'Line items without a due date',
  sentence: 'Without a due date nobody can say which grading period a score belongs to.',
  fix: 'Enter a due date in PowerTeacher Pro.',
  reads: ['lineItem'],
  query: 'SELECT sourceKey, sourceSubkey, schoolKey FROM lineItem WHERE removedRun IS NULL AND dueDate IS NULL',
};
