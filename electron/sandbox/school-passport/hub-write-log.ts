import type { Entity } from './collections.ts';

/** A write that was carried out, whether or not its answer arrived. */
export interface HubWrite {
  readonly method: string;
  readonly entity: Entity;
  readonly sourcedId: string;
  readonly action: 'create' | 'update' | 'delete';
  /** Members that came to hold something else; a record that was written as it stood has none. */
  readonly changed: readonly string[];
}

/** Members of two records that differ, however they are ordered; those that the hub fills itself are left out. */
export function differing(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => name !== 'dateLastModified' && ordered(before[name]) !== ordered(after[name]),
  );
}

/** JSON whose members are in order, so that what says the same is the same text. */
export const ordered = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? '';
