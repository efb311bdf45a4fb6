import type { QualityRule } from '../rule.ts';

/** S8. */
export const lineItemWithoutCategory: QualityRule = {
  id: 'lineItem.withoutCategory',
  entity: 'lineItem',
  severity: 'warning',
  title: 'Line items without a category',
  sentence: 'Every line item needs a category before it can be sent to PowerSchool.',
  fix: 'Put it in one of the teacher’s categories in PowerTeacher Pro.',
  reads: ['lineItem'],
  query: 'SELECT sourceKey, sourceSubkey, schoolKey FROM lineItem WHERE removedRun IS NULL AND categoryKey IS NULL',
};
