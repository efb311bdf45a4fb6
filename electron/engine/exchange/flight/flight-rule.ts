import type { FlightProblem } from '../../../../shared/exchange/plan.ts';
import type { GradebookRules } from '../../../../shared/exchange/gradebook-rules.ts';
import type { KeyedCandidate } from '../candidate.ts';
import type { IntendedWrite } from '../plan-record.ts';

/**
 * What a target would refuse by its rules, found before anything is sent: null where the rule has nothing to say. Sentences hold no names and no
 * scores.
 */
export type FlightRule = (
  write: IntendedWrite,
  candidate: KeyedCandidate,
  target: GradebookRules,
) => FlightProblem | null;
