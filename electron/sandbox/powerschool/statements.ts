import type { Database, Statement } from 'better-sqlite3';

/** What handlers read and write rows by. */
export type Statements = Pick<Database, 'prepare'>;

/** Prepares each text once: a call that writes a hundred rows says the same for each of them. */
export function preparedOnce(db: Database): Statements {
  const known = new Map<string, Statement>();
  const prepare = (source: string): Statement => {
    const statement = known.get(source) ?? db.prepare(source);
    known.set(source, statement);
    return statement;
  };
  // SAFETY: the same function but for its memory; what a statement binds and gives is said where it is prepared.
  return { prepare: prepare as Database['prepare'] };
}
