import type { Difference } from '../../../shared/ipc/contract/compare.ts';

/** Everything that comparing two syncs says. */
export const texts = {
  title: 'Two syncs compared',
  lead: 'What is different in the local copy between the end of the earlier sync and the end of the later one.',
  from: 'Earlier sync',
  to: 'Later sync',
  report: 'Report',
  browse: 'Browse the copy as it was then',
  allRuns: 'All runs',
  counts: 'Differences by entity',
  records: 'Records',
  filters: 'Narrow down',
  school: 'School',
  allSchools: 'All schools',
  district: 'District',
  search: 'Name or PowerSchool ID',
  none: 'Nothing here is different.',
  noneSoFar: 'Looking further …',
  nothing: 'These two syncs left the same records behind.',
  more: 'Show more',
  columns: { title: 'Record', powerSchoolId: 'PowerSchool ID', school: 'School', changes: 'What changed' },
  details: 'Details',
  hiddenChange: 'Only what no column shows',
  became: 'became',
  record: 'Record',
  compare: 'Compare',
  chooseTwo: 'Choose two syncs that saved something to see what changed between them.',
  chosen: (count: number) => (count === 2 ? 'Two syncs are chosen.' : `${count} of two syncs chosen.`),
  choose: (moment: string) => `Compare the sync of ${moment}`,
  compareWith: 'Compare with',
  noOther: 'There is no other sync that saved something to compare this one with.',
} as const;

export const differenceWords: Readonly<Record<Difference, string>> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
};
