import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Backend } from '../../../electron/backend-api.ts';
import { openBackend } from '../../../electron/backend.ts';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import { createRouter, type Router } from '../../../electron/router.ts';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { buildPlugin } from '../../../electron/setup/plugin/build-plugin.ts';
import { errorFromReport } from '../../../shared/errors.ts';
import { allProblems, problemsOf, stepsOf } from '../../../shared/integration/draft-steps.ts';
import type { DraftFile } from '../../../shared/integration/draft.ts';
import type { Input, Output, RequestName } from '../../../shared/ipc/contract.ts';

/** Finishing looks whether PowerSchool answers as it must. */
let sandbox: Sandbox;
let folder: string;
let backend: Backend;
let router: Router;

function open(): void {
  backend = openBackend({ profileFolder: join(folder, 'profile'), credentials: openMemoryCredentials() });
  const startNone = () => Promise.reject(new Error('none in this test'));
  router = createRouter(backend, { version: '0.0.0', startSandbox: startNone });
}

async function shut(): Promise<void> {
  await router.close();
  await backend.close();
}

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 3, students: 45 });
});

afterAll(() => sandbox.close());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grade-sync-drafts-'));
  open();
});

afterEach(async () => {
  await shut();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function ask<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
  const reply = await router.request(name, input);
  if (!reply.ok) throw errorFromReport(reply.error);
  // SAFETY: the router parsed the value with the schema of this very request.
  return reply.value as Output<typeof name>;
}

const complete: DraftFile = {
  name: 'Springfield',
  environment: 'production',
  mode: 'import',
  gradeSync: { enabled: true, activation: { reference: 'GG-7', confirmedOn: '2026-11-20', confirmedBy: 'Support' } },
  prerequisites: { request: { sentOn: '2026-11-01' }, plugin: { from: 'built' } },
  powerschool: { url: 'ps.example.org', clientId: 'abc', plugin: 'plugin.zip' },
  roster: { courses: { per: 'section' } },
};

async function completeDraft(): Promise<string> {
  const { url, clientId, clientSecret } = sandbox.describe().powerschool;
  const { draftId } = await ask('drafts.create', {});
  const file: DraftFile = { ...complete, environment: 'test', powerschool: { url, clientId, plugin: 'plugin.zip' } };
  await ask('drafts.update', { draftId, patch: file });
  const own = backend.profile.draftFolder(draftId);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'plugin.zip'), await buildPlugin({ gradeSync: true, changeColumns: true }));
  await backend.credentials.set(draftId, 'powerschool.clientSecret', clientSecret);
  return draftId;
}

