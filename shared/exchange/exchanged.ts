import type { Value } from '../oneroster/entity.ts';

/** What is exchanged between the two ends of a 2-Way Sync, in the order in which it depends on each other (S8). */
export const exchangedEntities = ['category', 'lineItem', 'result'] as const;
export type ExchangedEntity = (typeof exchangedEntities)[number];

export const sides = ['powerschool', 'partner'] as const;
export type Side = (typeof sides)[number];

export const otherSide = (side: Side): Side => (side === 'powerschool' ? 'partner' : 'powerschool');

/**
 * The attributes whose values are compared and written, by the names that master fields have for them. Whom or what a record is of
 * (its class, its line item, its student) is no attribute: that is who it is.
 */
export const exchangedAttributes = {
  category: ['title', 'weight'],
  lineItem: [
    'title',
    'description',
    'assignDate',
    'dueDate',
    'resultValueMin',
    'resultValueMax',
    'category',
    'metadata.scoreType',
  ],
  result: [
    'score',
    'textScore',
    'scoreStatus',
    'scoreDate',
    'comment',
    'late',
    'missing',
    'incomplete',
    'metadata.exempt',
    'metadata.collected',
    'metadata.absent',
  ],
} as const satisfies Readonly<Record<ExchangedEntity, readonly string[]>>;

/**
 * A record's exchanged attributes by name. Booleans are 0 and 1, dates `YYYY-MM-DD`; null is “no value”, which is neither zero nor
 * false. The `category` of a line item is a sourcedId.
 */
export type Values = Readonly<Record<string, Value>>;

/** The references that say what a record is of, as sourcedIds of one side. */
export interface References {
  readonly class?: string;
  /** Of a category its owner; of a line item and a result the teacher who answers for the class (S9: the lead teacher). */
  readonly teacher?: string;
  readonly school?: string;
  readonly academicSession?: string;
  readonly lineItem?: string;
  readonly student?: string;
}
