import { userKind } from '../../../../shared/oneroster/entity.ts';
import type { QualityRule } from '../rule.ts';

/** C10. */
export const studentWithoutUsername: QualityRule = {
  id: 'user.studentWithoutUsername',
  entity: 'user',
  severity: 'warning',
  title: 'Students without a username',
  sentence: 'They cannot be matched with the accounts of other systems.',
  fix: 'Enter the username in PowerSchool, or map another attribute to it in this integration’s settings.',
  reads: ['user'],
  query: `SELECT sourceKey, sourceSubkey, schoolKey FROM user
    WHERE removedRun IS NULL AND sourceSubkey = ${userKind.student} AND trim(coalesce(username, '')) = ''`,
};
