/** What the step Schools, and the settings of the schools, say. */
export const schoolTexts = {
  lead: 'PowerSchool is asked which schools and years it has.',
  asking: 'PowerSchool is being asked',
  askAgain: 'Ask PowerSchool again',
  which: 'Schools',
  all: 'All schools',
  allHint: 'A school that is added in PowerSchool later comes by itself.',
  some: 'Only these',
  taken: 'Schools that are synced',
  year: 'School year',
  current: 'The current one; the next follows on its first day',
  yearOf: (year: number, first: string, last: string): string => `${year - 1}–${year} (${first} to ${last})`,
  nextYear: 'Take the next school year already from',
  nextYearHint: 'Leave it empty to change over on its first day.',
  none: 'PowerSchool shows no school to this plugin.',
} as const;
