import { describe, expect, it, onTestFinished } from 'vitest';
import { openBackend } from '../../../electron/backend.ts';
import type { CredentialStore } from '../../../electron/credentials/credential-store.ts';
import { openEnvironmentCredentials } from '../../../electron/credentials/environment.ts';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import { keepSecret, removeSecret, secretState } from '../../../electron/setup/keep-secret.ts';
import { openKeychain } from '../../../electron/credentials/keychain.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const name = 'powerschool.clientSecret';
const secret = 'hush-hush';

function openParts(credentials: CredentialStore) {
  const backend = openBackend({ profileFolder: temporaryFolder(), credentials });
  onTestFinished(() => backend.close());
  const target = { kind: 'draft', id: backend.drafts.create().draftId } as const;
  return { backend, target };
}

/** A keychain whose every call fails with keytar's own text. */
const broken = (text: string) => openKeychain({ load: () => Promise.reject(new Error(text)) });

describe('keeping a secret', () => {
  it('tells where it is, and never what it is', async () => {
    const { backend, target } = openParts(openMemoryCredentials());
    expect(await secretState(backend, { target, name })).toMatchObject({ keptIn: null, problem: null });
    const kept = await keepSecret(backend, { target, name, secret, keep: 'keychain' });
    expect(kept.keptIn).toBe('keychain');
    const session = await keepSecret(backend, { target, name, secret, keep: 'session' });
    expect(session.keptIn).toBe('session');
    expect(JSON.stringify([kept, session])).not.toContain(secret);
  });

  it('leaves no older secret in the keychain when the session is chosen', async () => {
    const lasting = openMemoryCredentials();
    const { backend, target } = openParts(lasting);
    await keepSecret(backend, { target, name, secret: 'old', keep: 'keychain' });
    await keepSecret(backend, { target, name, secret, keep: 'session' });
    expect(await lasting.get(target.id, name)).toBeNull();
    expect(await backend.credentials.get(target.id, name)).toBe(secret);
  });

  it('removes one secret and leaves the other, wherever they are', async () => {
    const { backend, target } = openParts(openMemoryCredentials());
    await keepSecret(backend, { target, name, secret, keep: 'session' });
    await keepSecret(backend, { target, name: 'partner.clientSecret', secret: 'other', keep: 'session' });
    await keepSecret(backend, { target, name, secret, keep: 'keychain' });
    expect(await backend.credentials.get(target.id, 'partner.clientSecret')).toBe('other');
    expect((await removeSecret(backend, { target, name })).keptIn).toBeNull();
    expect(await backend.credentials.get(target.id, 'partner.clientSecret')).toBe('other');
  });

  it.each([
    ['locked', 'Cannot create an item in a locked collection', 'The keychain is locked.'],
    ['absent', 'The name org.freedesktop.secrets was not provided by any .service files', 'No keychain service'],
    ['refusing', 'quite another reason', 'The keychain of this computer refused.'],
  ])(
    'says of a %s keychain what is wrong and that the session is the way on, and keeps nothing',
    async (_kind, text, said) => {
      const { backend, target } = openParts(broken(text));
      const failed = keepSecret(backend, { target, name, secret, keep: 'keychain' });
      await expect(failed).rejects.toMatchObject({
        code: 'credentials.unavailable',
        message: expect.stringContaining(said) as string,
      });
      await expect(failed).rejects.toMatchObject({ fix: expect.stringContaining('this session only') as string });
      const state = await secretState(backend, { target, name });
      expect(state).toMatchObject({ keptIn: null, problem: { code: 'credentials.unavailable' } });
      expect((await keepSecret(backend, { target, name, secret, keep: 'session' })).keptIn).toBe('session');
      // A draft that was never in the keychain is not held fast by it.
      await backend.drafts.delete(target.id);
      expect(await backend.sessionSecrets.get(target.id, name)).toBeNull();
    },
  );

  it('tells that a keychain forgets', async () => {
    const forgetful = { ...openMemoryCredentials(), get: () => Promise.resolve(null) };
    const { backend, target } = openParts(forgetful);
    await expect(keepSecret(backend, { target, name, secret, keep: 'keychain' })).rejects.toMatchObject({
      code: 'credentials.notKept',
    });
  });

  it('offers no keychain where secrets come from the environment', async () => {
    const env = { GRADE_SYNC_SECRETS: JSON.stringify({ [name]: secret }) };
    const { backend, target } = openParts(openEnvironmentCredentials(env));
    expect(await secretState(backend, { target, name })).toEqual({
      keptIn: 'environment',
      places: ['session'],
      problem: null,
    });
    await expect(keepSecret(backend, { target, name, secret, keep: 'keychain' })).rejects.toMatchObject({
      code: 'credentials.noKeychain',
    });
  });

  it('knows no secrets of what does not exist', async () => {
    const { backend } = openParts(openMemoryCredentials());
    await expect(secretState(backend, { target: { kind: 'draft', id: 'none' }, name })).rejects.toMatchObject({
      code: 'draft.unknown',
    });
  });
});
