import { userKind } from '../../../../shared/oneroster/entity.ts';
import type { QualityRule } from '../rule.ts';

export const studentWithoutClass: QualityRule = {
  id: 'user.studentWithoutClass',
  entity: 'user',
  severity: 'note',
  title: 'Students in no class',
  sentence: 'They are enrolled at a school, but in none of its classes of this year.',
  fix: 'Check the schedule of these students in PowerSchool.',
  reads: ['user', 'enrollment'],
  query: `SELECT u.sourceKey, u.sourceSubkey, u.schoolKey FROM user AS u
    WHERE u.removedRun IS NULL AND u.sourceSubkey = ${userKind.student} AND NOT EXISTS (
      SELECT 1 FROM enrollment AS e WHERE e.userKey = u.sourceKey AND e.userKind = u.sourceSubkey AND e.removedRun IS NULL)`,
};
