import type { Values } from '../exchange/exchanged.ts';
import type { ScoreType } from './score-type.ts';

/** What decides how a score is typed into PowerTeacher Pro. */
export interface ScoredItem {
  readonly scoreType: ScoreType;
  /** The points possible; null where they are not known. */
  readonly maximum: number | null;
}

/** Why a score cannot be typed as it is: PowerSchool has one box for number, percentage, letter and code (reference §7.4). */
export type ScoreProblem = 'numberForLetter' | 'notScored' | 'numberAndText' | 'numberAsText' | 'noMaximum';

export type ScoreEntry =
  /** A `code` stands in place of a score (`IE`); a `score` is a number, a percentage or a letter. */
  | { readonly kind: 'score' | 'code'; readonly text: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'impossible'; readonly problem: ScoreProblem };

/** PowerSchool keeps six places. */
const rounded = (value: number): number => Number(value.toFixed(6));

const isNumeric = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/**
 * What is typed into PowerTeacher Pro so that a result reads back as these values. `entered` is what stands there now, as the local
 * copy has it (`metadata.scoreEntered`), or null: a text that is the same is one of PowerSchool's own codes, which may be worth points.
 */
export function scoreEntry(values: Values, { scoreType, maximum }: ScoredItem, entered: string | null): ScoreEntry {
  const score = typeof values['score'] === 'number' ? values['score'] : null;
  const textScore = values['textScore'];
  const text = typeof textScore === 'string' && textScore.trim() !== '' ? textScore : null;
  const impossible = (problem: ScoreProblem): ScoreEntry => ({ kind: 'impossible', problem });
  if (score === null && text === null) return { kind: 'blank' };
  if (scoreType === 'COLLECTED') return impossible('notScored');
  if (scoreType === 'GRADESCALE') {
    return text === null ? impossible('numberForLetter') : { kind: 'score', text };
  }
  if (text !== null) {
    if (text === entered) return { kind: 'code', text };
    if (score !== null) return impossible('numberAndText');
    return isNumeric(text) ? impossible('numberAsText') : { kind: 'code', text };
  }
  if (scoreType === 'POINTS') return { kind: 'score', text: String(score) };
  if (maximum === null || maximum === 0) return impossible('noMaximum');
  return { kind: 'score', text: String(rounded(((score ?? 0) / maximum) * 100)) };
}
