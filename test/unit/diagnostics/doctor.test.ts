import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import type { CredentialStore } from '../../../electron/credentials/credential-store.ts';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import { runDoctor, type DoctorContext } from '../../../electron/diagnostics/doctor.ts';
import { openForWriting } from '../../../electron/store/open.ts';
import { openProfile } from '../../../electron/profile.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grade-sync-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function examine(change: Partial<DoctorContext> = {}) {
  const profile = openProfile(join(folder, 'profile'));
  const screens = join(folder, 'screens');
  const findings = await runDoctor({ profile, credentials: openMemoryCredentials(), screens, ...change });
  return Object.fromEntries(findings.map((finding) => [finding.id, finding]));
}

const unavailable = new AppError('credentials.unavailable', 'ask', 'The keychain is locked.', { fix: 'Unlock it.' });

/** A keychain in memory. */
function keychain(change: Partial<CredentialStore> = {}): CredentialStore {
  return { ...openMemoryCredentials(), kind: 'keychain', ...change };
}

describe('doctor', () => {
  it('looks at everything the application needs, and leaves nothing behind', async () => {
    const findings = await examine();
    expect(Object.keys(findings)).toEqual([
      'node',
      'electron',
      'screens',
      'profile',
      'database',
      'localData',
      'keychain',
      'certificates',
      'clock',
    ]);
    expect(Object.values(findings).filter(({ result }) => result === 'fail')).toEqual([]);
    expect(findings['database']?.message).toMatch(/^SQLite 3\.\d+\.\d+ with full-text search\.$/);
    expect(findings['profile']?.message).toMatch(/\d GB are free/);
    expect(readdirSync(join(folder, 'profile'))).toEqual([]);
  });

  it('tells an old Node, and Electron where it runs in it', async () => {
    const old = await examine({ versions: { node: '20.20.0' } });
    expect(old['node']).toMatchObject({ result: 'fail', message: 'This is Node 20.20.0; Node 24 is needed.' });
    const inside = await examine({ versions: { node: '24.1.0', electron: '45.4.1' } });
    expect(inside['node']?.result).toBe('pass');
    expect(inside['electron']?.message).toBe('Runs in Electron 45.4.1.');
  });

  it('sees whether the screens are built', async () => {
    expect((await examine())['screens']?.result).toBe('warn');
    mkdirSync(join(folder, 'screens'));
    writeFileSync(join(folder, 'screens', 'index.html'), '');
    expect((await examine())['screens']?.result).toBe('pass');
  });

  it('fails where the profile folder cannot hold files', async () => {
    const profile = openProfile(join(folder, 'profile'));
    const findings = await examine({ profile: { ...profile, folder: join(folder, 'gone') } });
    expect(findings['profile']).toMatchObject({ result: 'fail', fix: expect.stringContaining('--profile') });
    expect(findings['database']).toMatchObject({
      result: 'fail',
      message: expect.stringContaining('does not work in the profile folder'),
    });
  });

  it('names the databases of the profile that are damaged or of a newer version', async () => {
    const profile = openProfile(join(folder, 'profile'));
    openForWriting(profile.database('north')).close();
    expect((await examine())['localData']).toMatchObject({ result: 'pass', message: '1 database is whole.' });
    writeFileSync(profile.appDatabase, 'not a database '.repeat(100));
    openForWriting(profile.database('south')).pragma('user_version = 999');
    const found = (await examine())['localData'];
    expect(found?.result).toBe('fail');
    expect(found?.message).toMatch(/app\.db: .*damaged.*south.data\.db: .*newer version/);
  });

  it('tries the keychain with a secret of its own and takes it away again', async () => {
    const store = keychain();
    expect((await examine({ credentials: store }))['keychain']).toMatchObject({ result: 'pass' });
    expect(await store.get('doctor-probe', 'powerschool.clientSecret')).toBeNull();
  });

  it.each([
    ['cannot be used', keychain({ set: () => Promise.reject(unavailable) }), 'The keychain is locked.'],
    ['forgets', keychain({ get: () => Promise.resolve(null) }), 'The keychain does not give back'],
  ])('warns of a keychain that %s', async (_what, credentials, message) => {
    expect((await examine({ credentials }))['keychain']).toMatchObject({
      result: 'warn',
      message: expect.stringContaining(message),
      fix: expect.stringMatching(/\w/),
    });
  });

  it('goes on when something cannot be looked at', async () => {
    const credentials = keychain({ set: () => Promise.reject(new TypeError('odd')) });
    const findings = await examine({ credentials });
    expect(findings['keychain']).toMatchObject({ result: 'fail', message: 'This could not be looked at (TypeError).' });
    expect(findings['clock']?.result).toBe('pass');
  });

  it('counts the public certificate authorities', async () => {
    expect((await examine())['certificates']?.message).toMatch(/^\d{2,} public authorities come with the application/);
  });

  it('notices a clock that is wrong by years', async () => {
    expect((await examine({ now: () => new Date(0) }))['clock']).toMatchObject({ result: 'fail' });
  });
});
