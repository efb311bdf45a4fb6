import { VisuallyHidden } from '@mantine/core';
import { flagsIn, type ScoreFlag } from '../../../shared/gradebook/averages.ts';
import type { SheetScore } from '../../../shared/gradebook/sheet.ts';
import { letterOf, scoreText } from './score-text.ts';
import { flagMarks, flagNames } from './texts.ts';

/** A score with its letter and its flags. */
export function ScoreCell({ score }: { readonly score: SheetScore | undefined }) {
  if (score === undefined) return null;
  const letter = letterOf(score);
  return (
    <>
      {flagsIn(score.flags).map((flag) => (
        <FlagMark key={flag} flag={flag} />
      ))}
      <span className="gs-grid-text" dir="auto">
        <bdi>{scoreText(score)}</bdi>
      </span>
      {letter === null ? null : (
        <span className="gs-dim gs-letter" dir="auto">
          <bdi>{letter}</bdi>
        </span>
      )}
    </>
  );
}

export const FlagMark = ({ flag }: { readonly flag: ScoreFlag }) => (
  <span className="gs-flag" data-flag={flag} title={flagNames[flag]}>
    <span aria-hidden>{flagMarks[flag]}</span>
    <VisuallyHidden>{flagNames[flag]} </VisuallyHidden>
  </span>
);
