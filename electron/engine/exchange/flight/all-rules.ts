import type { FlightProblem } from '../../../../shared/exchange/plan.ts';
import type { GradebookRules } from '../../../../shared/exchange/gradebook-rules.ts';
import type { KeyedCandidate } from '../candidate.ts';
import type { IntendedWrite } from '../plan-record.ts';
import { categoryNeeded } from './category-needed.ts';
import { categoryOwner } from './category-owner.ts';
import { categoryUnique } from './category-unique.ts';
import { descriptionLength } from './description-length.ts';
import { dueInTerm } from './due-in-term.ts';
import type { FlightRule } from './flight-rule.ts';
import { leadTeacher } from './lead-teacher.ts';
import { letterForScale } from './letter-for-scale.ts';
import { maximumNeeded } from './maximum-needed.ts';
import { numberAndText } from './number-and-text.ts';
import { scoreInRange } from './score-in-range.ts';
import { scoreTypeKnown } from './score-type.ts';
import { sharedRecord } from './shared-record.ts';
import { sharedRemoval } from './shared-removal.ts';
import { titleLength } from './title-length.ts';
import { titleMissing } from './title-missing.ts';

/** Every rule that a write meets before it is sent. */
const flightRules: readonly FlightRule[] = [
  titleMissing,
  titleLength,
  categoryUnique,
  categoryOwner,
  sharedRecord,
  sharedRemoval,
  leadTeacher,
  categoryNeeded,
  maximumNeeded,
  scoreTypeKnown,
  dueInTerm,
  descriptionLength,
  scoreInRange,
  letterForScale,
  numberAndText,
];

export const problemsOf = (
  write: IntendedWrite,
  candidate: KeyedCandidate,
  target: GradebookRules,
): readonly FlightProblem[] => flightRules.flatMap((rule) => rule(write, candidate, target) ?? []);
