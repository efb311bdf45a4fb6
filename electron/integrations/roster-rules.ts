import { AppError } from '../../shared/errors.ts';
import { syncsGrades, type IntegrationConfig } from '../../shared/integration/config.ts';
import { rosterOpenPoints, type CourseStructure, type OpenPoint } from '../../shared/integration/roster.ts';

/**
 * C10: nothing is written to a partner while people could not sign in there, or as somebody else. Throws AppError `roster.unresolved` (ask).
 * An import has no partner, and where no grades are synced nothing is written.
 */
export function requireUsernames(config: IntegrationConfig): void {
  if (config.mode === 'import' || !syncsGrades(config)) return;
  const standing = rosterOpenPoints(config.roster).filter(({ blocks }) => blocks);
  const [first] = standing;
  if (first === undefined) return;
  throw new AppError('roster.unresolved', 'ask', `Nothing is written to the partner yet: ${why(first)}.`, {
    fix: 'Open Settings > Roster: compare the usernames with the directory and put right what does not match, or record there who has agreed that it may go on, and when.',
    details: { points: standing.map(({ code, role }) => ({ code, role })) },
  });
}

function why({ code, role }: OpenPoint): string {
  const whose = role === 'staff' ? 'of staff' : 'of students';
  if (code === 'usernames.notCompared') return `the usernames ${whose} were not compared with the directory`;
  if (code === 'usernames.unresolved') return `usernames ${whose} do not match the directory`;
  return 'there is no third-party authentication, and the meeting about usernames is not recorded';
}

/** C25: courses that stand at a partner would be made anew. Throws AppError `roster.structureFixed` (ask). */
export function refuseOtherStructure(before: CourseStructure, after: CourseStructure, isInUse: () => boolean): void {
  if (textOf(before) === textOf(after) || !isInUse()) return;
  throw new AppError(
    'roster.structureFixed',
    'ask',
    'The course structure was fixed by the first sync: with another one the partner would get new courses, and what teachers have put into the present ones would stay behind.',
    {
      fix: 'Open Settings > Roster and choose “Change the structure”: it shows how many courses would go and come, and asks for the integration’s name.',
    },
  );
}

const textOf = (structure: CourseStructure): string =>
  structure.per === 'group' ? `group ${structure.term} ${structure.leadTeacher}` : structure.per;
