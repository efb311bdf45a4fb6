import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { buildPlugin } from '../../setup/plugin/build-plugin.ts';
import { pluginVersion } from '../../setup/plugin/plugin-version.ts';
import { readPluginPackage } from '../../setup/plugin/read-package.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { pluginScope } from '../plugin-scope.ts';

export async function pluginBuild(
  context: CommandContext,
  options: { integration?: string; out: string },
): Promise<ExitCode> {
  const file = resolve(options.out);
  const scope = await pluginScope(context, options.integration);
  const bytes = await buildPlugin({ ...scope, version: pluginVersion(scope, Date.now()) });
  write(file, bytes);
  const { manifest, queries } = await readPluginPackage(bytes);
  const { name, version, fields } = manifest;
  const written = fields.filter(({ access }) => access === 'FullAccess').length;
  const document = {
    file,
    bytes: bytes.byteLength,
    name,
    version,
    gradeSync: scope.gradeSync,
    writes: written > 0,
    changeColumns: scope.changeColumns,
    fields,
    queries: queries.map((query) => query.name),
  };
  await context.output.answer(document, () =>
    [
      `Written: ${file} (${name} ${version}, ${bytes.byteLength} bytes)`,
      `It asks to view ${fields.length} columns${written === 0 ? '' : `, to write ${written} of them,`} and brings ${queries.length} queries.`,
      'In PowerSchool, install and enable it under System Management > Server > Plugin Management Configuration,',
      'then copy the client ID and the client secret from its Data Provider Configuration.',
    ].join('\n'),
  );
  return exitCodes.done;
}

/** All of it or nothing: half a zip must not lie where a whole one was. */
function write(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(`${file}.new`, bytes);
    renameSync(`${file}.new`, file);
  } catch (error) {
    rmSync(`${file}.new`, { force: true });
    throw new AppError('cli.file', 'stop', 'The plugin could not be written to this place.', {
      fix: 'Name a file in a folder that exists and that you may write to.',
      cause: error,
    });
  }
}
