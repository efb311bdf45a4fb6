import type { FlightProblem } from '../../../../shared/exchange/plan.ts';
import { foldName } from '../../../../shared/oneroster/limits.ts';
import type { KeyedCandidate } from '../candidate.ts';
import { problemsOf } from '../flight/all-rules.ts';
import type { MergeRules } from '../merge.ts';
import type { IntendedWrite } from '../plan-record.ts';
import type { PairStore, PlanWriter } from '../ports.ts';

/** A category that is new in PowerSchool with the plan under way: the number of the write, and what keeps that back. */
export interface NeededCategory {
  readonly madeBy: number;
  readonly problems: readonly FlightProblem[];
}

export interface NeededCategories {
  /** Remembers a category that the partner has and PowerSchool gets. */
  note(candidate: KeyedCandidate, write: IntendedWrite, item: number): void;
  /** The category that a line item waits for, planned when it is first asked for: once for a teacher, as S12 compares names. */
  forLineItem(candidate: KeyedCandidate, name: string): NeededCategory;
}

/**
 * Categories that line items need and teachers lack (S8). Each is a write of its own in PowerSchool, and one in every class of the teacher that
 * the partner knows, since there it comes up in all of them (S9, S14).
 */
export function openNeededCategories(
  pairs: Pick<PairStore, 'classesWithout'>,
  { gradebooks, overwriter }: MergeRules,
  plan: PlanWriter,
): NeededCategories {
  const known = new Map<string, NeededCategory>();
  const keyOf = ({ surroundings }: KeyedCandidate, name: string): string =>
    `${teacherOf(surroundings) ?? ''} ${foldName(name)}`;

  function make(ofLineItem: KeyedCandidate, name: string): NeededCategory {
    const candidate = categoryFor(ofLineItem, name);
    const change = { attribute: 'title', old: null, new: name, reason: 'fix' as const };
    const write: IntendedWrite = {
      entity: 'category',
      action: 'create',
      target: 'powerschool',
      changes: [change],
      values: { title: name },
      problems: [],
    };
    const problems = problemsOf(write, candidate, gradebooks.powerschool);
    const madeBy = plan.add(candidate, { ...write, problems }, []);
    if (overwriter !== 'partner') {
      const classes = pairs.classesWithout(teacherOf(candidate.surroundings) ?? '', name);
      for (const one of classes) plan.addCopy(candidate, { ...write, target: 'partner' }, one, madeBy);
    }
    return { madeBy, problems };
  }

  return {
    note(candidate, { values, problems }, item) {
      const key = keyOf(candidate, String(values['title'] ?? ''));
      if (!known.has(key)) known.set(key, { madeBy: item, problems });
    },
    forLineItem(candidate, name) {
      const key = keyOf(candidate, name);
      const found = known.get(key) ?? make(candidate, name);
      known.set(key, found);
      return found;
    },
  };
}

const teacherOf = ({ references }: KeyedCandidate['surroundings']): string | null =>
  references['teacher']?.powerschool ?? null;

/** A category that is at neither end yet, in the class of a line item. */
const categoryFor = ({ surroundings }: KeyedCandidate, label: string): KeyedCandidate => ({
  entity: 'category',
  powerschool: null,
  partner: null,
  base: null,
  origin: null,
  isAmbiguous: false,
  sourceKey: null,
  sourceSubkey: null,
  partnerKey: null,
  surroundings: { ...surroundings, label, scoreType: null, maximum: null, siblings: [], otherTitles: [] },
});
