import type { Fixes } from '../../../../shared/integration/fixes.ts';
import { readScoreType, type GradebookRules } from '../../../../shared/exchange/gradebook-rules.ts';
import { characterCount, foldName } from '../../../../shared/oneroster/limits.ts';
import type { Value } from '../../../../shared/oneroster/entity.ts';
import type { KeyedCandidate } from '../candidate.ts';
import { isSame, valueOf, type Both } from '../merge.ts';
import type { IntendedWrite } from '../plan-record.ts';
import { shortenName } from './shorten-name.ts';

/** What stands beside a record in PowerSchool. */
export interface Beside {
  /** The names of the class's line items. */
  lineItemTitles(classKey: number): readonly string[];
  /** The sourcedId of the class's category of a name, compared as S12 compares; null where there is none. */
  categoryNamed(classKey: number, name: string): string | null;
}

type Fix = (
  write: IntendedWrite,
  candidate: KeyedCandidate,
  target: GradebookRules,
) => readonly [attribute: string, value: Value, newCategory?: string] | null;

/**
 * Puts right what the settings allow, in the writes of one plan. A fixed value goes to its target alone: what the other end says stays as it is
 * there, and is what both agreed on, so that it does not come back as a change.
 */
export function openFixes(
  fixes: Fixes,
  beside: Beside,
  gradebooks: Both<GradebookRules>,
): (writes: readonly IntendedWrite[], candidate: KeyedCandidate) => readonly IntendedWrite[] {
  const all: Fix[] = [];
  if (fixes.shortenNames) all.push(shorteningNames(beside));
  if (fixes.capitalizeScoreTypes) all.push(capitalScoreType);
  if (fixes.fallbackCategory !== null)
    all.push(intoCategory(beside, fixes.fallbackCategory, fixes.makeFallbackCategory));
  if (all.length === 0) return (writes) => writes;
  return (writes, candidate) =>
    writes.flatMap((write) => {
      if (write.action === 'delete') return [write];
      const fixed = all.reduce((before, fix) => {
        const found = fix(before, candidate, gradebooks[write.target]);
        return found === null ? before : withValue(before, ...found);
      }, write);
      return fixed.changes.length === 0 ? [] : [fixed];
    });
}

/** A value that the target has already is no change. */
function withValue(write: IntendedWrite, attribute: string, value: Value, newCategory?: string): IntendedWrite {
  const before = write.changes.find((change) => change.attribute === attribute);
  const change = { attribute, old: before?.old ?? null, new: value, reason: 'fix' as const };
  const others = write.changes.filter((each) => each !== before);
  return {
    ...write,
    values: { ...write.values, [attribute]: value },
    changes: isSame(change.old, value) ? others : [...others, change],
    ...(newCategory === undefined ? {} : { newCategory }),
  };
}

/** Names given within this plan are remembered: two long names that shorten alike stay two. */
function shorteningNames(beside: Beside): Fix {
  const given = new Map<string, Map<string, string>>();
  return ({ entity, target, values, changes }, { surroundings: { classKey, references } }, { titleLimits }) => {
    const limit = titleLimits[entity];
    const title = valueOf(values, 'title');
    if (limit === null || typeof title !== 'string' || characterCount(title.trim()) <= limit) return null;
    if (!changes.some(({ attribute }) => attribute === 'title')) return null;
    // A teacher's categories, a class's line items.
    const scope = `${target} ${entity} ${entity === 'category' ? (references['teacher']?.powerschool ?? '') : String(classKey)}`;
    const names = given.get(scope) ?? new Map<string, string>();
    given.set(scope, names);
    const original = foldName(title);
    const standing =
      entity === 'lineItem' && target === 'powerschool' && classKey !== null ? beside.lineItemTitles(classKey) : [];
    const taken = new Set(standing.map(foldName));
    const short = shortenName(title, limit, (name) => {
      const folded = foldName(name);
      return taken.has(folded) || (names.get(folded) ?? original) !== original;
    });
    names.set(foldName(short), original);
    return ['title', short];
  };
}

const capitalScoreType: Fix = ({ entity, values }, _, target) => {
  if (entity !== 'lineItem') return null;
  const reading = readScoreType(target, valueOf(values, 'metadata.scoreType'));
  return reading.kind === 'wrongCase' ? ['metadata.scoreType', reading.meant] : null;
};

const intoCategory =
  (beside: Beside, name: string, mayMake: boolean): Fix =>
  ({ entity, values }, { surroundings: { classKey } }, { needs }) => {
    if (entity !== 'lineItem' || !needs.includes('category') || classKey === null) return null;
    if (valueOf(values, 'category') !== null) return null;
    const category = beside.categoryNamed(classKey, name);
    if (category !== null) return ['category', category];
    // It has no id yet: its name stands for it.
    return mayMake ? ['category', name, name] : null;
  };
