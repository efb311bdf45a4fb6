import { homedir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** Where everything of one user of this machine is kept. */
export interface Profile {
  readonly folder: string;
  readonly appDatabase: string;
  readonly logs: string;
  /** The folder of one integration: its database, lock, plugin copy. Deleting it deletes the integration's data. */
  integrationFolder(id: string): string;
  database(id: string): string;
  /** What a draft of the wizard keeps until it is finished: the plugin that was taken, `plugin.zip`. */
  draftFolder(draftId: string): string;
}

/** The operating system's place for application data. */
export function defaultProfileFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (env['GRADE_SYNC_PROFILE']) return env['GRADE_SYNC_PROFILE'];
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Grade Sync');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Grade Sync');
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'grade-sync');
}

export function openProfile(folder: string): Profile {
  makeFolder(folder, 0o700);
  const integrationFolder = (id: string) => join(folder, 'integrations', id);
  return {
    folder,
    appDatabase: join(folder, 'app.db'),
    logs: join(folder, 'logs'),
    integrationFolder,
    database: (id) => join(integrationFolder(id), 'data.db'),
    draftFolder: (draftId) => join(folder, 'drafts', draftId),
  };
}
