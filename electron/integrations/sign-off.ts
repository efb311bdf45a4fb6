import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { IntegrationConfig } from '../../shared/integration/config.ts';

/** What decides what is written, in one word: a review holds for these settings and no others (C20). Addresses are not among them. */
export function settingsFingerprint({
  mode,
  gradeSync,
  schools,
  schoolYear,
  mappings,
  masterFields,
  masterFieldsOverride,
  roster,
  fixes,
  gradeRule,
  advanced,
}: IntegrationConfig): string {
  const { includeInactiveStudents, includeStaffWithoutSections, includeCoTeachers } = advanced;
  const { courses, courseName, usernames } = roster;
  const deciding = {
    mode,
    gradeSync: gradeSync.enabled,
    schools,
    schoolYear,
    mappings: mappings.active,
    masterFields,
    masterFieldsOverride: masterFieldsOverride !== null,
    roster: { courses, courseName, staff: usernames.staff.source, student: usernames.student.source },
    fixes,
    // Reviews from before there was this setting hold on.
    ...(gradeRule === 'masterFields' ? {} : { gradeRule }),
    advanced: { includeInactiveStudents, includeStaffWithoutSections, includeCoTeachers },
  };
  return createHash('sha256').update(JSON.stringify(deciding)).digest('hex').slice(0, 32);
}

/** X13: the gate is the district's choice, but where Canvas's rules hold there is none. */
export const isSignOffRequired = ({ phases, prerequisites }: IntegrationConfig): boolean =>
  phases.required || prerequisites.rules === 'canvas';

/** C20: nothing is written in production before the test data were reviewed. Throws AppError `signOff.missing` (ask). */
export function requireSignOff(config: IntegrationConfig): void {
  if (config.mode === 'import' || config.environment !== 'production' || !isSignOffRequired(config)) return;
  const { review } = config.phases;
  if (review !== null && review.fingerprint === settingsFingerprint(config)) return;
  throw new AppError(
    'signOff.missing',
    'ask',
    review === null
      ? 'Production is locked: nobody has signed for the test data yet.'
      : 'Production is locked again: the settings have changed since somebody signed for the test data.',
    {
      fix: 'Set the integration to test, sync with the test environment, look at what it brought, and sign under Settings > Phases and sign-off. A dry run or a plan may be made at any time.',
    },
  );
}
