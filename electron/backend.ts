import type { Backend, BrowseClient, ReaderClient } from './backend-api.ts';
import type { CredentialStore } from './credentials/credential-store.ts';
import { openMemoryCredentials } from './credentials/memory.ts';
import { sessionFirst } from './credentials/session-first.ts';
import { openDrafts } from './integrations/drafts.ts';
import { openIntegrations } from './integrations/integrations.ts';
import { openProfile } from './profile.ts';
import { plannedRequest } from './workers/planned-request.ts';
import { openPlans, type OpenPlans } from './store/plans/open-plans.ts';
import { startBrowseClient } from './workers/browse-client.ts';
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
  const drafts = openDrafts(profile, credentials);
  const readers = new Map<string, ReaderClient>();
  const browsing = new Map<string, BrowseClient>();
  const plans = new Map<string, OpenPlans>();
  function plansOf(integrationId: string): OpenPlans {
    const { id } = integrations.get(integrationId);
    const opened = plans.get(id) ?? openPlans(profile.database(id), id);
    plans.set(id, opened);
    return opened;
  }
  return {
    profile,
    credentials,
    sessionSecrets,
    integrations,
    drafts,
    runs: openRunService(profile, integrations, credentials),
    reader(integrationId) {
      const { id } = integrations.get(integrationId);
      const reader = readers.get(id) ?? startReaderThread(profile.database(id));
      readers.set(id, reader);
      return Promise.resolve(reader);
    },
    browse(integrationId) {
      const { id } = integrations.get(integrationId);
      const browse = browsing.get(id) ?? startBrowseClient(profile.database(id));
      browsing.set(id, browse);
      return browse;
    },
    plans: plansOf,
    plannedRequest(integrationId, planId, item) {
      const { id, config } = integrations.get(integrationId);
      return plannedRequest(plansOf(id), { database: profile.database(id), config, planId, item });
    },
    async closeReader(integrationId) {
      plans.get(integrationId)?.close();
      plans.delete(integrationId);
      const reader = readers.get(integrationId);
      const browse = browsing.get(integrationId);
      readers.delete(integrationId);
      browsing.delete(integrationId);
      await reader?.close();
      await browse?.close();
    },
    async close() {
      await Promise.all([...readers.values(), ...browsing.values()].map((thread) => thread.close()));
      readers.clear();
      browsing.clear();
      for (const opened of plans.values()) opened.close();
      plans.clear();
      drafts.close();
      integrations.close();
    },
  };
}
