import type { Database } from 'better-sqlite3';
import type { SearchHit } from '../../../shared/ipc/contract/browse.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { characterCount } from '../../../shared/oneroster/limits.ts';
import { tableExists } from '../sql.ts';
import type { Browse } from './browse-api.ts';
import type { CellReader } from './cells.ts';
import { foldText } from './fold.ts';
import { openVocabulary, type Vocabulary } from './near-words.ts';
import { hitOf, hitsById, runHits } from './search-hits.ts';
import { splitWords, wordsOf } from './search-words.ts';
import type { Versions } from './versions.ts';

interface Entry {
  readonly id: number;
  readonly entity: EntityType;
  readonly sourceKey: number;
  readonly sourceSubkey: number;
  readonly text: string;
}

/** Entries looked at for one question, people and all others apart: what is beyond them is found by asking more exactly. */
const peopleAtMost = 1500;
const othersAtMost = 500;
const begunAtMost = 600;
const entryColumns = 'e.id, e.entity, e.sourceKey, e.sourceSubkey, e.text';

/** One box that finds people, classes, courses, line items, schools and runs. */
export function openSearch(db: Database, cells: CellReader, versions: Versions): Pick<Browse, 'search'> {
  let vocabulary: { readonly version: string; readonly words: Vocabulary } | undefined;

  function knownWords(): Vocabulary {
    const version = versions.current();
    if (vocabulary?.version !== version) {
      const words = db
        .prepare<[], string>("SELECT DISTINCT word FROM search_word WHERE word NOT GLOB '*[0-9]*'")
        .pluck();
      vocabulary = { version, words: openVocabulary(words.all()) };
    }
    return vocabulary.words;
  }

  /** Entries that hold every term somewhere. Where enough begin with what was typed, none is looked for that only holds it inside. */
  function holding(terms: readonly string[], enough: number): Entry[] {
    const holdsAll = ({ text }: Entry): boolean => terms.every((term) => text.includes(term));
    const longest = terms.reduce((a, b) => (b.length > a.length ? b : a));
    const begun = beginning(longest, begunAtMost).filter(holdsAll);
    const isNumber = /\d/.test(longest) && begun.length > 0;
    const long = terms.filter((term) => characterCount(term) >= 3);
    if (begun.length >= enough || isNumber || long.length === 0) return begun;
    return matching(long.map((term) => `"${term.replaceAll('"', '""')}"`).join(' AND ')).filter(holdsAll);
  }

  function matching(match: string): Entry[] {
    const from = `FROM search_text JOIN search_entry AS e ON e.id = search_text.rowid WHERE search_text MATCH ? AND e.entity`;
    const people = db.prepare<[string], Entry>(`SELECT ${entryColumns} ${from} = 'user' LIMIT ${peopleAtMost}`);
    const others = db.prepare<[string], Entry>(`SELECT ${entryColumns} ${from} <> 'user' LIMIT ${othersAtMost}`);
    return [...people.all(match), ...others.all(match)];
  }

  function beginning(word: string, limit: number): Entry[] {
    return db
      .prepare<unknown[], Entry>(
        `SELECT ${entryColumns} FROM search_word AS w JOIN search_entry AS e ON e.id = w.entry WHERE w.word >= ? AND w.word < ? LIMIT ?`,
      )
      .all(word, `${word}\u{10FFFF}`, limit);
  }

  /** Entries that hold a word close to each term. */
  function close(terms: readonly string[]): { entry: Entry; score: number }[] {
    const words = knownWords();
    const [first, ...rest] = terms.map((term) => [{ word: term, distance: 0.5 }, ...words.near(term)]);
    if (first === undefined) return [];
    const exactly = db.prepare<[string], Entry>(
      `SELECT ${entryColumns} FROM search_word AS w JOIN search_entry AS e ON e.id = w.entry WHERE w.word = ? LIMIT 300`,
    );
    const found = new Map<number, { entry: Entry; score: number }>();
    for (const { word, distance } of first) {
      for (const entry of exactly.all(word)) {
        const held = new Set(wordsOf(entry.text));
        const others = rest.map((near) => near.find((one) => held.has(one.word))?.distance);
        if (others.includes(undefined)) continue;
        const score = 1 - distance / 10 - others.reduce<number>((sum, one) => sum + (one ?? 0) / 10, 0);
        if ((found.get(entry.id)?.score ?? 0) < score) found.set(entry.id, { entry, score });
      }
    }
    return [...found.values()];
  }

  return {
    search: db.transaction(({ text, limit }) => {
      const asked = text.trim();
      const terms = [...new Set(splitWords(foldText(asked)))];
      const hits: SearchHit[] = [...hitsById(db, cells, asked), ...runHits(db, asked)];
      if (terms.length > 0 && tableExists(db, 'search_word')) {
        const exact = holding(terms, limit).map((entry) => ({ entry, score: scoreOf(entry, terms) }));
        const enough = exact.length >= limit;
        const held = new Set(exact.map(({ entry }) => entry.id));
        const all = enough ? exact : [...exact, ...close(terms).filter(({ entry }) => !held.has(entry.id))];
        const best = all.toSorted(
          (a, b) => b.score - a.score || rankOf(a.entry) - rankOf(b.entry) || (a.entry.text < b.entry.text ? -1 : 1),
        );
        for (const { entry } of best.slice(0, limit)) hits.push(hitOf(cells, db, entry));
      }
      return hits.filter((hit, at) => hits.findIndex((one) => one.sourcedId === hit.sourcedId) === at).slice(0, limit);
    }),
  };
}

const ranks: readonly EntityType[] = ['user', 'class', 'course', 'org', 'lineItem'];
const rankOf = ({ entity }: Entry): number => ranks.indexOf(entity);

/** A whole word counts more than the beginning of one, and that more than its inside. */
function scoreOf({ text }: Entry, terms: readonly string[]): number {
  const words = splitWords(text);
  return terms.reduce(
    (sum, term) =>
      sum + (words.includes(term) ? 4 : words.some((word) => word.startsWith(term)) ? 3 : 2) / terms.length,
    0,
  );
}
