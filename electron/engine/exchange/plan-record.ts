import {
  exchangedAttributes,
  otherSide,
  sides,
  type ExchangedEntity,
  type Side,
  type Values,
} from '../../../shared/exchange/exchanged.ts';
import { readScoreType } from '../../../shared/exchange/gradebook-rules.ts';
import type { AttributeChange, Conflict, FlightProblem } from '../../../shared/exchange/plan.ts';
import { ownerOf } from '../../../shared/integration/master-fields.ts';
import type { Value } from '../../../shared/oneroster/entity.ts';
import type { Candidate } from './candidate.ts';
import { isSame, mergeAttribute, valueOf, type Both, type MergeRules } from './merge.ts';

/** One write, as the planner found it. `values` is the whole record as it shall stand at the target. */
export interface IntendedWrite {
  readonly entity: ExchangedEntity;
  readonly action: 'create' | 'update' | 'delete';
  readonly target: Side;
  readonly changes: readonly AttributeChange[];
  readonly values: Values;
  /** Attributes that the target fills itself, so that they may move with the write: they follow from it and are nobody's change. */
  readonly derived?: readonly string[];
  readonly problems: readonly FlightProblem[];
  /** Of a line item: the name of a category that its teacher lacks, and that has to be made first. */
  readonly newCategory?: string;
}

export type IntendedConflict = Pick<Conflict, 'attribute' | 'values' | 'kind'>;

/** What a person said about a conflict: the value that both ends shall have, as long as both still say what they said then. */
export interface Decision {
  readonly attribute: string | null;
  readonly seen: Both<Value>;
  /** For an attribute its value; for the existence of a record the end whose state both shall have. */
  readonly value: Value;
}

export interface RecordPlan {
  readonly writes: readonly IntendedWrite[];
  readonly conflicts: readonly IntendedConflict[];
}

const none: RecordPlan = { writes: [], conflicts: [] };

/** What a record needs so that both ends agree. Nothing at all: they do, or may differ for good. Pure. */
export function planRecord(candidate: Candidate, given: MergeRules, decisions: readonly Decision[] = []): RecordPlan {
  const rules = rulesFor(candidate, given);
  const { powerschool, partner, entity } = candidate;
  const here = { powerschool: isThere(powerschool), partner: isThere(partner) };
  if (!here.powerschool && !here.partner) return none;
  if (candidate.isAmbiguous) {
    return { writes: [], conflicts: [{ attribute: null, values: existence(here), kind: 'ambiguous' }] };
  }
  if (here.powerschool && here.partner) return planPair(candidate, rules, decisions);
  const from: Side = here.powerschool ? 'powerschool' : 'partner';
  const record = from === 'powerschool' ? powerschool : partner;
  if (record === null) return none;
  if (candidate.base !== null) return planGone(candidate, from, record.values, rules, decisions);
  // What stands beside a system that is never written stays as it is.
  if (otherSide(from) === rules.overwriter) return none;
  return { writes: [creation(entity, otherSide(from), record.values, rules)], conflicts: [] };
}

/**
 * On a letter scale PowerSchool makes the number from the letter, and what is only collected has neither (S7; reference powerschool.md §7.4): that
 * is no change that could be written. A number that the partner has without a letter is one: it is shown, and kept back with what to do.
 */
function rulesFor({ entity, partner, surroundings: { scoreType } }: Candidate, rules: MergeRules): MergeRules {
  const { powerschool } = rules.gradebooks;
  const reading = readScoreType(powerschool, scoreType);
  if (entity !== 'result' || reading.kind !== 'valid' || reading.scoring === 'number') return rules;
  const hasLetter = valueOf(partner?.values ?? {}, 'textScore') !== null;
  const computed = reading.scoring === 'nothing' ? ['score', 'textScore'] : hasLetter ? ['score'] : [];
  const result = powerschool.writable.result.filter((attribute) => !computed.includes(attribute));
  const narrowed = { ...powerschool, writable: { ...powerschool.writable, result } };
  return { ...rules, gradebooks: { ...rules.gradebooks, powerschool: narrowed } };
}

const isThere = (record: Candidate['partner']): boolean => record !== null && !record.isRemoved;

/** Whether a record is there, as the values of a conflict about its existence. */
const existence = (here: Both<boolean>): IntendedConflict['values'] => ({
  powerschool: here.powerschool ? 'present' : null,
  partner: here.partner ? 'present' : null,
  base: null,
});

