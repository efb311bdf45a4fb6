import { AppError } from '../../shared/errors.ts';
import { secretNames, type CredentialStore, type SecretName } from './credential-store.ts';
import { describeKeychainError } from './keychain-errors.ts';

/** The part of keytar that is used. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeychainOptions {
  /** keytar throws when it is loaded where libsecret is missing. */
  readonly load?: () => Promise<Keytar>;
  /** A person may have to unlock the keychain; after this long nobody will. */
  readonly timeoutMs?: number;
}

const service = 'Grade Sync';

/** The operating system's keychain. Every failure is AppError `credentials.unavailable` (ask) with its own sentence. */
export function openKeychain({ load = loadKeytar, timeoutMs = 120_000 }: KeychainOptions = {}): CredentialStore {
  let loaded: Promise<Keytar> | undefined;

  async function withKeytar<T>(work: (keytar: Keytar) => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('timed out')), timeoutMs);
    });
    try {
      loaded ??= load();
      return await Promise.race([loaded.then(work), late]);
    } catch (error) {
      const { message, fix } = describeKeychainError(error instanceof Error ? error.message : '');
      // keytar's own text stays out of it: on some systems it quotes what it was given.
      throw new AppError('credentials.unavailable', 'ask', message, { fix });
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    kind: 'keychain',
    get: (integrationId, name) => withKeytar((keytar) => keytar.getPassword(service, account(integrationId, name))),
    set: (integrationId, name, secret) =>
      withKeytar((keytar) => keytar.setPassword(service, account(integrationId, name), secret)),
    delete: (integrationId, name) =>
      withKeytar(async (keytar) => void (await keytar.deletePassword(service, account(integrationId, name)))),
    deleteAll: (integrationId) =>
      withKeytar(async (keytar) => {
        for (const name of secretNames) await keytar.deletePassword(service, account(integrationId, name));
      }),
  };
}

const account = (integrationId: string, name: SecretName): string => `${integrationId}/${name}`;

async function loadKeytar(): Promise<Keytar> {
  // A CommonJS module: its functions stand on `default` in Node, on the namespace when bundled.
  const module: Keytar & { readonly default?: Keytar } = await import('keytar');
  return module.default ?? module;
}
