import type { QualityRule } from '../rule.ts';

/** A category counts as used if any of the teacher's classes uses it (S9, S14). */
export const categoryWithoutLineItems: QualityRule = {
  id: 'category.withoutLineItems',
  entity: 'category',
  severity: 'note',
  title: 'Categories without line items',
  sentence: 'No class of the teacher has a line item in these categories.',
  fix: 'Nothing needs to be done; categories that nobody uses can be deactivated in PowerTeacher Pro.',
  reads: ['category', 'lineItem'],
  query: `SELECT c.sourceKey, c.sourceSubkey, c.schoolKey FROM category AS c
    WHERE c.removedRun IS NULL AND c.sourceKey NOT IN (
      SELECT categoryKey FROM lineItem WHERE removedRun IS NULL AND categoryKey IS NOT NULL)`,
};
