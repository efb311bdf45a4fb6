import type { Database, Statement } from 'better-sqlite3';

const known = new WeakMap<Database, Map<string, Statement>>();

/** A statement of a connection, prepared when it is first asked for: what is done for each of ten thousand writes must not be compiled each time. */
export function prepareOnce<P extends unknown[], R>(db: Database, sql: string): Statement<P, R> {
  const statements = known.get(db) ?? new Map<string, Statement>();
  known.set(db, statements);
  const statement = statements.get(sql) ?? db.prepare(sql);
  statements.set(sql, statement);
  // SAFETY: who asks knows what its own SQL takes and gives.
  return statement as unknown as Statement<P, R>;
}