describe('drafts', () => {
  it('are found again after the application was closed, with the step and what was typed', async () => {
    const { draftId } = await ask('drafts.create', {});
    await ask('drafts.update', {
      draftId,
      step: 'delivery',
      patch: { name: 'Half', powerschool: { url: 'not yet ri' } },
    });
    await ask('drafts.update', { draftId, patch: { powerschool: { clientId: 'abc' } } });
    await shut();
    open();
    expect(await ask('drafts.list', {})).toMatchObject([{ draftId, step: 'delivery', name: 'Half' }]);
    expect((await ask('drafts.get', { draftId })).file.powerschool).toEqual({ url: 'not yet ri', clientId: 'abc' });
  });

  it('become an integration with their plugin and secret, and are gone', async () => {
    const draftId = await completeDraft();
    const { integrationId } = await ask('drafts.finish', { draftId });
    const { config } = await ask('integrations.get', { integrationId });
    expect(config).toMatchObject({
      name: 'Springfield',
      powerschool: { url: sandbox.describe().powerschool.url, plugin: 'plugin.zip' },
    });
    expect(existsSync(join(backend.profile.integrationFolder(integrationId), 'plugin.zip'))).toBe(true);
    const { clientSecret } = sandbox.describe().powerschool;
    expect(await backend.credentials.get(integrationId, 'powerschool.clientSecret')).toBe(clientSecret);
    expect(await backend.credentials.get(draftId, 'powerschool.clientSecret')).toBeNull();
    expect(existsSync(backend.profile.draftFolder(draftId))).toBe(false);
    expect(await ask('drafts.list', {})).toEqual([]);
  });

  it('keep a secret that was to last for the session out of the keychain when they are finished', async () => {
    const draftId = await completeDraft();
    const { clientSecret } = sandbox.describe().powerschool;
    const [target, name] = [{ kind: 'draft', id: draftId }, 'powerschool.clientSecret'] as const;
    await ask('credentials.set', { target, name, secret: clientSecret, keep: 'session' });
    const { integrationId } = await ask('drafts.finish', { draftId });
    expect(await backend.sessionSecrets.get(integrationId, name)).toBe(clientSecret);
    await backend.sessionSecrets.deleteAll(integrationId);
    expect(await backend.credentials.get(integrationId, name)).toBeNull();
    expect(await backend.credentials.get(draftId, name)).toBeNull();
  });

  it('cannot be finished while anything is missing, and says what', async () => {
    const { draftId } = await ask('drafts.create', {});
    const error = await ask('drafts.finish', { draftId }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'draft.incomplete' });
    expect(error).toHaveProperty(
      'details.problems',
      expect.arrayContaining(['mode: mode', 'delivery: powerschool.clientSecret']),
    );
    expect(await ask('drafts.list', {})).toHaveLength(1);
    expect(backend.integrations.list()).toEqual([]);
  });

  it('cannot be finished where a check fails that would fail in a sync, and say which', async () => {
    const draftId = await completeDraft();
    const target = { kind: 'draft', id: draftId } as const;
    await ask('credentials.set', { target, name: 'powerschool.clientSecret', secret: 'wrong', keep: 'keychain' });
    const error = await ask('drafts.finish', { draftId }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'draft.wouldFail', message: expect.stringContaining('PowerSchool') });
    expect(error).toHaveProperty('details.problems', ['delivery: checks.credentials']);
    expect(backend.integrations.list()).toEqual([]);
    const draft = await ask('drafts.get', { draftId });
    expect(problemsOf('delivery', draft).map(({ field }) => field)).toEqual(['checks.credentials']);
  });

  it('keep what the checks found until a setting or a secret they depend on changes', async () => {
    const draftId = await completeDraft();
    const target = { kind: 'draft', id: draftId } as const;
    const problems = async () => problemsOf('delivery', await ask('drafts.get', { draftId })).map(({ field }) => field);
    const check = () => ask('checks.run', { target, run: 'one' });
    expect(await problems()).toEqual(['checks']);
    await check();
    await shut();
    open();
    const { clientSecret } = sandbox.describe().powerschool;
    const secret = { target, name: 'powerschool.clientSecret', secret: clientSecret, keep: 'keychain' } as const;
    await backend.credentials.set(draftId, secret.name, secret.secret);
    expect(await problems()).toEqual([]);
    await ask('drafts.update', { draftId, patch: { name: 'Another', schools: [100] } });
    expect(await problems()).toEqual([]);
    await ask('drafts.update', { draftId, patch: { powerschool: { clientId: 'another' } } });
    expect(await problems()).toEqual(['checks']);
    await ask('drafts.update', {
      draftId,
      patch: { powerschool: { clientId: sandbox.describe().powerschool.clientId } },
    });
    expect(await problems()).toEqual([]);
    await ask('credentials.set', secret);
    expect(await problems()).toEqual(['checks']);
  });

  it('take no secret into their file', async () => {
    const { draftId } = await ask('drafts.create', {});
    const patch = { powerschool: { clientSecret: 'hush' } } as unknown as DraftFile;
    await expect(ask('drafts.update', { draftId, patch })).rejects.toMatchObject({ code: 'ipc.invalidInput' });
  });

  it('that are discarded leave nothing behind', async () => {
    const draftId = await completeDraft();
    await ask('drafts.delete', { draftId });
    expect(await ask('drafts.list', {})).toEqual([]);
    expect(await backend.credentials.get(draftId, 'powerschool.clientSecret')).toBeNull();
    expect(existsSync(backend.profile.draftFolder(draftId))).toBe(false);
    await expect(ask('drafts.get', { draftId })).rejects.toMatchObject({ code: 'draft.unknown' });
  });

  it('copy everything of an integration but its plugin and credentials, with Grade Sync', async () => {
    const { id } = backend.integrations.create({
      name: 'Old',
      mode: 'import',
      powerschool: { url: 'https://ps.example.org', clientId: 'abc' },
      schools: [100],
      formerIds: { expected: true, settled: { by: 'A', at: '2026-11-01T00:00:00Z' } },
      roster: { courseName: '{courseName}', authentication: { type: 'none', signOff: { by: 'A', on: '2026-11-01' } } },
    });
    const copy = await ask('drafts.create', { copyOf: id });
    expect(copy).toMatchObject({ copiedFrom: id, secrets: { powerschool: false, partner: false } });
    expect(copy.file).toMatchObject({
      schools: [100],
      formerIds: { expected: true },
      gradeSync: { enabled: true, activation: null },
      powerschool: { url: 'https://ps.example.org', clientId: null, plugin: null },
      roster: { courseName: '{courseName}', authentication: { type: 'none', signOff: null } },
    });
    expect(copy.file.formerIds).not.toHaveProperty('settled');
  });
});

