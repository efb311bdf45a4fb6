import { isEntityType, type EntityType } from './entity.ts';

export interface SourceKey {
  readonly entity: EntityType;
  readonly key: number;
  readonly subkey: number;
}

/**
 * The sourcedId of a record of the local copy. It is made from the native keys alone, so it is the same in every run and on
 * every machine, and it uses only characters that OneRoster CSV allows (never `#`).
 */
export function formatSourcedId(entity: EntityType, key: number, subkey = 0): string {
  return subkey === 0 ? `${entity}-${key}` : `${entity}-${key}-${subkey}`;
}

/** The keys behind a sourcedId, or undefined if it is none of ours. */
export function parseSourcedId(sourcedId: string): SourceKey | undefined {
  const match = /^([A-Za-z]+)-(\d{1,16})(?:-(\d{1,16}))?$/.exec(sourcedId);
  const entity = match?.[1];
  if (match === null || entity === undefined || !isEntityType(entity)) return undefined;
  return { entity, key: Number(match[2]), subkey: Number(match[3] ?? 0) };
}
