import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Integrations } from '../../../electron/backend-api.ts';
import type { CredentialStore } from '../../../electron/credentials/credential-store.ts';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import { sessionFirst } from '../../../electron/credentials/session-first.ts';
import { openIntegrations } from '../../../electron/integrations/integrations.ts';
import { openProfile, type Profile } from '../../../electron/profile.ts';
import { lockRun } from '../../../electron/store/run-lock.ts';
import { AppError } from '../../../shared/errors.ts';

let folder: string;
let profile: Profile;
let credentials: CredentialStore;
let integrations: Integrations;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grade-sync-'));
  profile = openProfile(join(folder, 'profile'));
  credentials = openMemoryCredentials();
  integrations = openIntegrations(profile, credentials, () => new Date('2026-11-20T08:00:00Z'));
});

afterEach(() => {
  integrations.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (powerschool: object = {}, rest: object = {}): object => ({
  name: 'Springfield PowerSchool',
  mode: 'import',
  powerschool: { url: 'https://ps.example.org', ...powerschool },
  ...rest,
});

const activated = { gradeSync: { enabled: true, activation: { reference: 'GG-1', confirmedOn: '2026-11-20' } } };

function failure(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('did not throw an AppError');
}

describe('integrations', () => {
  it('fills in every default and finds the integration again after a restart', () => {
    const created = integrations.create(file());
    expect(created).toMatchObject({
      id: 'springfield-powerschool',
      createdAt: '2026-11-20T08:00:00.000Z',
      config: { environment: 'production', schools: 'all', schoolYear: 'current', limits: { removalPercent: 10 } },
    });
    integrations.close();
    integrations = openIntegrations(profile, credentials);
    expect(integrations.list()).toEqual([created]);
    expect(integrations.get(created.id)).toEqual(created);
  });

  it('gives a second integration of the same name an id of its own', () => {
    integrations.create(file());
    expect(integrations.create(file()).id).toBe('springfield-powerschool-2');
  });

  it('does not give away the id of data that were left behind', () => {
    mkdirSync(profile.integrationFolder('springfield-powerschool'), { recursive: true });
    expect(integrations.create(file()).id).toBe('springfield-powerschool-2');
  });

  it('refuses unknown keys by name and lists every problem with its path', () => {
    const error = failure(() => integrations.create({ ...file({ secret: 'hush' }), colour: 1, schools: 'some' }));
    expect(error.code).toBe('integration.invalidFile');
    expect(error.message).toContain('“colour” is not a known setting');
    expect(error.message).toContain('“powerschool.secret” is not a known setting');
    expect(error.message).toContain('“schools” must be');
    expect(error.message).not.toContain('hush');
    expect(integrations.list()).toEqual([]);
  });

  it('refuses a PowerSchool address without https in production (C12)', () => {
    const error = failure(() => integrations.create(file({ url: 'http://ps.example.org' })));
    expect(error.message).toContain('“powerschool.url”: must begin with https://');
  });

  it('takes plain http on the loopback address of a test integration only (C12)', () => {
    const loopback = file({ url: 'http://127.0.0.1:8080' }, { environment: 'test' });
    expect(integrations.create(loopback).config.powerschool.url).toBe('http://127.0.0.1:8080');
    expect(failure(() => integrations.create({ ...loopback, environment: 'production' })).code).toBe(
      'integration.invalidFile',
    );
  });

  it('does not change the sync mode of an existing integration', () => {
    const { id } = integrations.create(file());
    const error = failure(() => integrations.update(id, file({}, { mode: 'two-way' })));
    expect(error.code).toBe('integration.fixedAtCreation');
    expect(error.message).toContain('S20');
    expect(error.fix).toContain('create a new integration');
    expect(integrations.get(id).config.mode).toBe('import');
  });

  it('does not enable Grade Sync after the creation', () => {
    const { id } = integrations.create(file());
    const error = failure(() => integrations.update(id, file({}, activated)));
    expect(error.code).toBe('integration.fixedAtCreation');
    expect(error.message).toContain('S17');
    expect(integrations.get(id).config.gradeSync.enabled).toBe(false);
  });

  it('takes the confirmation of support when it comes', () => {
    const requested = integrations.create(file({}, { gradeSync: { enabled: true } }));
    expect(requested.config.gradeSync.activation).toBeNull();
    const confirmed = integrations.update(requested.id, file({}, activated));
    expect(confirmed.config.gradeSync.activation?.reference).toBe('GG-1');
  });

  it('replaces the whole configuration on update', () => {
    const { id } = integrations.create(file({ clientId: 'abc' }, { schools: [100] }));
    const updated = integrations.update(id, file({ clientId: 'def' }));
    expect(updated.config.schools).toBe('all');
    expect(updated.config.powerschool.clientId).toBe('def');
  });

  it('copies the plugin beside the data and keeps the copy on update', () => {
    writeFileSync(join(folder, 'my-plugin.zip'), 'zip');
    const { id, config } = integrations.create(file({ plugin: 'my-plugin.zip' }), { baseFolder: folder });
    const copy = join(profile.integrationFolder(id), 'plugin.zip');
    expect(readFileSync(copy, 'utf8')).toBe('zip');
    rmSync(join(folder, 'my-plugin.zip'));
    const updated = integrations.update(id, { ...config, name: 'New name' }, { baseFolder: folder });
    expect(updated.config).toMatchObject({ name: 'New name', powerschool: { plugin: 'plugin.zip' } });
    expect(readFileSync(copy, 'utf8')).toBe('zip');
  });

  it('names a plugin or a CA file that is missing', () => {
    expect(failure(() => integrations.create(file({ plugin: 'gone.zip' }))).message).toContain('powerschool.plugin');
    const withCa = file({ caFile: 'gone.pem' }, { environment: 'test' });
    expect(failure(() => integrations.create(withCa)).message).toContain('powerschool.caFile');
    expect(integrations.list()).toEqual([]);
  });

  it('keeps the full path of a private CA and refuses a file that is no certificate', () => {
    writeFileSync(join(folder, 'ca.pem'), '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n');
    writeFileSync(join(folder, 'ca.txt'), 'no certificate');
    const withCa = (caFile: string): object => file({ caFile }, { environment: 'test' });
    const created = integrations.create(withCa('ca.pem'), { baseFolder: folder });
    expect(created.config.powerschool.caFile).toBe(join(folder, 'ca.pem'));
    expect(failure(() => integrations.create(withCa('ca.txt'), { baseFolder: folder })).message).toContain('PEM');
  });

  it('patches single settings and parses the result', () => {
    const { id } = integrations.create(file());
    const patched = integrations.patch(id, (config) => ({
      ...config,
      powerschool: { ...config.powerschool, url: 'https://other.example.org/' },
    }));
    expect(patched.config.powerschool.url).toBe('https://other.example.org');
    expect(failure(() => integrations.patch(id, (config) => ({ ...config, name: '' }))).code).toBe(
      'integration.invalidFile',
    );
  });

  it('deletes settings, data and secrets', async () => {
    const { id } = integrations.create(file());
    await credentials.set(id, 'powerschool.clientSecret', 'hush');
    mkdirSync(profile.integrationFolder(id), { recursive: true });
    writeFileSync(profile.database(id), '');
    await integrations.delete(id);
    expect(integrations.list()).toEqual([]);
    expect(existsSync(profile.integrationFolder(id))).toBe(false);
    expect(await credentials.get(id, 'powerschool.clientSecret')).toBeNull();
  });

  describe('where the keychain cannot be reached', () => {
    const unreachable = () =>
      Promise.reject(new AppError('credentials.unavailable', 'ask', 'No keychain service runs on this computer.'));

    it('deletes an integration whose secret was kept for the session only', async () => {
      const session = openMemoryCredentials();
      const both = sessionFirst(session, { ...credentials, delete: unreachable });
      const own = openIntegrations(profile, both);
      const { id } = own.create(file());
      await session.set(id, 'powerschool.clientSecret', 'hush');
      await own.delete(id);
      expect(own.list()).toEqual([]);
      expect(await session.get(id, 'powerschool.clientSecret')).toBeNull();
      own.close();
    });

    it('deletes nothing, unless the secret may stay; then no other integration gets its id', async () => {
      const own = openIntegrations(profile, { ...credentials, delete: unreachable });
      const { id } = own.create(file());
      await expect(own.delete(id)).rejects.toMatchObject({ code: 'credentials.unavailable', recovery: 'ask' });
      expect(own.list()).toHaveLength(1);
      await own.delete(id, { leaveSecrets: true });
      expect(own.list()).toEqual([]);
      expect(own.create(file()).id).not.toBe(id);
      own.close();
    });
  });

  it('does not delete an integration under a run', async () => {
    const { id } = integrations.create(file());
    const lock = lockRun(profile.database(id));
    await expect(integrations.delete(id)).rejects.toMatchObject({ code: 'run.locked' });
    lock.release();
    expect(integrations.list()).toHaveLength(1);
  });

  it('says that an id is unknown', async () => {
    expect(failure(() => integrations.get('nobody')).code).toBe('integration.unknown');
    expect(failure(() => integrations.update('nobody', file())).code).toBe('integration.unknown');
    await expect(integrations.delete('nobody')).rejects.toMatchObject({ code: 'integration.unknown' });
  });

  it('leaves settings of a newer version of the application alone', () => {
    integrations.close();
    const db = new Database(profile.appDatabase);
    db.pragma('user_version = 99');
    db.close();
    expect(failure(() => openIntegrations(profile, credentials))).toMatchObject({
      code: 'store.fromFuture',
      recovery: 'ask',
    });
    integrations = openIntegrations(openProfile(join(folder, 'another')), credentials);
  });
});
