import { certificate } from './certificate.ts';
import type { Check } from './check.ts';
import { clockSkew } from './clock-skew.ts';
import { credentials } from './credentials.ts';
import { https } from './https.ts';
import { pageLimits } from './page-limits.ts';
import { plugin } from './plugin.ts';
import { reachable } from './reachable.ts';
import { rights } from './rights.ts';
import { schoolYear } from './school-year.ts';
import { schools } from './schools.ts';
import { timeZone } from './time-zone.ts';
import { v1Access } from './v1-access.ts';
import { version } from './version.ts';

/**
 * Every set-up check, in the order in which they are tried. To add one, write a file beside this one and enter it below:
 *
 *     // Which requirement or section of the reference it stands for, and what goes wrong without it.
 *     export const enrollmentCount: Check = {
 *       id: 'enrollmentCount',            // stable: scripts read it
 *       title: 'Enrollments',
 *       needs: ['credentials', 'plugin'], // ids of earlier checks; if one failed, this one is not tried
 *       run: async (context) => {
 *         const count = await context.api().queryCount(…, context.signal);
 *         return count > 0
 *           ? pass(`${count} enrollments found.`)
 *           : warn('There are no enrollments.', 'What the administrator does next, in a sentence.');
 *       },
 *     };
 *
 * Messages name schools and columns, never people, scores or secrets. What is thrown as AppError becomes a `fail`.
 */
export const allChecks: readonly Check[] = [
  https,
  reachable,
  certificate,
  version,
  credentials,
  plugin,
  rights,
  v1Access,
  pageLimits,
  clockSkew,
  timeZone,
  schools,
  schoolYear,
];
