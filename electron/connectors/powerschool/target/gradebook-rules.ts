import type { GradebookRules, Scoring } from '../../../../shared/exchange/gradebook-rules.ts';
import { categoryTitleLimit, descriptionLimit, lineItemTitleLimit } from '../../../../shared/oneroster/limits.ts';
import type { ScoreType } from '../../../../shared/powerschool/score-type.ts';
import { writableAttributes } from '../../../../shared/powerschool/writable.ts';

/** How scores are entered by score type (S5, S7; reference powerschool.md §7.4). */
const scorings = {
  POINTS: 'number',
  PERCENT: 'number',
  GRADESCALE: 'letter',
  COLLECTED: 'nothing',
} as const satisfies Record<ScoreType, Scoring>;

/** What PowerTeacher Pro takes (reference powerschool.md §7.2–7.5). */
export const powerSchoolRules: GradebookRules = {
  product: 'PowerSchool',
  gradebook: 'PowerTeacher Pro',
  writable: writableAttributes,
  titleLimits: { category: categoryTitleLimit, lineItem: lineItemTitleLimit, result: null },
  descriptionLimit,
  scoreTypes: scorings,
  defaultScoreType: 'GRADESCALE',
  oneEntry: true,
  takesExtraCredit: true,
  dueWithinTerm: true,
  needs: ['teacher', 'category', 'maximum'],
  sharesAcrossClasses: true,
  categoryMetadata: [],
};
