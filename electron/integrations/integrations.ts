import { existsSync, mkdirSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import type { Integration, IntegrationConfig } from '../../shared/integration/config.ts';
import type { Integrations } from '../backend-api.ts';
import { secretNames, type CredentialStore } from '../credentials/credential-store.ts';
import type { Profile } from '../profile.ts';
import { migrate } from '../store/migrate.ts';
import { hasSynced } from '../store/has-synced.ts';
import { lockRun } from '../store/run-lock.ts';
import { openAccessLog } from './access-log.ts';
import { attachFiles } from './attached-files.ts';
import { parseIntegrationFile, parseStoredConfig, refuseFixedChanges } from './integration-file.ts';
import { integrationIdFor } from './integration-id.ts';
import { appMigrations } from './migrations.ts';
import { refuseOtherStructure } from './roster-rules.ts';
import { openReportNotes } from './report-notes.ts';
import { openAppearance } from './appearance-store.ts';
import { openSavedViews } from './saved-views.ts';

interface IntegrationRow {
  readonly id: string;
  readonly createdAt: string;
  readonly config: string;
}

/**
 * The integrations of a profile, in its `app.db`. Throws AppError `store.fromFuture` (ask) for a database of a newer app. Only
 * settings are kept there; secrets stay in the credential store.
 */
export function openIntegrations(
  profile: Profile,
  credentials: CredentialStore,
  now: () => Date = () => new Date(),
): Integrations {
  const db = new Database(profile.appDatabase, { timeout: 10_000 });
  try {
    migrate(db, profile.appDatabase, appMigrations);
  } catch (error) {
    db.close();
    throw error;
  }
  const all = db.prepare<[], IntegrationRow>('SELECT id, createdAt, config FROM integration ORDER BY createdAt, id');
  const one = db.prepare<[string], IntegrationRow>('SELECT id, createdAt, config FROM integration WHERE id = ?');
  const insert = db.prepare('INSERT INTO integration (id, createdAt, updatedAt, config) VALUES (?, ?, ?, ?)');
  const change = db.prepare('UPDATE integration SET config = ?, updatedAt = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM integration WHERE id = ?');

  const views = openSavedViews(db, now);
  const reportNotes = openReportNotes(db, now);

  function get(id: string): Integration {
    const row = one.get(id);
    if (row !== undefined) return toIntegration(row);
    throw new AppError('integration.unknown', 'stop', 'There is no integration with this id.', {
      fix: 'List the integrations of this profile (integrations list) and use one of their ids.',
    });
  }

  const replace = db.transaction((id: string, file: unknown, baseFolder: string, restructure = false): Integration => {
    const before = get(id);
    // What can never change is said first: another mode wants other settings, which would be asked for in vain.
    refuseFixedChanges(before.config, parseStoredConfig(file));
    const config = parseIntegrationFile(file);
    if (!restructure) {
      const isInUse = (): boolean => hasSynced(profile.database(id));
      refuseOtherStructure(before.config.roster.courses, config.roster.courses, isInUse);
    }
    change.run(JSON.stringify(attachFiles(config, baseFolder, profile.integrationFolder(id))), now().toISOString(), id);
    return get(id);
  });

  const add = db.transaction((config: IntegrationConfig, baseFolder: string): Integration => {
    // A folder without an integration may hold data that could not be removed: its id is not given again.
    const id = integrationIdFor(
      config.name,
      (candidate) => one.get(candidate) !== undefined || existsSync(profile.integrationFolder(candidate)),
    );
    const at = now().toISOString();
    insert.run(id, at, at, JSON.stringify(attachFiles(config, baseFolder, profile.integrationFolder(id))));
    return get(id);
  });

  return {
    list: () => all.all().map(toIntegration),
    get,
    create: (file, options = {}) => add.immediate(parseIntegrationFile(file), options.baseFolder ?? process.cwd()),
    update: (id, file, options = {}) => replace.immediate(id, file, options.baseFolder ?? process.cwd()),
    patch: (id, patched) => replace.immediate(id, patched(get(id).config), profile.integrationFolder(id)),
    restructure: (id, courses) => {
      const { config } = get(id);
      const file = { ...config, roster: { ...config.roster, courses } };
      return replace.immediate(id, file, profile.integrationFolder(id), true);
    },
    async delete(id, { leaveSecrets = false } = {}) {
      const { config } = get(id);
      // Nobody's data go away under a run.
      lockRun(profile.database(id)).release();
      const areLeft = !(await removeSecrets(credentials, id, config, leaveSecrets));
      views.forget(id);
      reportNotes.forget(id);
      remove.run(id);
      rmSync(profile.integrationFolder(id), { recursive: true, force: true, maxRetries: 3 });
      // A folder without an integration keeps its id from being given again: no other integration may find these secrets.
      if (areLeft) mkdirSync(profile.integrationFolder(id), { recursive: true, mode: 0o700 });
    },
    views,
    appearance: openAppearance(db),
    reportNotes,
    accessLog: openAccessLog(db, now),
    close: () => void db.close(),
  };
}

/** Whether all are gone. With `leave`, a keychain that cannot be reached keeps what it has. */
async function removeSecrets(
  credentials: CredentialStore,
  id: string,
  { partner }: IntegrationConfig,
  leave: boolean,
): Promise<boolean> {
  try {
    for (const name of secretNames) {
      if (name !== 'partner.clientSecret' || partner !== null) await credentials.delete(id, name);
    }
    return true;
  } catch (error) {
    if (!leave || !(error instanceof AppError) || error.code !== 'credentials.unavailable') throw error;
    return false;
  }
}

/** The row was parsed when it was written; parsing again gives settings that came later their defaults. */
function toIntegration({ id, createdAt, config }: IntegrationRow): Integration {
  return { id, createdAt, config: parseStoredConfig(JSON.parse(config)) };
}
