import type { ExchangedEntity } from './exchanged.ts';

/** What a score is given by: a number, a letter of a grade scale (the number follows from it), or nothing. */
export type Scoring = 'number' | 'letter' | 'nothing';

/** What a system takes of a gradebook and what it refuses, as data: so whoever plans a write knows of no system by name. */
export interface GradebookRules {
  /** What people call the system. */
  readonly product: string;
  /** Where people change its gradebook by hand. */
  readonly gradebook: string;
  /** The attributes that it can be given, by entity; what it cannot be given may differ for good. */
  readonly writable: Readonly<Record<ExchangedEntity, readonly string[]>>;
  /** The longest names and description in Unicode characters; null: any length. */
  readonly titleLimits: Readonly<Record<ExchangedEntity, number | null>>;
  readonly descriptionLimit: number | null;
  /** Its score types by their exact spelling. */
  readonly scoreTypes: Readonly<Record<string, Scoring>>;
  /** What a line item without score type counts as. */
  readonly defaultScoreType: string;
  /** A score is one entry, a number or a text. */
  readonly oneEntry: boolean;
  /** A score above the points possible is extra credit. */
  readonly takesExtraCredit: boolean;
  readonly dueWithinTerm: boolean;
  /** What nothing can be written without: the class's lead teacher, a line item's category, its points possible. */
  readonly needs: readonly ('teacher' | 'category' | 'maximum')[];
  /** A category is its teacher's and an assignment may be of several classes: what is written for one class is written for all. */
  readonly sharesAcrossClasses: boolean;
  /** What the metadata of a new category must hold. */
  readonly categoryMetadata: readonly string[];
}

export type ScoreTypeReading =
  | { readonly kind: 'valid'; readonly scoring: Scoring }
  | { readonly kind: 'wrongCase'; readonly meant: string }
  | { readonly kind: 'unknown' };

/** Reads a line item's score type as a system does: absent is its default, and upper case is part of the value. */
export function readScoreType(
  { scoreTypes, defaultScoreType }: Pick<GradebookRules, 'scoreTypes' | 'defaultScoreType'>,
  text: unknown,
): ScoreTypeReading {
  const given = typeof text === 'string' && text !== '' ? text : defaultScoreType;
  const scoring = Object.hasOwn(scoreTypes, given) ? scoreTypes[given] : undefined;
  if (scoring !== undefined) return { kind: 'valid', scoring };
  const meant = given.trim().toUpperCase();
  return Object.hasOwn(scoreTypes, meant) ? { kind: 'wrongCase', meant } : { kind: 'unknown' };
}
