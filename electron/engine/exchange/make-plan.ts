import { exchangedEntities } from '../../../shared/exchange/exchanged.ts';
import type { FlightProblem } from '../../../shared/exchange/plan.ts';
import type { Fixes } from '../../../shared/integration/fixes.ts';
import { foldName } from '../../../shared/oneroster/limits.ts';
import type { KeyedCandidate } from './candidate.ts';
import { openNeededCategories, type NeededCategories } from './fixes/needed-categories.ts';
import { openFixes } from './fixes/open-fixes.ts';
import { problemsOf } from './flight/all-rules.ts';
import type { MergeRules } from './merge.ts';
import { planRecord, type IntendedWrite } from './plan-record.ts';
import type { PairStore, PlanWriter, SiblingClass } from './ports.ts';

export interface PlanOptions {
  readonly pairs: PairStore;
  readonly rules: MergeRules;
  readonly fixes: Fixes;
  readonly run: number;
  readonly signal: AbortSignal;
}

/**
 * Compares both ends and writes down what each needs. Pairs that agree are settled on the way. `plan` null: only settles, as after an
 * application, when what is left belongs to the next run. Returns how many records still differ.
 */
export function makePlan({ pairs, rules, fixes, run, signal }: PlanOptions, plan: PlanWriter | null): number {
  const fixed = openFixes(fixes, pairs.beside, rules.gradebooks);
  const isFirst = openOnce();
  const needed = plan === null ? null : openNeededCategories(pairs, rules, plan);
  let differing = 0;
  for (const entity of exchangedEntities) {
    let renamed: { readonly key: number; readonly changes: string } | undefined;
    for (const page of pairs.candidates(entity)) {
      signal.throwIfAborted();
      const settled: KeyedCandidate[] = [];
      for (const candidate of page) {
        const { writes: wanted, conflicts } = planRecord(candidate, rules, pairs.decisionsOf(candidate));
        const writes = fixed(wanted, candidate);
        if (writes.length + conflicts.length === 0) {
          settled.push(candidate);
          continue;
        }
        differing++;
        if (plan === null || needed === null) continue;
        const conflicted = conflicts.flatMap(({ attribute }) => attribute ?? []);
        for (const intended of writes) {
          const problems = problemsOf(intended, candidate, rules.gradebooks[intended.target]);
          const write = {
            ...intended,
            problems: candidate.awaitsRemap === true ? [idInQuestion, ...problems] : problems,
          };
          // One record in PowerSchool may be several here: what all of them say is written once.
          const shared = sharedChange(candidate, write);
          if (shared !== undefined && shared.key === renamed?.key && shared.changes === renamed.changes) continue;
          renamed = shared ?? renamed;
          add(plan, needed, candidate, write, conflicted);
          if (candidate.awaitsRemap === true) continue;
          if (
            write.entity === 'category' &&
            write.action === 'create' &&
            write.target === 'powerschool' &&
            rules.overwriter !== 'partner'
          ) {
            for (const sibling of pairs.siblingClasses(candidate)) {
              if (isFirst(copyOf(candidate, sibling))) plan.addSibling(candidate, siblingOf(write), sibling);
            }
          }
        }
        for (const conflict of conflicts) plan.addConflict(candidate, conflict);
      }
      pairs.settle(settled, run);
    }
  }
  return differing;
}

/** A write; before it, where it waits for a category, that category. */
function add(
  plan: PlanWriter,
  needed: NeededCategories,
  candidate: KeyedCandidate,
  write: IntendedWrite,
  conflicted: readonly string[],
): void {
  const { newCategory, problems } = write;
  if (newCategory === undefined || problems.some(({ blocks }) => blocks)) {
    const item = plan.add(candidate, write, conflicted);
    if (write.entity === 'category' && write.action === 'create' && write.target === 'powerschool') {
      needed.note(candidate, write, item);
    }
    return;
  }
  const category = needed.forLineItem(candidate, newCategory);
  const withCategory = { ...write, problems: [...problems, ...category.problems] };
  plan.add(candidate, withCategory, conflicted, category.madeBy);
}

const idInQuestion: FlightProblem = {
  code: 'id.inQuestion',
  message: 'This record, or what it belongs to, looks like one that is known under another id.',
  fix: 'Open Re-map ids and say whether they are the same; then sync again.',
  blocks: true,
};

/** A category that is new in several classes of a teacher is one in PowerSchool: each of the other classes gets it once. */
const copyOf = ({ partner }: KeyedCandidate, { classKey }: SiblingClass): string =>
  `${classKey} ${foldName(String(partner?.values['title'] ?? ''))}`;

function openOnce(): (name: string) => boolean {
  const known = new Set<string>();
  return (name) => known.size < known.add(name).size;
}

const siblingOf = (write: IntendedWrite): IntendedWrite => ({ ...write, target: 'partner', problems: [] });

function sharedChange(
  { sourceKey, surroundings }: KeyedCandidate,
  write: IntendedWrite,
): { readonly key: number; readonly changes: string } | undefined {
  if (write.target !== 'powerschool' || write.action !== 'update' || sourceKey === null) return undefined;
  if (surroundings.siblings.length === 0 || write.changes.some(({ attribute }) => attribute === 'dueDate'))
    return undefined;
  if (write.problems.some(({ blocks }) => blocks)) return undefined;
  return { key: sourceKey, changes: JSON.stringify(write.changes.map((change) => [change.attribute, change.new])) };
}
