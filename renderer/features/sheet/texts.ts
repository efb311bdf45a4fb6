import type { LeftOutReason, ScoreFlag } from '../../../shared/gradebook/averages.ts';

const numbers = new Intl.NumberFormat('en-US');

/** Everything that the sheet of a class says. */
export const texts = {
  sheet: 'Gradebook sheet',
  openSheet: 'Open the gradebook sheet',
  sheetColumn: 'Gradebook',
  sheetLink: 'Sheet',
  titleOf: (name: string) => `Gradebook of ${name}`,
  backToClass: 'Show the class',
  student: 'Student',
  overall: 'Overall',
  overallAverage: 'Overall average',
  average: 'Average',
  averageIn: (category: string) => `Average, ${category}`,
  noCategory: 'Without category',
  notInOverall: (category: string) => `${category} (not in the overall average)`,
  unknownStudent: 'Not in the local copy',
  left: 'Left the class',
  noItems: 'This class has no line items yet.',
  noStudents: 'This class has no students and no scores.',
  counts: (students: number, items: number) =>
    `${numbers.format(students)} ${students === 1 ? 'student' : 'students'}, ${numbers.format(items)} ${items === 1 ? 'line item' : 'line items'}`,
  copySheet: 'Copy the sheet',
  copySelected: (count: number) => (count === 1 ? 'Copy 1 student' : `Copy ${numbers.format(count)} students`),
  copied: 'Copied',
  flagsLegend: 'What the marks mean',
  details: 'Details',
  closeDetails: 'Close the details',
  resizeDetails: 'Width of the details',
  computed:
    'Computed from points and assignment weights: the points earned, each times its weight, as a share of those possible. PowerSchool’s own grade may follow other rules of the class and is not shown here.',
  nothingCounts: 'No score counts yet, so there is no average.',
  sumOf: (earned: string, possible: string) => `${earned} of ${possible} weighted points`,
  countedItems: 'What counts',
  leftOutItems: 'What is left out',
  leftOutCategories: (names: string) =>
    `Left out with all their line items, because they do not count in the final grade: ${names}.`,
  lineItem: 'Line item',
  points: 'Points',
  weight: 'Weight',
  share: 'Share',
  charts: 'Charts',
  students: 'Students',
  distribution: 'How the scores lie',
  distributionNote: (scored: number, unscored: number) =>
    `${numbers.format(scored)} with a score, ${numbers.format(unscored)} without. In percent of the points.`,
  shareOfPoints: 'Percent of the points',
  missingWork: 'Missing work',
  missingNote: (count: number) =>
    `${numbers.format(count)} ${count === 1 ? 'score is' : 'scores are'} marked as missing in this class.`,
  missingScores: 'Missing',
  nothingMissing: 'No score of this class is marked as missing.',
  asTable: 'Show as a table',
  pointsOf: (earned: string, possible: string) => `${earned} of ${possible}`,
} as const;

export const flagNames: Readonly<Record<ScoreFlag, string>> = {
  late: 'Late',
  missing: 'Missing',
  incomplete: 'Incomplete',
  exempt: 'Exempt',
  collected: 'Collected',
  absent: 'Absent',
};

/** Short enough for a cell, and each unlike the others. */
export const flagMarks: Readonly<Record<ScoreFlag, string>> = {
  late: 'L',
  missing: 'M',
  incomplete: 'I',
  exempt: 'Ex',
  collected: 'C',
  absent: 'A',
};

export const reasonTexts: Readonly<Record<LeftOutReason, string>> = {
  exempt: 'The student is exempt.',
  notCounted: 'It does not count in the final grade.',
  collectedOnly: 'It is only collected, not scored.',
  noWeight: 'Its weight is 0.',
  noPoints: 'It has no points possible.',
  text: 'The score is a text without a percent.',
  missing: 'It is missing and has no score. Missing is not a zero.',
  blank: 'There is no score yet.',
};
