import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { reportOf } from '../../shared/errors.ts';
import { appMigrations } from '../integrations/migrations.ts';
import type { Profile } from '../profile.ts';
import { versionOf, type Migration } from '../store/migrate.ts';
import { localCopyMigrations } from '../store/open.ts';
import type { Finding } from './finding.ts';

/** Every database that is in the profile can be read and is whole. Nothing in them is changed. */
export async function lookAtLocalData(profile: Profile): Promise<Finding> {
  const copies = integrationsOf(profile).map((id) => [profile.database(id), localCopyMigrations()] as const);
  const files = [[profile.appDatabase, appMigrations] as const, ...copies].filter(([file]) => existsSync(file));
  const problems: string[] = [];
  for (const [file, migrations] of files) {
    const problem = await problemOf(file, migrations);
    if (problem !== null) problems.push(`${relative(profile.folder, file)}: ${problem}`);
  }
  if (problems.length > 0) {
    return {
      result: 'fail',
      message: problems.join(' '),
      fix: 'A damaged data.db may be moved away while Grade Sync is closed: the next sync reads all of it anew. With a damaged app.db go the settings, unless a backup has it. For data of a newer version install the newest Grade Sync.',
    };
  }
  const count = files.length === 1 ? '1 database is' : `${files.length} databases are`;
  return { result: 'pass', message: files.length === 0 ? 'There are no data yet.' : `${count} whole.`, fix: null };
}

function integrationsOf(profile: Profile): readonly string[] {
  const folder = join(profile.folder, 'integrations');
  return existsSync(folder) ? readdirSync(folder) : [];
}

async function problemOf(file: string, migrations: readonly Migration[]): Promise<string | null> {
  const { default: Database } = await import('better-sqlite3');
  try {
    const db = new Database(file, { readonly: true, timeout: 1000 });
    try {
      versionOf(db, migrations);
      return db.pragma('quick_check(1)', { simple: true }) === 'ok' ? null : 'It is damaged.';
    } finally {
      db.close();
    }
  } catch (error) {
    return reportOf(error).message;
  }
}
