import type { SchoolFound } from '../../connector.ts';
import type { RosterReader } from './roster-reader.ts';

/** Small facts of each school that several listings need: read when first asked for, and once per run. */
export interface Book<T> {
  of(school: SchoolFound, reader: RosterReader): Promise<T>;
  /** For a listing that comes by the same facts anyway. */
  write(school: SchoolFound, facts: T): void;
}

export function openBook<T>(read: (school: SchoolFound, reader: RosterReader) => Promise<T>): Book<T> {
  const known = new Map<number, Promise<T>>();
  return {
    async of(school, reader) {
      const reading = known.get(school.key) ?? read(school, reader);
      known.set(school.key, reading);
      try {
        return await reading;
      } catch (error) {
        // What was broken off is read anew by the next one who asks.
        known.delete(school.key);
        throw error;
      }
    },
    write: (school, facts) => void known.set(school.key, Promise.resolve(facts)),
  };
}