function creation(
  entity: ExchangedEntity,
  target: Side,
  values: Values,
  { gradebooks }: MergeRules,
  reason: AttributeChange['reason'] = 'new',
): IntendedWrite {
  const changes = gradebooks[target].writable[entity].flatMap((attribute) => {
    const value = valueOf(values, attribute);
    // A flag that is not set is what a new record has anyway.
    return value === null || (value === 0 && entity === 'result' && attribute !== 'score')
      ? []
      : [{ attribute, old: null, new: value, reason }];
  });
  return { entity, action: 'create', target, changes, values, problems: [] };
}

function planPair(candidate: Candidate, rules: MergeRules, decisions: readonly Decision[]): RecordPlan {
  const { entity, powerschool, partner, base } = candidate;
  if (powerschool === null || partner === null) return none;
  const changes: Record<Side, AttributeChange[]> = { powerschool: [], partner: [] };
  const conflicts: IntendedConflict[] = [];
  for (const attribute of exchangedAttributes[entity]) {
    const now = { powerschool: valueOf(powerschool.values, attribute), partner: valueOf(partner.values, attribute) };
    // What was in dispute when the rest was agreed on is not in the base: of this attribute both still meet for the first time.
    const isAgreed = base !== null && sides.some((side) => base[side][attribute] !== undefined);
    const before = isAgreed
      ? { powerschool: valueOf(base.powerschool, attribute), partner: valueOf(base.partner, attribute) }
      : null;
    const decided = decisionFor(decisions, attribute, now);
    if (decided !== undefined) {
      for (const side of sides) {
        if (isSame(now[side], decided.value) || side === rules.overwriter) continue;
        if (!rules.gradebooks[side].writable[entity].includes(attribute)) continue;
        changes[side].push({ attribute, old: now[side], new: decided.value, reason: 'decision' });
      }
      continue;
    }
    const merge = mergeAttribute(rules, entity, attribute, now, before);
    if (merge.kind === 'write') {
      changes[merge.to].push({ attribute, old: now[merge.to], new: merge.value, reason: merge.reason });
    } else if (merge.kind === 'conflict') {
      const values = {
        ...now,
        base: before !== null && isSame(before.powerschool, before.partner) ? before.partner : null,
      };
      conflicts.push({ attribute, values, kind: merge.why });
    }
  }
  const writes = sides.flatMap((target): readonly IntendedWrite[] => {
    if (changes[target].length === 0) return [];
    const record = target === 'powerschool' ? powerschool : partner;
    const values = { ...record.values };
    for (const change of changes[target]) values[change.attribute] = change.new;
    const derived = exchangedAttributes[entity].filter(
      (attribute) => !rules.gradebooks[target].writable[entity].includes(attribute),
    );
    return [{ entity, action: 'update', target, changes: changes[target], values, derived, problems: [] }];
  });
  return { writes, conflicts };
}

const decisionFor = (
  decisions: readonly Decision[],
  attribute: string | null,
  now: Both<Value>,
): Decision | undefined =>
  decisions.find(
    (decision) => decision.attribute === attribute && sides.every((side) => isSame(decision.seen[side], now[side])),
  );

/**
 * A record that both ends had and one has no more. It goes at the other end, too, if the end where it went is the one to say so (the one
 * that always overwrites, else the master of `status`, else where the record was first) and the other end has not touched it since;
 * otherwise a person decides. What was deleted where everything is overwritten comes again.
 */
function planGone(
  { entity, base, origin }: Candidate,
  there: Side,
  values: Values,
  rules: MergeRules,
  decisions: readonly Decision[],
): RecordPlan {
  const gone = otherSide(there);
  if (there === rules.overwriter)
    return { writes: [creation(entity, gone, values, rules, 'overwrite')], conflicts: [] };
  const removal: IntendedWrite = {
    entity,
    action: 'delete',
    target: there,
    changes: exchangedAttributes[entity].flatMap((attribute) => {
      const old = valueOf(values, attribute);
      return old === null ? [] : [{ attribute, old, new: null, reason: 'gone' as const }];
    }),
    values,
    problems: [],
  };
  const seen = existence({ powerschool: there === 'powerschool', partner: there === 'partner' });
  const decided = decisionFor(decisions, null, seen);
  if (decided !== undefined) {
    if (decided.value !== there) return { writes: [removal], conflicts: [] };
    return gone === rules.overwriter
      ? none
      : { writes: [creation(entity, gone, values, rules, 'decision')], conflicts: [] };
  }
  const owner = rules.overwriter ?? ownerOf(rules.masterFields, entity, 'status') ?? origin;
  const isUntouched = exchangedAttributes[entity].every((attribute) =>
    isSame(valueOf(values, attribute), valueOf(base?.[there] ?? {}, attribute)),
  );
  if (owner === gone && isUntouched) return { writes: [removal], conflicts: [] };
  return { writes: [], conflicts: [{ attribute: null, values: seen, kind: 'deleted' }] };
}
