import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Backend } from '../../../electron/backend-api.ts';
import { openBackend } from '../../../electron/backend.ts';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import { createRouter, type Router } from '../../../electron/router.ts';
import { readPluginPackage } from '../../../electron/setup/plugin/read-package.ts';
import { errorFromReport, type AppError } from '../../../shared/errors.ts';
import type { Input, Output, RequestName } from '../../../shared/ipc/contract.ts';
import type { SetupTarget } from '../../../shared/ipc/contract/inputs.ts';
import { pluginPieceBytes, type PluginLook } from '../../../shared/ipc/contract/plugin.ts';
import { bytesOf, manifest } from '../setup/plugin/sample.ts';
import { rubbishPlugins } from './rubbish-plugins.ts';

let folder: string;
let backend: Backend;
let router: Router;
let target: SetupTarget;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'grade-sync-plugins-'));
  backend = openBackend({ profileFolder: join(folder, 'profile'), credentials: openMemoryCredentials() });
  const startSandbox = () => Promise.reject(new Error('none in this test'));
  router = createRouter(backend, { version: '0.0.0', startSandbox });
  const { draftId } = await ask('drafts.create', {});
  target = { kind: 'draft', id: draftId };
});

afterEach(async () => {
  await router.close();
  await backend.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function ask<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
  const reply = await router.request(name, input);
  if (!reply.ok) throw errorFromReport(reply.error);
  // SAFETY: the router parsed the value with the schema of this very request.
  return reply.value as Output<typeof name>;
}

/** As a screen does it. */
async function send(bytes: Uint8Array, name = 'plugin.zip'): Promise<PluginLook> {
  const { upload } = await ask('plugin.begin', { target, name, bytes: bytes.byteLength });
  for (let offset = 0; offset < bytes.byteLength; offset += pluginPieceBytes) {
    const content = Buffer.from(bytes.subarray(offset, offset + pluginPieceBytes)).toString('base64');
    await ask('plugin.piece', { upload, offset, content });
  }
  return ask('plugin.choose', { upload });
}

const refusalOf = (sent: Promise<unknown>): Promise<AppError> =>
  sent.then(
    () => Promise.reject(new Error('expected a refusal')),
    (error: AppError) => error,
  );

const keptFile = (): string => join(backend.profile.draftFolder(target.id), 'plugin.zip');

describe('a plugin that is handed over', () => {
  it.each(rubbishPlugins)('is refused with a reason where it is rubbish: $what', async ({ bytes, name, code }) => {
    const error = await refusalOf(send(bytes, name));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^(?:[A-Z]|plugin\.xml ).{8,200}\.$/);
    expect(error.fix).toMatch(/^[A-Z].{8,}\.$/);
    expect(existsSync(backend.profile.draftFolder(target.id))).toBe(false);
    expect((await ask('drafts.get', { draftId: target.id })).file.powerschool?.plugin).toBeUndefined();
    expect(await ask('plugin.look', { target })).toBeNull();
  });

  it('is kept as it came, and told of in plain words', async () => {
    const bytes = bytesOf(manifest());
    const look = await send(bytes, 'Sent By Support.XML');
    expect(look).toMatchObject({ suffices: false, plugin: { name: 'Other', version: '1.0', publisher: 'Somebody' } });
    expect(look.asks.map(({ sentence }) => sentence)).toEqual(['Students: internal numbers — read']);
    expect(look.lacks.fields[0]?.line).toMatch(/^<field table="/);
    expect(readFileSync(keptFile())).toEqual(Buffer.from(bytes));
    expect((await ask('drafts.get', { draftId: target.id })).file.powerschool?.plugin).toBe('plugin.zip');
    expect(await ask('plugin.look', { target })).toEqual(look);
  });

  it('stays when a bad one is chosen after it', async () => {
    const look = await send(bytesOf(manifest()));
    await refusalOf(send(bytesOf('no plugin')));
    expect(await ask('plugin.look', { target })).toEqual(look);
    expect(readdirSync(backend.profile.draftFolder(target.id))).toEqual(['plugin.zip']);
  });

  it('is refused beyond 20 MB before anything is sent', async () => {
    const tooLarge = ask('plugin.begin', { target, name: 'plugin.zip', bytes: 20 * 1024 * 1024 + 1 });
    expect((await refusalOf(tooLarge)).code).toBe('plugin.tooLarge');
  });

  it('may have 20 MB, sent in pieces that fit into a message', async () => {
    const error = await refusalOf(send(new Uint8Array(20 * 1024 * 1024)));
    expect(error.code).toBe('plugin.notAPlugin');
  });

  it('must come whole and in order', async () => {
    const begin = () => ask('plugin.begin', { target, name: 'plugin.zip', bytes: 6 });
    const content = Buffer.from('abc').toString('base64');
    const { upload } = await begin();
    expect(await ask('plugin.piece', { upload, offset: 0, content })).toEqual({ received: 3 });
    for (const offset of [0, 2, 4, 6]) {
      expect((await refusalOf(ask('plugin.piece', { upload, offset, content }))).code).toBe('plugin.uploadBroken');
    }
    expect((await refusalOf(ask('plugin.choose', { upload }))).code).toBe('plugin.uploadBroken');
    const { upload: older } = await begin();
    await begin();
    expect((await refusalOf(ask('plugin.piece', { upload: older, offset: 0, content }))).code).toBe(
      'plugin.uploadBroken',
    );
    const large = Buffer.alloc(pluginPieceBytes + 3).toString('base64');
    expect((await refusalOf(ask('plugin.piece', { upload, offset: 0, content: large }))).code).toBe('ipc.invalidInput');
  });

  it('is of a draft or integration that exists', async () => {
    const nobody = { kind: 'draft', id: 'draft.gone' } as const;
    const begun = ask('plugin.begin', { target: nobody, name: 'plugin.zip', bytes: 3 });
    expect((await refusalOf(begun)).code).toBe('draft.unknown');
    expect((await refusalOf(ask('plugin.build', { target: nobody }))).code).toBe('draft.unknown');
    expect((await refusalOf(ask('plugin.look', { target: { kind: 'integration', id: 'x' } }))).code).toBe(
      'integration.unknown',
    );
  });

  it('that has gone from the disk is asked for again', async () => {
    await send(bytesOf(manifest()));
    rmSync(keptFile());
    expect((await refusalOf(ask('plugin.look', { target }))).code).toBe('plugin.lost');
  });
});

describe('a plugin that is built', () => {
  const build = async (input: Partial<Input<'plugin.build'>> = {}) => {
    const built = await ask('plugin.build', { target, ...input });
    return { ...built, read: await readPluginPackage(Buffer.from(built.content, 'base64')) };
  };

  it('serves what the draft says, and suffices for it', async () => {
    await ask('drafts.update', { draftId: target.id, patch: { gradeSync: { enabled: false } } });
    const roster = await build();
    expect(roster.name).toBe(`grade-sync-plugin-${roster.version}.zip`);
    expect(roster.read.queries.some(({ name }) => name.includes('gradebook'))).toBe(false);
    expect(await ask('plugin.look', { target })).toMatchObject({ suffices: true, needless: { nothing: true } });

    await ask('drafts.update', { draftId: target.id, patch: { gradeSync: { enabled: true } } });
    expect(await ask('plugin.look', { target })).toMatchObject({ suffices: false });
    const { read } = await build();
    expect(read.queries.some(({ name }) => name.includes('gradebook'))).toBe(true);
    expect(await ask('plugin.look', { target })).toMatchObject({ suffices: true });
  });

  it('leaves out what an older PowerSchool does not know', async () => {
    expect((await build()).read.manifest.oauth).toEqual({ accessLevelV1Api: 'READ' });
    expect((await build({ v1: 'NONE' })).read.manifest.oauth).toEqual({ accessLevelV1Api: null });
  });

  it('asks for a custom field that a mapping in draft reads, of an integration, too', async () => {
    const sources = ['powerschool:STUDENTS.LOCKER'];
    const { id } = backend.integrations.create({
      name: 'One',
      mode: 'import',
      powerschool: { url: 'https://ps.example.org' },
    });
    target = { kind: 'integration', id };
    const before = await build();
    const draft = { student: [{ target: 'metadata.locker', sources }] };
    await ask('mappings.saveDraft', { integrationId: id, draft });
    const after = await build();
    expect(after.version).not.toBe(before.version);
    expect(after.read.manifest.fields.some(({ field }) => field === 'LOCKER')).toBe(true);
    expect((await ask('integrations.get', { integrationId: id })).config.powerschool.plugin).toBe('plugin.zip');
  });
});