describe('steps of a draft', () => {
  const secrets = { powerschool: true, partner: true };

  it('ask for the activation in an import with Grade Sync only, and for the partner in 2-Way Sync only', () => {
    expect(stepsOf({ mode: 'import', gradeSync: { enabled: true } })).toContain('activation');
    expect(stepsOf({ mode: 'import', gradeSync: { enabled: false } })).not.toContain('activation');
    const twoWay = stepsOf({ mode: 'two-way', gradeSync: { enabled: true } });
    expect(twoWay).not.toContain('activation');
    expect(twoWay).toContain('partner');
  });

  it('have no problem once everything is there', () => {
    expect(allProblems({ file: complete, secrets })).toEqual([]);
  });

  it('want the letter to support and the plugin, but not for a roster alone', () => {
    const { prerequisites: _none, ...file } = complete;
    const fields = (draft: DraftFile) => allProblems({ file: draft, secrets }).map(({ field }) => field);
    expect(fields(file)).toEqual(['prerequisites.request', 'prerequisites.plugin']);
    expect(fields({ ...file, gradeSync: { enabled: false } })).toEqual([]);
  });

  it('want the approvals of Canvas’s rules where these hold', () => {
    const file: DraftFile = { ...complete, prerequisites: { ...complete.prerequisites, rules: 'canvas' } };
    expect(allProblems({ file, secrets }).map(({ field }) => field)).toEqual([
      'prerequisites.enabledForInstitution',
      'prerequisites.postGradesToSis.customerSuccessManager',
      'prerequisites.postGradesToSis.implementationConsultant',
    ]);
  });
});

describe('an integration’s settings', () => {
  const create = () =>
    backend.integrations.create({ name: 'One', mode: 'import', powerschool: { url: 'https://ps.example.org' } });

  it('change one by one, and those that are fixed do not', async () => {
    const { id: integrationId } = create();
    const changed = await ask('integrations.change', { integrationId, patch: { limits: { removalPercent: 5 } } });
    expect(changed.config.limits).toMatchObject({ removalPercent: 5, removalMinimum: 20 });
    for (const patch of [{ mode: 'two-way' }, { gradeSync: { enabled: true } }] as const) {
      await expect(ask('integrations.change', { integrationId, patch })).rejects.toMatchObject({
        code: 'integration.fixedAtCreation',
      });
    }
  });

  it('go with its secrets, but only when its name was typed', async () => {
    const { id: integrationId } = create();
    await backend.credentials.set(integrationId, 'powerschool.clientSecret', 'hush');
    const error = { code: 'integration.nameDiffers' };
    await expect(ask('integrations.delete', { integrationId, typedName: 'Two' })).rejects.toMatchObject(error);
    await ask('integrations.delete', { integrationId, typedName: 'One' });
    expect(backend.integrations.list()).toEqual([]);
    expect(await backend.credentials.get(integrationId, 'powerschool.clientSecret')).toBeNull();
  });

  it('keep a run from starting while an approval of Canvas’s rules is missing (C6, C8)', async () => {
    const { id: integrationId } = create();
    await backend.credentials.set(integrationId, 'powerschool.clientSecret', 'hush');
    const rules = { prerequisites: { rules: 'canvas' }, powerschool: { clientId: 'abc' } } as const;
    await ask('integrations.change', { integrationId, patch: rules });
    const said = { by: 'A. Person', on: '2026-11-20' };
    const fixes: (string | undefined)[] = [];
    for (const prerequisites of [
      {},
      { enabledForInstitution: said },
      { postGradesToSis: { customerSuccessManager: said } },
    ]) {
      await ask('integrations.change', { integrationId, patch: { prerequisites } });
      await backend.runs.start({ integrationId }).catch((error: { code: string; fix: string }) => {
        expect(error.code).toBe('integration.notReady');
        fixes.push(error.fix);
      });
    }
    expect(fixes).toEqual([
      expect.stringContaining('enable the integration for your institution'),
      expect.stringContaining('by your Customer Success Manager'),
      expect.stringContaining('by an Implementation Consultant'),
    ]);
  });
});
