import { AppError } from '../../../../shared/errors.ts';
import { isVersionAtLeast, minimumVersion } from '../../../../shared/powerschool/version.ts';

/** Throws AppError `setup.versionTooOld` below 8.3 (C11). A version that cannot be read is let through: the check asks about it. */
export function requireVersion(version: string): void {
  if (isVersionAtLeast(version, minimumVersion) !== false) return;
  throw new AppError(
    'setup.versionTooOld',
    'ask',
    `PowerSchool ${version} is too old: ${minimumVersion} or newer is needed (C11).`,
    {
      fix: 'Have PowerSchool brought up to date. PowerSchool’s own support helps with that.',
    },
  );
}
