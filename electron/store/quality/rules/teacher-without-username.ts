import { userKind } from '../../../../shared/oneroster/entity.ts';
import type { QualityRule } from '../rule.ts';

/** C10: people sign in elsewhere by this name. */
export const teacherWithoutUsername: QualityRule = {
  id: 'user.teacherWithoutUsername',
  entity: 'user',
  severity: 'warning',
  title: 'Teachers without a username',
  sentence: 'They cannot be matched with the accounts of other systems.',
  fix: 'Enter the username in PowerSchool, or map another attribute to it in this integration’s settings.',
  reads: ['user'],
  query: `SELECT sourceKey, sourceSubkey, schoolKey FROM user
    WHERE removedRun IS NULL AND sourceSubkey = ${userKind.staff} AND trim(coalesce(username, '')) = ''`,
};
