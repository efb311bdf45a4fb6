/** Somebody and the name that they would sign in with; null where the source has none. */
export interface Person {
  readonly id: string;
  readonly username: string | null;
}

/** Why a person's name is not simply in the directory. `inDirectory` is how it stands there, where it does. */
export interface Mismatch {
  readonly kind: 'caseDiffers' | 'missing' | 'ambiguous' | 'blank';
  readonly id: string;
  readonly username: string;
  readonly inDirectory: string | null;
}

export interface MatchResult {
  /** People whose name is in the directory once, those with other capitals included. */
  readonly matched: number;
  readonly caseDifferences: number;
  readonly missing: number;
  readonly ambiguous: number;
  readonly blank: number;
  /** Names of the directory that nobody has. */
  readonly onlyInDirectory: number;
  readonly mismatches: readonly Mismatch[];
}

/**
 * Compares names with a directory's (C10): without regard to capitals, and told where these differ. A name is ambiguous if two
 * people share it, or if the directory has it twice. Nothing is altered: surrounding blanks count for nothing, every other
 * character does.
 */
export function matchUsernames(people: readonly Person[], directory: readonly string[]): MatchResult {
  const there = Map.groupBy(directory.map((name) => name.trim()).filter(Boolean), fold);
  const wanted = new Map<string, number>();
  for (const { username } of people) {
    const key = fold(username ?? '');
    wanted.set(key, (wanted.get(key) ?? 0) + 1);
  }
  const found = people.map((person) => ({ person, ...compare(person, there, wanted) }));
  const number = (kind: Mismatch['kind'] | 'same'): number => found.filter((one) => one.kind === kind).length;
  return {
    matched: number('same') + number('caseDiffers'),
    caseDifferences: number('caseDiffers'),
    missing: number('missing'),
    ambiguous: number('ambiguous'),
    blank: number('blank'),
    onlyInDirectory: [...there.keys()].filter((key) => !wanted.has(key)).length,
    mismatches: found.flatMap(({ kind, person, inDirectory }) =>
      kind === 'same' ? [] : [{ kind, id: person.id, username: person.username?.trim() ?? '', inDirectory }],
    ),
  };
}

function compare(
  { username }: Person,
  there: ReadonlyMap<string, readonly string[]>,
  wanted: ReadonlyMap<string, number>,
): { readonly kind: Mismatch['kind'] | 'same'; readonly inDirectory: string | null } {
  const name = username?.trim() ?? '';
  if (name === '') return { kind: 'blank', inDirectory: null };
  const key = fold(name);
  const entries = there.get(key) ?? [];
  const inDirectory = entries.length === 0 ? null : entries.join(', ');
  if ((wanted.get(key) ?? 0) > 1 || entries.length > 1) return { kind: 'ambiguous', inDirectory };
  if (inDirectory === null) return { kind: 'missing', inDirectory };
  return { kind: inDirectory === name ? 'same' : 'caseDiffers', inDirectory };
}

/** Equal for names that differ in capitals alone, however their accents are written; the same in every language. */
const fold = (name: string): string => name.trim().normalize('NFC').toLowerCase();
