import { categoryTitleLimit } from '../../../../shared/oneroster/limits.ts';
import type { QualityRule } from '../rule.ts';

/** S13. */
export const categoryNameTooLong: QualityRule = {
  id: 'category.nameTooLong',
  entity: 'category',
  severity: 'error',
  title: 'Categories with a name that is too long',
  sentence: `School Passport and PowerSchool take at most ${categoryTitleLimit} characters. These cannot be sent as they are.`,
  fix: 'Shorten the name in PowerTeacher Pro.',
  reads: ['category'],
  query: `SELECT sourceKey, sourceSubkey, schoolKey FROM category
    WHERE removedRun IS NULL AND length(title) > ${categoryTitleLimit} AND characters(trim(title)) > ${categoryTitleLimit}`,
};
