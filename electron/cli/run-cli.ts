import { CommanderError } from 'commander';
import { AppError, reportOf } from '../../shared/errors.ts';
import type { CommandContext } from './context.ts';
import { exitCodeOfError, exitCodes, type ExitCode } from './exit-codes.ts';
import { openInterruption } from './interruption.ts';
import { openOutput } from './output.ts';
import { buildProgram, type GlobalOptions, type Run } from './program.ts';
import { openTerminal } from './terminal.ts';

/** Runs one command line (without `node` and the script) and returns the exit status. Never throws. */
export async function runCli(args: readonly string[]): Promise<number> {
  // Whoever reads our output may go away (`| head`): then there is nobody left to tell.
  process.stdout.on('error', () => process.exit(exitCodes.failed));
  // The command may be what is wrong, so the errors' form is decided before it is parsed.
  const errors = openOutput(process.stdout, process.stderr, asksForJson(args));
  let code: ExitCode = exitCodes.done;
  const run: Run = async (options, command) => {
    code = await command(contextOf(options));
  };
  try {
    await buildProgram(run).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    const report = reportOf(error instanceof CommanderError ? wrongUse(error) : error);
    await errors.error(report);
    return exitCodeOfError(report);
  }
}

const asksForJson = (args: readonly string[]): boolean => {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).includes('--json');
};

function contextOf(options: GlobalOptions): CommandContext {
  let profile: ReturnType<CommandContext['profile']> | undefined;
  let credentials: ReturnType<CommandContext['credentials']> | undefined;
  return {
    output: openOutput(process.stdout, process.stderr, options.json),
    terminal: openTerminal(process.stdin, process.stderr),
    env: process.env,
    quiet: options.quiet,
    secrets: options.secrets,
    profile: () => (profile ??= openProfileOf(options)),
    credentials: () => (credentials ??= openCredentials(options.secrets)),
    interruption: openInterruption(
      (signal, listener) => process.on(signal, listener),
      (status) => process.exit(status),
    ),
  };
}

async function openProfileOf(options: GlobalOptions): ReturnType<CommandContext['profile']> {
  const { defaultProfileFolder, openProfile } = await import('../profile.ts');
  try {
    return openProfile(options.profile ?? defaultProfileFolder());
  } catch (error) {
    throw new AppError('cli.profile', 'stop', 'The profile folder cannot be made or is not a folder.', {
      fix: 'Name a folder that you may write to with --profile.',
      cause: error,
    });
  }
}

async function openCredentials(kind: GlobalOptions['secrets']): ReturnType<CommandContext['credentials']> {
  if (kind === 'keychain') return (await import('../credentials/keychain.ts')).openKeychain();
  return (await import('../credentials/environment.ts')).openEnvironmentCredentials(process.env);
}

/** commander's messages name options and arguments as they were typed; they are kept, in a sentence. */
function wrongUse(error: CommanderError): AppError {
  const text = error.code === 'commander.help' ? 'No command was given.' : error.message.replace(/^error: /, '');
  const sentence = text.charAt(0).toUpperCase() + text.slice(1).replaceAll(/\s*\n\s*/g, ' ');
  return new AppError('cli.usage', 'stop', /[.?!)]$/.test(sentence) ? sentence : `${sentence}.`, {
    fix: 'See --help for the commands and their options.',
  });
}
