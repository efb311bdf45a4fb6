import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Integration, IntegrationConfig, IntegrationFile } from '../../shared/integration/config.ts';
import type { Backend } from '../backend-api.ts';
import type { SandboxDescription } from './sandbox.ts';
import { buildPlugin } from '../setup/plugin/build-plugin.ts';

const uploadTimeoutMs = 60_000;
const uploaded = z.object({ clientId: z.string(), clientSecret: z.string() });

/**
 * Activates the sandbox district the way a person activates a real PowerSchool: builds our plugin, installs it there, creates the
 * integration with the credentials that come back. A sandbox of the same seed and size takes the place of the one before: its
 * integration keeps its data and gets the new address. The secret lasts as long as the process, as the sandbox does. Throws AppError `sandbox.*` (stop) where the plugin is not taken.
 */
export async function activateSandbox(
  backend: Pick<Backend, 'integrations' | 'sessionSecrets'>,
  sandbox: SandboxDescription,
): Promise<Integration> {
  const { integrations, sessionSecrets } = backend;
  const plugin = await buildPlugin({ gradeSync: true, changeColumns: true });
  const { clientId, clientSecret } = await upload(plugin, sandbox.powerschool.pluginUploadUrl);
  const folder = mkdtempSync(join(tmpdir(), 'grade-sync-plugin-'));
  try {
    const file = join(folder, 'grade-sync.zip');
    writeFileSync(file, plugin);
    const powerschool = { url: sandbox.powerschool.url, clientId, plugin: file };
    const before = integrations.list().find(({ config }) => isOn(config, sandbox));
    const integration =
      before === undefined
        ? integrations.create(integrationFile(sandbox, powerschool))
        : integrations.patch(before.id, (config) => ({
            ...config,
            powerschool: { ...config.powerschool, ...powerschool },
          }));
    await sessionSecrets.set(integration.id, 'powerschool.clientSecret', clientSecret);
    return integration;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface SandboxKind {
  readonly seed: number;
  readonly students: number;
}

/** Which built-in district an integration is on; undefined for every other integration. */
export function sandboxOf({ environment, gradeSync }: IntegrationConfig): SandboxKind | undefined {
  const match = /^SANDBOX-(\d+)-(\d+)$/.exec(gradeSync.activation?.reference ?? '');
  if (match === null || environment !== 'test') return undefined;
  return { seed: Number(match[1]), students: Number(match[2]) };
}

const referenceOf = ({ seed, students }: SandboxKind): string => `SANDBOX-${seed}-${students}`;

/** Another seed or size is another district: its records have nothing to do with those of the first. */
const isOn = (config: IntegrationConfig, { seed, students }: SandboxKind): boolean => {
  const own = sandboxOf(config);
  return own?.seed === seed && own.students === students;
};

function nameOf({ seed, students }: SandboxKind): string {
  return seed === 1 && students === 300 ? 'Sandbox district' : `Sandbox district (seed ${seed}, ${students} students)`;
}

function integrationFile(sandbox: SandboxKind, powerschool: IntegrationFile['powerschool']): IntegrationFile {
  return {
    name: nameOf(sandbox),
    mode: 'import',
    environment: 'test',
    gradeSync: { enabled: true, activation: { reference: referenceOf(sandbox), confirmedOn: '2026-01-01' } },
    powerschool,
    // It is there only as long as the application runs.
    schedule: { full: null, incremental: null },
  };
}

async function upload(plugin: Uint8Array, url: string): Promise<z.output<typeof uploaded>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: new Uint8Array(plugin),
      headers: { 'content-type': 'application/zip' },
      signal: AbortSignal.timeout(uploadTimeoutMs),
    });
    if (!response.ok) throw refused(`with status ${response.status}`);
    return uploaded.parse(await response.json());
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refused('or did not answer', error);
  }
}

const refused = (how: string, cause?: unknown): AppError =>
  new AppError('sandbox.pluginRefused', 'stop', `The sandbox district refused the plugin (${how}).`, {
    fix: 'Close the application and start the sandbox district again.',
    cause,
  });
