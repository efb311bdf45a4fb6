import type { Database } from 'better-sqlite3';
import type { Scope } from '../connectors/connector.ts';
import type { EntityType } from '../../shared/oneroster/entity.ts';

/** What the last good run knew of a listing. */
export interface KnownListing {
  readonly cursor: string | null;
  /** Records of it in the local copy. */
  readonly present: number;
  /** How many more the server counts than we keep. */
  readonly surplus: number;
}

/** A finished listing of the run under way. */
export interface ListedScope {
  readonly ordinal: number;
  readonly entity: EntityType;
  readonly schoolKey: number | null;
  readonly schoolYear: number | null;
  readonly filter: string;
  readonly stagedFrom: number;
  readonly received: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly surplus: number;
  readonly repeats: number;
  readonly unreadable: number;
  readonly requests: number;
  readonly complete: number;
  readonly incremental: number;
  readonly cursor: string | null;
  readonly total: number | null;
}

const orNone = (part: number | null): number => part ?? -1;

/** The listing as the last good run left it; undefined if it never was, or asked for other records than this one does. */
export function knownListing(
  db: Database,
  scope: Pick<Scope, 'entity' | 'schoolKey' | 'schoolYear' | 'filter'>,
): KnownListing | undefined {
  return db
    .prepare<[string, number, number, string], KnownListing>(
      `SELECT cursor, present, surplus FROM listing
       WHERE entity = ? AND schoolKey = ? AND schoolYear = ? AND filter = ?`,
    )
    .get(scope.entity, orNone(scope.schoolKey), orNone(scope.schoolYear), scope.filter);
}

export const listedScopes = (db: Database): readonly ListedScope[] =>
  db
    .prepare<[], ListedScope>(
      `SELECT ordinal, entity, schoolKey, schoolYear, filter, stagedFrom, received, created, updated, unchanged, surplus, repeats, unreadable,
         requests, complete, incremental, cursor, total
       FROM run_scope WHERE finished = 1 ORDER BY ordinal`,
    )
    .all();

/** Remembers what this run knows of its listings. Part of `apply`'s transaction, after the rows are in place. */
export function rememberListings(db: Database, run: number): void {
  const put = db.prepare(
    `INSERT INTO listing (entity, schoolKey, schoolYear, filter, cursor, present, surplus, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (entity, schoolKey, schoolYear) DO UPDATE SET filter = excluded.filter, cursor = excluded.cursor,
       present = excluded.present, surplus = excluded.surplus, run = excluded.run`,
  );
  for (const scope of listedScopes(db)) {
    const known = knownListing(db, scope);
    const present =
      scope.complete === 1
        ? scope.created + scope.updated + scope.unchanged
        : scope.incremental === 1 && known !== undefined
          ? known.present + scope.created
          : countPresent(db, scope);
    const surplus =
      scope.incremental === 1 ? (known?.surplus ?? 0) : scope.total === null ? scope.surplus : scope.total - present;
    // A listing that did not end well proves nothing about what lies before its cursor.
    const cursor = scope.complete === 1 || scope.incremental === 1 ? scope.cursor : null;
    put.run(
      scope.entity,
      orNone(scope.schoolKey),
      orNone(scope.schoolYear),
      scope.filter,
      cursor,
      present,
      surplus,
      run,
    );
  }
}

function countPresent(db: Database, scope: ListedScope): number {
  const { schoolKey, schoolYear } = scope;
  return Number(
    db
      .prepare(
        `SELECT count(*) FROM main."${scope.entity}"
         WHERE removedRun IS NULL AND (? IS NULL OR schoolKey = ?) AND (? IS NULL OR schoolYear = ?)`,
      )
      .pluck()
      .get(schoolKey, schoolKey, schoolYear, schoolYear),
  );
}
