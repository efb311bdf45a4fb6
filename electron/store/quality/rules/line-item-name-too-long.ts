import { lineItemTitleLimit } from '../../../../shared/oneroster/limits.ts';
import type { QualityRule } from '../rule.ts';

/** S4, X1: School Passport's limit. */
export const lineItemNameTooLong: QualityRule = {
  id: 'lineItem.nameTooLong',
  entity: 'lineItem',
  severity: 'error',
  title: 'Line items with a name that is too long',
  sentence: `School Passport and PowerSchool take at most ${lineItemTitleLimit} characters. These cannot be sent as they are.`,
  fix: 'Shorten the name in PowerTeacher Pro.',
  reads: ['lineItem'],
  query: `SELECT sourceKey, sourceSubkey, schoolKey FROM lineItem
    WHERE removedRun IS NULL AND length(title) > ${lineItemTitleLimit} AND characters(trim(title)) > ${lineItemTitleLimit}`,
};
