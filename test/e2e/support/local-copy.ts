import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** The numbers that a query finds in the local copy of the profile's only integration. */
export function numbersIn(profile: string, sql: string): readonly number[] {
  const folder = join(profile, 'integrations');
  const [integration = ''] = readdirSync(folder);
  const db = new Database(join(folder, integration, 'data.db'), { readonly: true });
  try {
    return db.prepare<[], number>(sql).pluck().all();
  } finally {
    db.close();
  }
}
