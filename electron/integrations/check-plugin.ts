import { readFileSync } from 'node:fs';
import { readPluginPackage } from '../setup/plugin/read-package.ts';
import { findPlugin } from './attached-files.ts';
import { invalidFile, parseIntegrationFile } from './integration-file.ts';

/**
 * Reads the plugin that an integration file names, before anything is kept. Throws AppError `integration.invalidFile` for the file
 * or a plugin that cannot be read, `plugin.*` for one that is not a valid package. `folder` is the integration's, if it exists.
 */
export async function checkPluginOf(file: unknown, baseFolder: string, folder: string | null): Promise<void> {
  const plugin = findPlugin(parseIntegrationFile(file).powerschool.plugin, baseFolder, folder);
  if (plugin === null) return;
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(plugin);
  } catch {
    throw invalidFile('“powerschool.plugin” names a file that does not exist or cannot be read.');
  }
  await readPluginPackage(bytes);
}
