import { AppError } from '../../../../shared/errors.ts';

/** The oldest version that is supported (C11). */
export const leastVersion = '8.3';

/** Compares part by part as numbers: 8.10 is newer than 8.3. Null if one of them is no version. */
export function compareVersions(left: string, right: string): number | null {
  const [a, b] = [parts(left), parts(right)];
  if (a === null || b === null) return null;
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

const parts = (version: string): readonly number[] | null =>
  /^\d+(\.\d+)*$/.test(version.trim()) ? version.trim().split('.').map(Number) : null;

/** Throws AppError `setup.versionTooOld` below 8.3. A version that cannot be read is let through: the check asks about it. */
export function requireVersion(version: string): void {
  const order = compareVersions(version, leastVersion);
  if (order === null || order >= 0) return;
  throw new AppError(
    'setup.versionTooOld',
    'ask',
    `PowerSchool ${version} is too old: ${leastVersion} or newer is needed (C11).`,
    {
      fix: 'Have PowerSchool brought up to date. PowerSchool’s own support helps with that.',
    },
  );
}
