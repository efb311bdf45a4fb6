import { otherSide, sides, type ExchangedEntity, type Side, type Values } from '../../../shared/exchange/exchanged.ts';
import type { GradebookRules } from '../../../shared/exchange/gradebook-rules.ts';
import type { AttributeChange } from '../../../shared/exchange/plan.ts';
import { ownerOf, protectedBy, type MasterField } from '../../../shared/integration/master-fields.ts';
import type { Value } from '../../../shared/oneroster/entity.ts';

export type Both<T> = Readonly<Record<Side, T>>;

/** What is to become of one attribute. */
export type Merge =
  | { readonly kind: 'nothing' }
  /** `to` gets the other end's value. */
  | { readonly kind: 'write'; readonly to: Side; readonly value: Value; readonly reason: AttributeChange['reason'] }
  | { readonly kind: 'conflict'; readonly why: 'both' | 'protected' };

const nothing: Merge = { kind: 'nothing' };

export interface MergeRules {
  readonly masterFields: readonly MasterField[];
  /** What each end takes. */
  readonly gradebooks: Both<GradebookRules>;
  /** The end that always overwrites the other's gradebook and is never written itself (C4, C5); null where both ends count. */
  readonly overwriter: Side | null;
}

/**
 * The three-way merge of one attribute. What only one end changed goes to the other, if that may be written; what both changed is the
 * master's; without a master, or where “do not override” guards the value that would go, a person decides. Two records that meet
 * for the first time have no base: what stands on both ends then counts as changed on both, and an empty value gives way.
 *
 * Where one end always overwrites, nothing goes the other way: what was changed at the end that is overwritten is put back. Two records that
 * meet for the first time are nobody's yet, so that what a person made by hand is not replaced unasked.
 */
export function mergeAttribute(
  { masterFields, gradebooks, overwriter }: MergeRules,
  entity: ExchangedEntity,
  attribute: string,
  now: Both<Value>,
  base: Both<Value> | null,
): Merge {
  if (isSame(now.powerschool, now.partner)) return nothing;
  const write = (from: Side, reason: AttributeChange['reason']): Merge => {
    const to = otherSide(from);
    return to !== overwriter && gradebooks[to].writable[entity].includes(attribute)
      ? { kind: 'write', to, value: now[from], reason }
      : nothing;
  };
  const guards = protectedBy(masterFields, entity, attribute);
  const guarded = (from: Side, otherwise: Merge): Merge => {
    const to = otherSide(from);
    const isGuarded = guards.includes(to) && now[to] !== null;
    return isGuarded && otherwise.kind === 'write' ? { kind: 'conflict', why: 'protected' } : otherwise;
  };
  if (base !== null) {
    const changed = sides.filter((side) => !isSame(now[side], base[side]));
    const [only] = changed;
    if (only === undefined) return nothing;
    if (overwriter !== null) {
      const hasDrifted = changed.includes(otherSide(overwriter));
      return guarded(overwriter, write(overwriter, hasDrifted ? 'overwrite' : 'changed'));
    }
    if (changed.length === 1) return guarded(only, write(only, 'changed'));
  } else {
    const full = sides.filter((side) => now[side] !== null);
    const [only] = full;
    if (full.length === 1 && only !== undefined) return write(only, 'empty');
  }
  const master = overwriter === null ? ownerOf(masterFields, entity, attribute) : null;
  if (master !== null) return guarded(master, write(master, 'master'));
  // What one of the ends cannot be given is not in dispute: both keep what they have.
  if (!sides.every((side) => gradebooks[side].writable[entity].includes(attribute))) return nothing;
  return { kind: 'conflict', why: guards.length > 0 ? 'protected' : 'both' };
}

/** Numbers that differ by less than any gradebook shows are the same; everything else has to be equal. */
export function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) < 1e-6;
  return (a ?? null) === (b ?? null);
}

export const valueOf = (values: Values, attribute: string): Value => values[attribute] ?? null;
