import { exchangedAttributes } from '../../../../shared/exchange/exchanged.ts';
import type { GradebookRules } from '../../../../shared/exchange/gradebook-rules.ts';
import { categoryTitleLimit, lineItemTitleLimit } from '../../../../shared/oneroster/limits.ts';

/** What School Passport takes (S4–S7, S10, S11, S13; reference school-passport.md §8). */
export const partnerRules = (product: string): GradebookRules => ({
  product,
  gradebook: product,
  writable: exchangedAttributes,
  titleLimits: { category: categoryTitleLimit, lineItem: lineItemTitleLimit, result: null },
  descriptionLimit: null,
  scoreTypes: { POINTS: 'number', PERCENT: 'number', GRADESCALE: 'letter', COLLECTED: 'nothing' },
  defaultScoreType: 'GRADESCALE',
  oneEntry: false,
  takesExtraCredit: true,
  dueWithinTerm: false,
  needs: [],
  sharesAcrossClasses: false,
  categoryMetadata: ['userDcid', 'TermID'],
});
