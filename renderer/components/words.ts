import type { RunProgress, RunReport } from '../../shared/integration/run.ts';
import type { HomeCard } from '../../shared/ipc/contract/home.ts';
import type { EntityType } from '../../shared/oneroster/entity.ts';

/** The entities as they read on screens, in the order of the local copy. */
export const entityWords: Readonly<Record<EntityType, string>> = {
  org: 'Schools',
  academicSession: 'Terms',
  course: 'Courses',
  class: 'Classes',
  user: 'Teachers and students',
  enrollment: 'Enrollments',
  category: 'Categories',
  lineItem: 'Line items',
  result: 'Results',
};

export const modeWords: Readonly<Record<HomeCard['mode'], string>> = { import: 'Import', 'two-way': '2-Way Sync' };

export const phaseWords: Readonly<Record<RunProgress['phase'], string>> = {
  describe: 'Looking at the district',
  pull: 'Reading',
  compare: 'Comparing',
  guard: 'Checking removals',
  apply: 'Saving',
  partner: 'Reading the partner',
  plan: 'Comparing both ends',
  write: 'Writing',
  refresh: 'Reading back',
  check: 'Checking records',
  finish: 'Finishing',
};

/** What a run is doing, such as “Reading Results”. */
export const activityOf = ({ phase, entity }: RunProgress): string =>
  entity === null ? phaseWords[phase] : `${phaseWords[phase]} ${entityWords[entity]}`;

export const statusWords: Readonly<Record<RunReport['status'], string>> = {
  running: 'Under way',
  succeeded: 'Succeeded',
  failed: 'Failed',
  guarded: 'Stopped by a guard',
  cancelled: 'Stopped by you',
  interrupted: 'Interrupted',
};

/** What the end of a run means for the data. */
export const statusSentences: Readonly<Record<RunReport['status'], string>> = {
  running: 'This sync is under way.',
  succeeded: 'The local copy is as it was at the source.',
  failed: 'The local copy is as it was before. What had been read is kept, and the next sync goes on from there.',
  guarded: 'The local copy is as it was before: a guard stopped the sync before anything was written.',
  cancelled: 'The local copy is as it was before. What had been read is kept, and the next sync goes on from there.',
  interrupted: 'The local copy is as it was before. The next sync goes on from where this one stopped.',
};

/** A dry run leaves everything as it was, however it ended. */
export const meaningOf = ({ status, dryRun }: Pick<RunReport, 'status' | 'dryRun'>): string =>
  dryRun && status === 'succeeded'
    ? 'This was a dry run: it shows what a sync would do. Nothing was written.'
    : statusSentences[status];

/** What a 2-Way Sync wrote at both ends, or means to. */
export function exchangeSentence({ plan, writes, dryRun }: Pick<RunReport, 'plan' | 'writes' | 'dryRun'>): string {
  if (plan == null) return 'Nothing was compared with the partner, and nothing was written there or to PowerSchool.';
  if (plan.applied) {
    const { powerschool, partner } = writes;
    const sum = ({ created, updated, deleted }: RunReport['writes']['partner']): string =>
      String(created + updated + deleted);
    const written = `Written: ${sum(powerschool)} changes to PowerSchool, ${sum(partner)} to the partner.`;
    // C32
    return sum(powerschool) === '0'
      ? written
      : `${written} Whoever has the PowerSchool screen open may need to refresh it to see them.`;
  }
  if (plan.items === 0) return 'Both ends agree: there is nothing to write.';
  return `${plan.items} changes are planned, none is written${dryRun ? '' : ' before you have looked at them'}.`;
}

/** Why a guard stopped a run, for one school: from how many, of how many there are, and what they are. */
export const tripWords: Readonly<
  Record<
    NonNullable<RunReport['guard']>['trips'][number]['reason'],
    (count: string, of: string, what: string) => string
  >
> = {
  removals: (count, of, what) => `${count} of ${of} ${what} would be removed`,
  empty: (_count, of, what) => `the listing of ${what} is empty, ${of} are here`,
  changes: (count, of, what) => `${count} of ${of} ${what} would change`,
  blanked: (count) => `${count} scores would become blank`,
  zeroed: (count) => `${count} scores would become zero`,
  average: (count) => `the average of a class would move by ${count} points of a hundred`,
};

/** Whether the figures of a run tell what was done; of every other they tell what it had in mind. */
export const hasWritten = ({ status, dryRun }: Pick<RunReport, 'status' | 'dryRun'>): boolean =>
  status === 'succeeded' && !dryRun;

export const stateWords: Readonly<Record<HomeCard['state'], string>> = {
  neverSynced: 'Not synced yet',
  syncing: 'Syncing',
  upToDate: 'Up to date',
  needsAttention: 'Needs attention',
};
