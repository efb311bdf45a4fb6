import { AppError } from '../../../shared/errors.ts';
import { readManifest } from './read-manifest.ts';
import { readQueries } from './read-queries.ts';
import type { PackagedDocument, PluginPackage } from './plugin-package.ts';
import { parseXml } from './xml-document.ts';
import { maxBytes, readZip, tooLarge } from './zip-entries.ts';
import type { ZipEntry } from './zip-entries.ts';

const manifestPath = 'plugin.xml';

/**
 * Reads a plugin, zip or bare `plugin.xml`, without trusting it: nothing is written, fetched or run. Throws an AppError `plugin.*`
 * (stop) for what is unsafe, damaged or no plugin at all; what merely breaks a rule of PowerSchool is left for `checkPackage`.
 */
export async function readPluginPackage(bytes: Uint8Array): Promise<PluginPackage> {
  if (bytes.byteLength > maxBytes) throw tooLarge();
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip && !looksLikeXml(bytes)) throw notAPlugin('The file is neither a zip nor XML.');
  const files = isZip ? await readZip(bytes) : [{ path: manifestPath, bytes }];
  const manifestFile = files.find((file) => file.path === manifestPath) ?? refuseWithoutManifest(files);
  const manifest = { path: manifestPath, root: parseXml(manifestFile.bytes, manifestPath) };
  if (manifest.root.name !== 'plugin') throw notAPlugin('Its plugin.xml does not begin with a plugin element.');
  const queryFiles = documentsIn(files, /^queries_root\/[^/]+\.named_queries\.xml$/);
  const permissions = documentsIn(files, /^permissions_root\/[^/]+\.permission_mappings\.xml$/);
  return {
    container: isZip ? 'zip' : 'xml',
    manifest: readManifest(manifest.root),
    queries: queryFiles.flatMap((document) => readQueries(document)),
    files: files.map((file) => ({ path: file.path, size: file.bytes.byteLength })),
    documents: [manifest, ...queryFiles, ...permissions],
  };
}

function documentsIn(files: readonly ZipEntry[], pattern: RegExp): PackagedDocument[] {
  const matching = files.filter((file) => pattern.test(file.path));
  return matching
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map((file) => ({ path: file.path, root: parseXml(file.bytes, file.path) }));
}

function looksLikeXml(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 256));
  return start.trimStart().startsWith('<');
}

/** Installing fails for each of these, and PowerSchool does not say why. */
function refuseWithoutManifest(files: readonly ZipEntry[]): never {
  const nested = files.find((file) => /^[^/]+\/plugin\.xml$/i.test(file.path) && !file.path.startsWith('__MACOSX/'));
  if (nested !== undefined) {
    const folder = nested.path.slice(0, nested.path.indexOf('/'));
    throw new AppError(
      'plugin.wrapped',
      'stop',
      `plugin.xml is in the folder ${folder} and not at the top of the zip.`,
      {
        fix: `Open the folder ${folder}, select everything in it and zip that, so that plugin.xml is at the top.`,
        details: { path: nested.path },
      },
    );
  }
  const misspelt = files.find((file) => file.path.toLowerCase() === manifestPath);
  if (misspelt !== undefined) {
    throw new AppError(
      'plugin.noManifest',
      'stop',
      `The zip has ${misspelt.path} where it must be plugin.xml, in lower case.`,
      {
        fix: 'Rename the file to plugin.xml and zip again.',
      },
    );
  }
  throw new AppError('plugin.noManifest', 'stop', 'The zip has no plugin.xml, so it is no PowerSchool plugin.', {
    fix: 'Choose the plugin that support sent you, or build one here.',
  });
}

function notAPlugin(message: string): AppError {
  return new AppError('plugin.notAPlugin', 'stop', message, {
    fix: 'Choose the plugin that support sent you (a .zip or .xml file), or build one here.',
  });
}
