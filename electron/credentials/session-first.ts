import type { CredentialStore } from './credential-store.ts';

/**
 * Secrets of this session go before those that last. What is set here lasts; only what was put into `session` itself ends with the
 * process, and reading it never troubles the keychain.
 */
export function sessionFirst(session: CredentialStore, lasting: CredentialStore): CredentialStore {
  return {
    kind: lasting.kind,
    get: async (integrationId, name) =>
      (await session.get(integrationId, name)) ?? (await lasting.get(integrationId, name)),
    async set(integrationId, name, secret) {
      await lasting.set(integrationId, name, secret);
      await session.delete(integrationId, name);
    },
    async delete(integrationId, name) {
      await session.delete(integrationId, name);
      await lasting.delete(integrationId, name);
    },
    async deleteAll(integrationId) {
      await session.deleteAll(integrationId);
      await lasting.deleteAll(integrationId);
    },
  };
}
