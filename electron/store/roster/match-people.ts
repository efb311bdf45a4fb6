import type { Database } from 'better-sqlite3';
import type { UsernameRole, UsernameSource } from '../../../shared/integration/roster.ts';
import { matchUsernames, type MatchResult, type Mismatch } from '../../../shared/integration/username-match.ts';
import { usernameFrom, type UsernameParts } from '../../../shared/integration/username-source.ts';
import { userKind } from '../../../shared/oneroster/entity.ts';
import { formatPowerSchoolId } from '../../../shared/powerschool/identifiers.ts';

export interface PeopleQuestion {
  readonly role: UsernameRole;
  readonly source: UsernameSource;
  /** The names of the directory. */
  readonly names: readonly string[];
}

/** A mismatch with the person whose it is, as PowerSchool knows them. */
export interface PersonMismatch extends Mismatch {
  readonly name: string;
}

export interface PeopleMatch extends Omit<MatchResult, 'mismatches'> {
  readonly people: number;
  /** What keeps somebody out comes first, then by name. */
  readonly mismatches: readonly PersonMismatch[];
}

interface PersonRow extends UsernameParts {
  readonly sourceKey: number;
  readonly familyName: string | null;
  readonly givenName: string | null;
}

/** Those who may sign in: who is no longer there has no name to match. */
const select = `
  SELECT sourceKey, familyName, givenName, username, email, identifier, CAST(json_extract(metadata, '$.stateId') AS TEXT) AS stateId
  FROM user WHERE sourceSubkey = ? AND removedRun IS NULL AND enabledUser = 1 ORDER BY sourceKey`;

const order: readonly Mismatch['kind'][] = ['missing', 'ambiguous', 'blank', 'caseDiffers'];

export function matchPeople(db: Database, { role, source, names }: PeopleQuestion): PeopleMatch {
  const kind = userKind[role];
  const rows = db.prepare<[number], PersonRow>(select).all(kind);
  const nameOf = new Map<string, string>();
  const people = rows.map((row) => {
    const id = formatPowerSchoolId('user', row.sourceKey, kind);
    nameOf.set(id, [row.familyName, row.givenName].filter((part) => part !== null && part !== '').join(', '));
    return { id, username: usernameFrom(source, row) };
  });
  const { mismatches, ...counts } = matchUsernames(people, names);
  const { compare } = new Intl.Collator('en');
  return {
    ...counts,
    people: people.length,
    mismatches: mismatches
      .map((mismatch) => ({ ...mismatch, name: nameOf.get(mismatch.id) ?? '' }))
      .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || compare(a.name, b.name)),
  };
}
