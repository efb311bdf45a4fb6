import type { ExchangedEntity, Values } from '../exchange/exchanged.ts';
import { readScoreType } from './score-type.ts';

/**
 * The attributes that PowerTeacher Pro can be given (reference §7.2–7.5), by the names of `exchangedAttributes`. It fills the others
 * itself: `assignDate` from when the assignment is published, `resultValueMin` is always zero, `scoreDate` is the day of the entry, and
 * `scoreStatus` follows from the score and the flags.
 */
export const writableAttributes = {
  category: ['title', 'weight'],
  lineItem: ['title', 'description', 'dueDate', 'resultValueMax', 'category', 'metadata.scoreType'],
  result: [
    'score',
    'textScore',
    'comment',
    'late',
    'missing',
    'incomplete',
    'metadata.exempt',
    'metadata.collected',
    'metadata.absent',
  ],
} as const satisfies Record<ExchangedEntity, readonly string[]>;

/**
 * What PowerTeacher Pro works out of another attribute of the same record, and so cannot be given beside it: where a class grades by
 * letters, the grade scale says what a letter is worth in points (S7).
 */
export function followingAttributes(
  entity: ExchangedEntity,
  scoreType: string | null,
  { textScore }: Values,
): readonly string[] {
  if (entity !== 'result' || typeof textScore !== 'string' || textScore.trim() === '') return [];
  const reading = readScoreType(scoreType);
  return reading.kind === 'valid' && reading.scoreType === 'GRADESCALE' ? ['score'] : [];
}
