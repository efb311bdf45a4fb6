import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { inspectPlugin } from '../../setup/plugin/inspect-plugin.ts';
import type { PluginInspection } from '../../../shared/powerschool/plugin-inspection.ts';
import { pluginNeeds } from '../../setup/plugin/plugin-needs.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { pluginScope } from '../plugin-scope.ts';
import { printable } from '../table.ts';

/** Ends with 0 whatever it finds: looking at a plugin is all that was asked for. */
export async function pluginInspect(
  context: CommandContext,
  file: string,
  options: { integration?: string },
): Promise<ExitCode> {
  const bytes = read(file);
  const inspection = await inspectPlugin(bytes, pluginNeeds(await pluginScope(context, options.integration)));
  await context.output.answer(inspection, () => describeInspection(inspection));
  return exitCodes.done;
}

const largest = 20 * 1024 * 1024;

function read(file: string): Uint8Array {
  try {
    if (statSync(file).size <= largest) return readFileSync(file);
  } catch {
    throw new AppError('cli.file', 'stop', 'The plugin file does not exist or cannot be read.', {
      fix: 'Check the path and try again.',
    });
  }
  throw new AppError('plugin.tooLarge', 'stop', 'The plugin file is larger than 20 MB.', {
    fix: 'Ask whoever made the plugin for a file that PowerSchool would take.',
  });
}

function describeInspection({ plugin, signIn, ...rest }: PluginInspection): string {
  const lines = [
    `${plugin.name} ${plugin.version ?? '(no version)'}, by ${plugin.publisher ?? 'nobody named'}`,
    ...(plugin.description === null ? [] : [plugin.description]),
    `Sign-in: ${signIn.oauth ? 'gets a client ID and secret' : 'none'}. Core API: ${signIn.v1}. Queries: ${rest.queries.length}.`,
    ...section(
      'It asks for',
      rest.asks.map((entry) => entry.sentence),
    ),
    ...section('It brings besides', rest.brings),
    ...section('It lacks for this integration', rest.lacks.sentences),
    ...section(
      'Lines to add to its access_request',
      rest.lacks.fields.map((field) => field.line),
    ),
    ...section('It asks for needlessly', rest.needless.sentences),
    ...section(
      'Rules it breaks',
      rest.problems.map((problem) => `${problem.file}: ${problem.message} ${problem.fix}`),
    ),
  ];
  if (rest.lacks.nothing) lines.push('', 'It lacks nothing for this integration.');
  return lines.map(printable).join('\n');
}

const section = (title: string, entries: readonly string[]): readonly string[] =>
  entries.length === 0 ? [] : ['', `${title}:`, ...entries.map((entry) => `- ${entry}`)];
