import { isRelationship, type MasterEntity } from './master-attributes.ts';
import { ownerOf, protectedBy, type MasterApplication, type MasterField } from './master-fields.ts';

/** One value on its way in, and what stands there already. */
export interface Incoming {
  readonly entity: MasterEntity;
  readonly attribute: string;
  readonly from: MasterApplication;
  /** Whether the two values are the same. */
  readonly isEqual: boolean;
  /** Whether `from` sent a value that is not empty. */
  readonly hasValue: boolean;
  /** Whether nothing stands there. */
  readonly isCurrentEmpty: boolean;
  /** The end whose value stands there; null where none has supplied one. */
  readonly owner: MasterApplication | null;
  /** The ends that have ever supplied a value. */
  readonly supplied: ReadonlySet<MasterApplication>;
}

export const mergeDecisions = ['nothing', 'take', 'takeProvisionally', 'keep', 'conflict', 'union'] as const;
/**
 * - `take`: the value is loaded, and `from` owns it from now on · `takeProvisionally`: loaded until the master supplies one
 * - `keep`: the current value stays · `conflict`: it stays as well, and a person decides
 * - `union`: links are merged source by source; only those that the same source asserted before may go
 */
export type MergeDecision = (typeof mergeDecisions)[number];

/** What the master fields say about one incoming value: the merge table of School Passport's reference §7.3, row by row. */
export function mergeDecision(rules: readonly MasterField[], incoming: Incoming): MergeDecision {
  const { entity, attribute, from, owner, supplied } = incoming;
  const master = ownerOf(rules, entity, attribute);
  const guards = protectedBy(rules, entity, attribute);
  if (master === null && guards.length === 0 && isRelationship(entity, attribute)) return 'union';
  if (incoming.isEqual) return 'nothing';
  // A master's word counts before another end's “do not override” (open question 6: the master is the primary value).
  if (master === from) return 'take';
  if (master !== null) {
    if (supplied.has(master)) return 'keep';
    if (guards.some((guard) => guard !== from && supplied.has(guard))) return 'keep';
    return incoming.hasValue ? 'takeProvisionally' : 'keep';
  }
  if (guards.some((guard) => guard !== from && supplied.has(guard))) return 'keep';
  if (guards.includes(from)) return incoming.hasValue ? 'take' : 'keep';
  if (incoming.isCurrentEmpty) return 'take';
  return owner === null || owner === from ? 'take' : 'conflict';
}
