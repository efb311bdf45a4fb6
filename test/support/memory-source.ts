import type { PullMessage, RecordIssue, Scope, SchoolFound, Source } from '../../electron/connectors/connector.ts';
import type { EntityType, Value } from '../../shared/oneroster/entity.ts';
import { transitColumns, type NamedRow } from '../../shared/oneroster/shapes.ts';

/** One listing of a source that lives in memory. Change it between runs to play a district. */
export interface MemoryListing {
  readonly entity: EntityType;
  readonly schoolKey?: number | null;
  readonly schoolYear?: number | null;
  readonly filter?: string;
  rows: NamedRow[];
  issues?: RecordIssue[];
  complete?: boolean;
  unreadable?: number;
  /** If given, the listing is incremental: what came since the cursor, and what the server counts. */
  changes?: { rows: NamedRow[]; total: number | null };
}

export interface MemorySourceOptions {
  readonly listings: MemoryListing[];
  readonly schools?: readonly SchoolFound[];
  readonly pageSize?: number;
  /** Called before each page; may throw or abort. */
  readonly beforePage?: (scope: Scope, page: number) => void | Promise<void>;
}

export const schoolA: SchoolFound = { key: 10, number: 100, name: 'Adams' };
export const schoolB: SchoolFound = { key: 20, number: 200, name: 'Brown' };

/** A row with nulls where nothing is given, for any entity. */
export function namedRow(
  entity: EntityType,
  sourceKey: number,
  sourceSubkey: number,
  values: Readonly<Record<string, Value>> = {},
): NamedRow {
  const blank = Object.fromEntries(transitColumns(entity).map((column) => [column, null]));
  return { ...blank, schoolKey: 0, schoolYear: 0, ...values, sourceKey, sourceSubkey };
}

/** FNV-1a over the cells, good enough to tell rows of a test apart. */
function hashOf(cells: readonly Value[]): number {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(cells)) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619) >>> 0;
  return hash;
}

export function layOut(entity: EntityType, rows: readonly NamedRow[]): Value[] {
  return rows.flatMap((row) => {
    const cells = transitColumns(entity)
      .slice(0, -1)
      .map((column) => row[column] ?? null);
    return [...cells, hashOf(cells.slice(2))];
  });
}

export function openMemorySource(options: MemorySourceOptions): Source & { readonly pulls: string[] } {
  const { listings, schools = [schoolA, schoolB], pageSize = 2, beforePage } = options;
  const pulls: string[] = [];
  const scopeOf = (listing: MemoryListing): Scope => ({
    entity: listing.entity,
    schoolKey: listing.schoolKey ?? null,
    schoolYear: listing.schoolYear ?? null,
    filter: listing.filter ?? 'all',
    incremental: listing.changes !== undefined,
  });
  return {
    pulls,
    describe: async () => ({
      system: 'memory',
      version: '1',
      timeZone: 'UTC',
      schools,
      schoolYear: 2027,
      requests: 3,
      scopes: listings.map(scopeOf),
    }),
    async *pull(scope: Scope, since: string | null): AsyncIterable<PullMessage> {
      const listing = listings.find(
        (candidate) => candidate.entity === scope.entity && (candidate.schoolKey ?? null) === scope.schoolKey,
      );
      if (listing === undefined) throw new Error('no such listing');
      const changesOnly = since !== null && listing.changes !== undefined;
      pulls.push(`${scope.entity}/${scope.schoolKey ?? '-'}${changesOnly ? ' since' : ''}`);
      const rows = changesOnly ? (listing.changes?.rows ?? []) : listing.rows;
      for (let at = 0, page = 0; at < rows.length; at += pageSize, page++) {
        await beforePage?.(scope, page);
        const part = rows.slice(at, at + pageSize);
        yield {
          kind: 'rows',
          count: part.length,
          values: layOut(scope.entity, part),
          issues: at === 0 ? (listing.issues ?? []) : [],
          unreadable: at === 0 ? (listing.unreadable ?? 0) : 0,
          requests: page + 1,
          expected: rows.length,
        };
      }
      await beforePage?.(scope, -1);
      yield {
        kind: 'end',
        complete: listing.complete ?? true,
        cursor: listing.changes === undefined ? null : 'later',
        incremental: changesOnly,
        requests: 1,
        total: changesOnly ? (listing.changes?.total ?? null) : null,
      };
    },
    close: async () => {},
  };
}
