import { copyFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { IntegrationConfig } from '../../shared/integration/config.ts';
import { invalidFile } from './integration-file.ts';

const storedPlugin = 'plugin.zip';
const largestPlugin = 20 * 1024 * 1024;

/**
 * Takes the files that a configuration names: the plugin is copied into the integration's folder and named by the copy from then
 * on; private CAs stay where they are, by their full paths. Relative paths are taken from `baseFolder`.
 * Throws AppError `integration.invalidFile` for a file that is missing, unreadable or of the wrong kind.
 */
export function attachFiles(config: IntegrationConfig, baseFolder: string, folder: string): IntegrationConfig {
  const { powerschool, partner } = config;
  return {
    ...config,
    powerschool: {
      ...powerschool,
      plugin: takePlugin(powerschool.plugin, baseFolder, folder),
      caFile: fullPath(powerschool.caFile, 'powerschool', baseFolder),
    },
    partner: partner === null ? null : { ...partner, caFile: fullPath(partner.caFile, 'partner', baseFolder) },
  };
}

function fullPath(caFile: string | null, end: 'powerschool' | 'partner', baseFolder: string): string | null {
  if (caFile === null) return null;
  const file = resolve(baseFolder, caFile);
  requireCertificate(file, end);
  return file;
}

/** Where the plugin that a configuration names is: beside the configuration, or the copy kept earlier. Null if it names none. */
export function findPlugin(plugin: string | null, baseFolder: string, folder: string | null): string | null {
  if (plugin === null) return null;
  const named = isAbsolute(plugin) ? plugin : resolve(baseFolder, plugin);
  if (sizeOf(named) === undefined && folder !== null && plugin === storedPlugin) return join(folder, storedPlugin);
  return named;
}

function takePlugin(plugin: string | null, baseFolder: string, folder: string): string | null {
  const source = findPlugin(plugin, baseFolder, folder);
  if (source === null) return null;
  const size = sizeOf(source);
  if (size === undefined) throw invalidFile('“powerschool.plugin” names a file that does not exist or cannot be read.');
  if (size > largestPlugin) throw invalidFile('“powerschool.plugin” names a file of more than 20 MB.');
  const target = join(folder, storedPlugin);
  if (source !== target) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    copyFileSync(source, `${target}.new`);
    renameSync(`${target}.new`, target);
  }
  return storedPlugin;
}

function sizeOf(file: string): number | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true ? found.size : undefined;
}

function requireCertificate(file: string, end: 'powerschool' | 'partner'): void {
  let text: string;
  try {
    text = readFileSync(file, 'latin1');
  } catch {
    throw invalidFile(`“${end}.caFile” names a file that does not exist or cannot be read.`);
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw invalidFile(`“${end}.caFile” names a file that is not a certificate in PEM form.`);
  }
}
