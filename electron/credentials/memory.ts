import type { CredentialStore } from './credential-store.ts';

/** Secrets that last as long as the process: for the sandbox district and for tests. */
export function openMemoryCredentials(): CredentialStore {
  const secrets = new Map<string, Map<string, string>>();
  return {
    kind: 'memory',
    get: (integrationId, name) => Promise.resolve(secrets.get(integrationId)?.get(name) ?? null),
    set(integrationId, name, secret) {
      const own = secrets.get(integrationId) ?? new Map<string, string>();
      secrets.set(integrationId, own.set(name, secret));
      return Promise.resolve();
    },
    delete(integrationId, name) {
      secrets.get(integrationId)?.delete(name);
      return Promise.resolve();
    },
    deleteAll(integrationId) {
      secrets.delete(integrationId);
      return Promise.resolve();
    },
  };
}
