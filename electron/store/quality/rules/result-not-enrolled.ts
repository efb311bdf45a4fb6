import type { QualityRule } from '../rule.ts';

/** The check of the whole copy has found them already in the same transaction (`store/checks.ts`). */
export const resultNotEnrolled: QualityRule = {
  id: 'result.notEnrolled',
  entity: 'result',
  severity: 'error',
  title: 'Results without an enrollment',
  sentence: 'These scores belong to students who are not and were not enrolled in the class.',
  fix: 'In PowerSchool, enroll the student in the section or remove the score.',
  reads: ['result', 'enrollment'],
  query: `SELECT sourceKey, sourceSubkey, schoolKey FROM issue WHERE origin = 'check' AND code = 'result.notEnrolled'`,
};
