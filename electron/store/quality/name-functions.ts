import type { Database } from 'better-sqlite3';
import { characterCount, foldName } from '../../../shared/oneroster/limits.ts';

/** What the rules need and SQLite lacks: its own `lower` knows no letters beyond ASCII. */
export function addNameFunctions(db: Database): void {
  const options = { deterministic: true };
  db.function('fold', options, (text: unknown) => (typeof text === 'string' ? foldName(text) : null));
  db.function('characters', options, (text: unknown) => (typeof text === 'string' ? characterCount(text) : null));
}
