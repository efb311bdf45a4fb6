/** PowerSchool's score types. Upper case is part of the value (S6). */
export const scoreTypes = ['POINTS', 'PERCENT', 'GRADESCALE', 'COLLECTED'] as const;
export type ScoreType = (typeof scoreTypes)[number];

export type ScoreTypeReading =
  | { readonly kind: 'valid'; readonly scoreType: ScoreType }
  | { readonly kind: 'wrongCase'; readonly given: string; readonly meant: ScoreType }
  | { readonly kind: 'unknown'; readonly given: string };

/** Reads a line item's score type: absent or empty means GRADESCALE (S7), `points` is not taken for `POINTS` (S6). */
export function readScoreType(text: string | null | undefined): ScoreTypeReading {
  const given = text ?? '';
  if (given === '') return { kind: 'valid', scoreType: 'GRADESCALE' };
  const exact = scoreTypes.find((type) => type === given);
  if (exact !== undefined) return { kind: 'valid', scoreType: exact };
  const meant = scoreTypes.find((type) => type === given.trim().toUpperCase());
  return meant === undefined ? { kind: 'unknown', given } : { kind: 'wrongCase', given, meant };
}
