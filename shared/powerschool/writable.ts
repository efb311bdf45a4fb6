import type { ExchangedEntity } from '../exchange/exchanged.ts';

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
