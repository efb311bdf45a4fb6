import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { openKeychain, type Keytar } from '../../../electron/credentials/keychain.ts';

/** A keychain in memory, in place of the operating system's. */
function fakeKeytar(): Keytar & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getPassword: (service, account) => Promise.resolve(kept.get(`${service}:${account}`) ?? null),
    setPassword(service, account, password) {
      kept.set(`${service}:${account}`, password);
      return Promise.resolve();
    },
    deletePassword: (service, account) => Promise.resolve(kept.delete(`${service}:${account}`)),
  };
}

const failing = (message: string): Keytar => {
  const fail = () => Promise.reject(new Error(message));
  return { getPassword: fail, setPassword: fail, deletePassword: fail };
};

async function failureOf(load: () => Promise<Keytar>, timeoutMs = 1000): Promise<AppError> {
  const error: unknown = await openKeychain({ load, timeoutMs })
    .set('a', 'powerschool.clientSecret', 'hush')
    .catch((reason: unknown) => reason);
  if (error instanceof AppError) return error;
  throw new Error('did not fail with an AppError');
}

describe('keychain', () => {
  it('keeps a secret under the integration and the name of the secret', async () => {
    const keytar = fakeKeytar();
    const store = openKeychain({ load: () => Promise.resolve(keytar) });
    await store.set('a', 'powerschool.clientSecret', 'hush');
    expect([...keytar.kept]).toEqual([['Grade Sync:a/powerschool.clientSecret', 'hush']]);
    expect(await store.get('a', 'powerschool.clientSecret')).toBe('hush');
    expect(await store.get('b', 'powerschool.clientSecret')).toBeNull();
  });

  it('removes every secret of one integration only', async () => {
    const keytar = fakeKeytar();
    const store = openKeychain({ load: () => Promise.resolve(keytar) });
    await store.set('a', 'powerschool.clientSecret', '1');
    await store.set('a', 'partner.clientSecret', '2');
    await store.set('b', 'powerschool.clientSecret', '3');
    await store.deleteAll('a');
    await store.deleteAll('a');
    expect([...keytar.kept.values()]).toEqual(['3']);
  });

  it('is not loaded before it is used', () => {
    let isLoaded = false;
    openKeychain({
      load: () => {
        isLoaded = true;
        return Promise.resolve(fakeKeytar());
      },
    });
    expect(isLoaded).toBe(false);
  });

  it.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'no D-Bus'],
    ['Could not connect: No such file or directory', 'does not answer'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'No keychain service'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'no login keyring'],
    ['Cannot create an item in a locked collection', 'is locked'],
    ['something that nobody has seen before, hush', 'refused'],
  ])('says in a sentence of its own what %j means', async (text, sentence) => {
    const error = await failureOf(() => Promise.resolve(failing(text)));
    expect(error).toMatchObject({ code: 'credentials.unavailable', recovery: 'ask' });
    expect(error.message).toContain(sentence);
    expect(error.fix).toContain('--secrets env');
    expect(`${error.message} ${error.fix} ${String(error.cause)}`).not.toContain('hush');
  });

  it('says that libsecret is missing where keytar does not load', async () => {
    const error = await failureOf(() =>
      Promise.reject(new Error('Failed to load keytar native addon, checked [a, b]')),
    );
    expect(error.message).toContain('libsecret');
  });

  it('gives up on a keychain that never answers', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const error = await failureOf(
      () => Promise.resolve({ getPassword: never, setPassword: never, deletePassword: never }),
      20,
    );
    expect(error.message).toBe('The keychain did not answer.');
  });
});
