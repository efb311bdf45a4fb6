export type OneRosterVersion = '1.1' | '1.2';

export const packageName = 'oneroster.zip';

/** The data files of 1.1 (reference oneroster.md §6.1); its manifest must name every one. */
const inBoth = [
  'academicSessions',
  'categories',
  'classes',
  'classResources',
  'courses',
  'courseResources',
  'demographics',
  'enrollments',
  'lineItems',
  'orgs',
  'resources',
  'results',
  'users',
] as const;

const only12 = [
  'lineItemLearningObjectiveIds',
  'lineItemScoreScales',
  'resultLearningObjectiveIds',
  'resultScoreScales',
  'roles',
  'scoreScales',
  'userProfiles',
  'userResources',
] as const;

export const oneRosterFiles = (version: OneRosterVersion): readonly string[] =>
  version === '1.1' ? inBoth : [...inBoth, ...only12];

/** The rows of `manifest.csv` under its header: every data file of the version is `bulk` or `absent`. */
export function manifestRows(version: OneRosterVersion, present: ReadonlySet<string>): readonly (readonly string[])[] {
  return [
    ['manifest.version', '1.0'],
    ['oneroster.version', version],
    ...oneRosterFiles(version).map((file) => [`file.${file}`, present.has(file) ? 'bulk' : 'absent']),
    ['source.systemName', 'Grade Sync'],
  ];
}
