import { describe, expect, it } from 'vitest';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import { AppError } from '../../../shared/errors.ts';
import { sessionFirst } from '../../../electron/credentials/session-first.ts';

const name = 'powerschool.clientSecret';

describe('session-first credentials', () => {
  it('takes the session’s secret before the lasting one', async () => {
    const [session, lasting] = [openMemoryCredentials(), openMemoryCredentials()];
    const both = sessionFirst(session, lasting);
    await lasting.set('a', name, 'lasting');
    expect(await both.get('a', name)).toBe('lasting');
    await session.set('a', name, 'session');
    expect(await both.get('a', name)).toBe('session');
  });

  it('does not ask the keychain for what the session has', async () => {
    const session = openMemoryCredentials();
    await session.set('a', name, 'session');
    const locked = { ...openMemoryCredentials(), get: () => Promise.reject(new Error('locked')) };
    expect(await sessionFirst(session, locked).get('a', name)).toBe('session');
  });

  it('keeps what is set for good, and then no older secret goes before it', async () => {
    const [session, lasting] = [openMemoryCredentials(), openMemoryCredentials()];
    await session.set('a', name, 'old');
    const both = sessionFirst(session, lasting);
    await both.set('a', name, 'new');
    expect([await lasting.get('a', name), await both.get('a', name)]).toEqual(['new', 'new']);
  });

  it('leaves the session’s other secrets alone when one is set or removed', async () => {
    const [session, lasting] = [openMemoryCredentials(), openMemoryCredentials()];
    await session.set('a', 'partner.clientSecret', 'other');
    await session.set('a', name, 'old');
    const both = sessionFirst(session, lasting);
    await both.set('a', name, 'new');
    await both.delete('a', name);
    expect([await both.get('a', name), await both.get('a', 'partner.clientSecret')]).toEqual([null, 'other']);
  });

  it('removes a secret from both', async () => {
    const [session, lasting] = [openMemoryCredentials(), openMemoryCredentials()];
    await session.set('a', name, '1');
    await lasting.set('a', name, '2');
    const both = sessionFirst(session, lasting);
    await both.deleteAll('a');
    expect(await both.get('a', name)).toBeNull();
    expect(await lasting.get('a', name)).toBeNull();
  });

  describe('where the keychain cannot be reached', () => {
    const unreachable = () =>
      Promise.reject(new AppError('credentials.unavailable', 'ask', 'No keychain service runs on this computer.'));
    const broken = { ...openMemoryCredentials(), delete: unreachable };

    it('removes what was kept for the session', async () => {
      const session = openMemoryCredentials();
      await session.set('a', name, 'session');
      await sessionFirst(session, broken).delete('a', name);
      expect(await session.get('a', name)).toBeNull();
    });

    it('says so of any other secret, which the keychain may have', async () => {
      const both = sessionFirst(openMemoryCredentials(), broken);
      await expect(both.delete('a', name)).rejects.toMatchObject({ code: 'credentials.unavailable' });
      await expect(both.deleteAll('a')).rejects.toMatchObject({ code: 'credentials.unavailable' });
    });
  });
});
