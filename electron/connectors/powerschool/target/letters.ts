import type { PowerSchoolApi } from '../api/powerschool-api.ts';
import { queries } from '../queries/all-queries.ts';
import { isMissingQuery } from '../source/roster-reader.ts';
import { integerOf, textOf } from '../translate/wire-values.ts';

/** GRADESCALEITEM.DCID of the letters of sections' grade scales, which a score by letter names (reference §7.4). */
export interface LetterBook {
  /** Reads those of sections that are not known yet. A plugin without the query knows none: the letter is then sent by itself. */
  learn(sections: readonly number[], signal: AbortSignal): Promise<void>;
  of(section: number, letter: string): number | null;
  /** The letters of a section's scale; null where they are not known. */
  all(section: number): ReadonlySet<string> | null;
}

const sectionsPerCall = 200;

export function openLetterBook(api: PowerSchoolApi): LetterBook {
  const known = new Map<number, Map<string, number>>();

  async function read(sections: readonly number[], signal: AbortSignal): Promise<void> {
    try {
      for await (const { records } of api.query(queries.sectionLetters.name, { sections }, signal)) {
        for (const record of records) {
          const section = integerOf(record, 'sectionsdcid');
          const letter = textOf(record, 'name');
          const item = integerOf(record, 'gradescaleitemdcid');
          if (section !== null && letter !== null && item !== null) known.get(section)?.set(letter, item);
        }
      }
    } catch (error) {
      if (!isMissingQuery(error)) throw error;
    }
  }

  return {
    async learn(sections, signal) {
      const wanted = [...new Set(sections)].filter((section) => !known.has(section));
      for (const section of wanted) known.set(section, new Map());
      for (let at = 0; at < wanted.length; at += sectionsPerCall)
        await read(wanted.slice(at, at + sectionsPerCall), signal);
    },
    of: (section, letter) => known.get(section)?.get(letter) ?? null,
    all(section) {
      const letters = known.get(section);
      return letters === undefined || letters.size === 0 ? null : new Set(letters.keys());
    },
  };
}
