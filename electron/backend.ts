import type { Backend, ReaderClient } from './backend-api.ts';
import type { CredentialStore } from './credentials/credential-store.ts';
import { openMemoryCredentials } from './credentials/memory.ts';
import { sessionFirst } from './credentials/session-first.ts';
import { openIntegrations } from './integrations/integrations.ts';
import { openProfile } from './profile.ts';
import { startReaderThread } from './workers/reader-thread.ts';
import { openRunService } from './workers/run-service.ts';

export interface BackendOptions {
  readonly profileFolder: string;
  readonly credentials: CredentialStore;
}

/** Puts the parts together: the only place that names concrete classes. */
export function openBackend({ profileFolder, credentials: lasting }: BackendOptions): Backend {
  const sessionSecrets = openMemoryCredentials();
  const credentials = sessionFirst(sessionSecrets, lasting);
  const profile = openProfile(profileFolder);
  const integrations = openIntegrations(profile, credentials);
  const readers = new Map<string, ReaderClient>();
  return {
    profile,
    credentials,
    sessionSecrets,
    integrations,
    runs: openRunService(profile, integrations, credentials),
    reader(integrationId) {
      const { id } = integrations.get(integrationId);
      const reader = readers.get(id) ?? startReaderThread(profile.database(id));
      readers.set(id, reader);
      return Promise.resolve(reader);
    },
    async close() {
      await Promise.all([...readers.values()].map((reader) => reader.close()));
      readers.clear();
      integrations.close();
    },
  };
}
