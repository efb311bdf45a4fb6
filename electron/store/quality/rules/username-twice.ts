import type { QualityRule } from '../rule.ts';

/** C10: compared without regard to case. */
export const usernameTwice: QualityRule = {
  id: 'user.usernameTwice',
  entity: 'user',
  severity: 'error',
  title: 'Usernames that several people have',
  sentence: 'Another system would take these people for one. Capital letters do not count.',
  fix: 'Give each person a username of their own in PowerSchool.',
  reads: ['user'],
  query: `WITH named AS MATERIALIZED (
      SELECT sourceKey, sourceSubkey, schoolKey, fold(username) AS name FROM user WHERE removedRun IS NULL AND trim(coalesce(username, '')) <> '')
    SELECT sourceKey, sourceSubkey, schoolKey FROM named
    WHERE name IN (SELECT name FROM named GROUP BY name HAVING count(*) > 1)`,
};
