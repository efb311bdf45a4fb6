import type { FlightProblem } from '../../../../shared/exchange/plan.ts';
import type { KeyedCandidate } from '../candidate.ts';
import type { IntendedWrite } from '../plan-record.ts';
import type { FlightRule } from './flight-rule.ts';
import { sharedRecord } from './shared-record.ts';

/** Every rule that a write meets before it is sent. */
const flightRules: readonly FlightRule[] = [sharedRecord];

export const problemsOf = (write: IntendedWrite, candidate: KeyedCandidate): readonly FlightProblem[] =>
  flightRules.flatMap((rule) => rule(write, candidate) ?? []);
