import { flagsIn } from '../../../shared/gradebook/averages.ts';
import type { SheetScore } from '../../../shared/gradebook/sheet.ts';
import { flagNames } from './texts.ts';

const figures = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4, useGrouping: false });

export const figure = (value: number): string => figures.format(value);

/** The score as a teacher sees it: what was entered as text, or the points, or the percent alone. Blank is empty, never 0. */
export function scoreText({ score, textScore, percent }: SheetScore): string {
  if (textScore !== null && textScore !== '') return textScore;
  if (score !== null) return figure(score);
  return percent === null ? '' : `${figure(percent)}\u00a0%`;
}

/** The letter of the class's scale, where it says more than the score itself. */
export const letterOf = (score: SheetScore): string | null =>
  score.letterGrade === null || score.letterGrade === scoreText(score) ? null : score.letterGrade;

/** A score in a copy: with its flags in words, so that none is lost on the way to a spreadsheet. */
export function copiedScore(score: SheetScore | undefined): string {
  if (score === undefined) return '';
  const flags = flagsIn(score.flags).map((flag) => flagNames[flag]);
  return [scoreText(score), ...(flags.length === 0 ? [] : [`(${flags.join(', ')})`])].filter(Boolean).join(' ');
}
