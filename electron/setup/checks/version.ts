import { isVersionAtLeast, minimumVersion } from '../../../shared/powerschool/version.ts';
import { fail, pass, warn, type Check, type CheckResult } from './check.ts';

/** C11, C17: PowerSchool is 8.3 or higher. */
export const version: Check = {
  id: 'version',
  title: 'Version of PowerSchool',
  needs: ['certificate'],
  run: async (context) => {
    const found = await context.metadata();
    const isEnough = isVersionAtLeast(found.version, minimumVersion);
    if (isEnough === true) return pass(`PowerSchool ${found.version}.`);
    if (isEnough === null) return context.integration.config.powerschool.versionConfirmed ? confirmed : unknown;
    return fail(
      `PowerSchool is of version ${found.version}; at least ${minimumVersion} is needed.`,
      'PowerSchool must be updated. Its own support helps with that; ours cannot.',
    );
  },
};

const unknown: CheckResult = {
  ...warn(
    'PowerSchool does not say its version in a form that we know.',
    `Confirm with the administrator of PowerSchool that it is ${minimumVersion} or higher. ` +
      'Questions about the version go to PowerSchool’s own support; ours cannot help with it.',
  ),
  needsConfirmation: true,
};

const confirmed = pass(
  `PowerSchool does not say its version in a form that we know; you have confirmed that it is ${minimumVersion} or higher.`,
);
