import { hasCode, pass, warn, type Check } from './check.ts';

/** The core resources, by which the roster can be read where a query is missing (reference powerschool.md §3.4). */
export const v1Access: Check = {
  id: 'v1Access',
  title: 'Access to the core resources',
  needs: ['credentials'],
  run: async (context) => {
    try {
      await context.api().v1One('/ws/v1/district', 'district', context.signal);
      return pass('The plugin may read the core resources.');
    } catch (error) {
      if (!hasCode(error, 'auth.v1AccessMissing', 'rights.refused')) throw error;
      return warn(
        'The plugin may not read the core resources. Its queries suffice for a sync; there is no second way to read the roster.',
        'In PowerSchool open the plugin’s Data Provider Configuration and set the access level of the v1 API to READ.',
      );
    }
  },
};
