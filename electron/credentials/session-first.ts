import { AppError } from '../../shared/errors.ts';
import { secretNames, type CredentialStore, type SecretName } from './credential-store.ts';

/**
 * Secrets of this session go before those that last. What is set here lasts; only what was put into `session` itself ends with the
 * process, and reading it never troubles the keychain.
 * A keychain that cannot be reached keeps nobody from removing what was kept for the session.
 */
export function sessionFirst(session: CredentialStore, lasting: CredentialStore): CredentialStore {
  async function remove(integrationId: string, name: SecretName): Promise<void> {
    const isOfSession = (await session.get(integrationId, name)) !== null;
    try {
      await lasting.delete(integrationId, name);
    } catch (error) {
      if (!isOfSession || !isUnreachable(error)) throw error;
    }
    await session.delete(integrationId, name);
  }

  return {
    kind: lasting.kind,
    get: async (integrationId, name) =>
      (await session.get(integrationId, name)) ?? (await lasting.get(integrationId, name)),
    async set(integrationId, name, secret) {
      await lasting.set(integrationId, name, secret);
      await session.delete(integrationId, name);
    },
    delete: remove,
    async deleteAll(integrationId) {
      const ends = await Promise.allSettled(secretNames.map((name) => remove(integrationId, name)));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    },
  };
}

/** What was kept for the session alone was never given to the keychain: that it cannot be reached is no matter then. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'credentials.unavailable';
