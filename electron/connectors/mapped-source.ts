import { createHash } from 'node:crypto';
import { mappedTypes, mappingsText, type MappingSet } from '../../shared/integration/mappings.ts';
import { mappedEntities, recordsOf, type MappedEntity } from '../../shared/integration/mapping/mapped-entities.ts';
import type { EntityType } from '../../shared/oneroster/entity.ts';
import type { PullMessage, Scope, ScopeEnd, Source, SourceDescription } from './connector.ts';
import { openRowMapper } from './row-mapper.ts';

/** Values of one source by the key of the record that they belong to. */
export type ValuesByKey = ReadonlyMap<number, string>;

/** What mappings read that the source's own rows do not hold. */
export interface ExtraValues {
  /** Once the source was described. Throws an AppError where the values cannot be had. Returns the requests it took. */
  prepare(description: SourceDescription, signal: AbortSignal): Promise<number>;
  /** Values by source of the mapping, for the records of a scope. */
  read(
    entity: MappedEntity,
    scope: Scope,
    signal: AbortSignal,
  ): Promise<{ readonly values: ReadonlyMap<string, ValuesByKey>; readonly requests: number }>;
}

/**
 * A source whose records have gone through an integration's own mappings. What no mapping touches goes by as it is. Cursors carry the
 * mappings that they were made under: where those have changed since, the listing is read whole and its end says so.
 */
export function openMappedSource(source: Source, set: MappingSet, extra: ExtraValues): Source {
  const types = mappedTypes(set);
  return {
    async describe(signal) {
      const description = await source.describe(signal);
      return { ...description, requests: description.requests + (await extra.prepare(description, signal)) };
    },

    async *pull(scope, since, signal): AsyncIterable<PullMessage> {
      const mark = types.has(scope.entity) ? markOf(set, scope.entity) : '';
      const isSame = since === null || markIn(since) === mark;
      const pages = source.pull(scope, isSame ? (since?.slice(mark.length) ?? null) : null, signal);
      if (isSame && mark === '') {
        yield* pages;
        return;
      }
      const { mapper, requests } = await open(scope, signal);
      for await (const message of pages) {
        const counted = { ...message, requests: message.requests + requests };
        if (counted.kind === 'rows') yield mapper === undefined ? counted : mapper.map(counted);
        else yield marked(counted, mark, !isSame);
      }
    },

    close: () => source.close(),
  };

  async function open(scope: Scope, signal: AbortSignal) {
    if (!types.has(scope.entity)) return { mapper: undefined, requests: 0 };
    let requests = 0;
    const extras = new Map<MappedEntity, ReadonlyMap<string, ValuesByKey>>();
    for (const entity of mappedEntities.filter((candidate) => recordsOf(candidate) === scope.entity)) {
      if ((set[entity] ?? []).length === 0) continue;
      const read = await extra.read(entity, scope, signal);
      requests += read.requests;
      extras.set(entity, read.values);
    }
    return { mapper: openRowMapper(scope.entity, set, extras), requests };
  }
}

const marked = (end: ScopeEnd, mark: string, isRemapped: boolean): ScopeEnd => ({
  ...end,
  cursor: end.cursor === null ? null : mark + end.cursor,
  ...(isRemapped ? { remapped: true } : {}),
});

/** Names an entity's mappings at the beginning of a cursor. */
const markOf = (set: MappingSet, type: EntityType): string =>
  `mapped:${mappingsDigest(mappingsText(set, (candidate) => candidate === type))}:`;

const markIn = (cursor: string): string => /^mapped:[0-9a-f]{16}:/.exec(cursor)?.[0] ?? '';

export const mappingsDigest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
