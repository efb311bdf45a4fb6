import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Integration, IntegrationConfig, IntegrationFile } from '../../shared/integration/config.ts';
import type { Backend } from '../backend-api.ts';
import type { SandboxDescription } from '../sandbox/sandbox.ts';
import { buildPlugin } from './plugin/build-plugin.ts';

const sandboxReference = 'SANDBOX';
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
    const name = nameOf(sandbox);
    const powerschool = { url: sandbox.powerschool.url, clientId, plugin: file };
    const before = integrations.list().find(({ config }) => isSandboxNamed(config, name));
    const integration =
      before === undefined
        ? integrations.create(integrationFile(name, powerschool))
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

/** Whether an integration is on the built-in district. */
export const isSandboxIntegration = ({ environment, gradeSync }: IntegrationConfig): boolean =>
  environment === 'test' && gradeSync.activation?.reference === sandboxReference;

const isSandboxNamed = (config: IntegrationConfig, name: string): boolean =>
  config.name === name && isSandboxIntegration(config);

/** Another seed or size is another district: its records have nothing to do with those of the first. */
function nameOf({ seed, students }: SandboxDescription): string {
  return seed === 1 && students === 300 ? 'Sandbox district' : `Sandbox district (seed ${seed}, ${students} students)`;
}

function integrationFile(name: string, powerschool: IntegrationFile['powerschool']): IntegrationFile {
  return {
    name,
    mode: 'import',
    environment: 'test',
    gradeSync: { enabled: true, activation: { reference: sandboxReference, confirmedOn: '2026-01-01' } },
    powerschool,
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
