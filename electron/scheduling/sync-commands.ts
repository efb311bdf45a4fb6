import { isAbsolute, resolve } from 'node:path';
import type { ScheduleCommands } from '../../shared/ipc/contract/schedule.ts';

/** How this very application is started again, as a list of words. */
export interface Program {
  readonly execPath: string;
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly isElectron: boolean;
  /** That Electron was given the application's folder, as during development. */
  readonly hasFolder: boolean;
}

export const thisProgram = (): Program => ({
  execPath: process.execPath,
  argv: process.argv,
  env: process.env,
  isElectron: process.versions['electron'] !== undefined,
  hasFolder: 'defaultApp' in process,
});

export interface SyncOf {
  readonly integrationId: string;
  readonly profileFolder: string;
  /** Where the secrets of unattended runs come from. */
  readonly secrets: 'keychain' | 'env' | 'memory';
  readonly platform: NodeJS.Platform;
}

/** One line for the system's own scheduler, ready to paste: a sync of what has changed, and one that reads everything. */
export function syncCommands(
  program: Program,
  { integrationId, profileFolder, secrets, platform }: SyncOf,
): ScheduleCommands {
  const quote = platform === 'win32' ? quoteForWindows : quoteForShell;
  const words = [
    ...startOf(program),
    '--quiet',
    '--profile',
    isAbsolute(profileFolder) ? profileFolder : resolve(profileFolder),
    ...(secrets === 'env' ? ['--secrets', 'env'] : []),
    'sync',
    integrationId,
  ];
  const line = (more: readonly string[]): string => [...words, ...more].map(quote).join(' ');
  return { system: systemOf(platform), incremental: line([]), full: line(['--full']) };
}

function systemOf(platform: NodeJS.Platform): ScheduleCommands['system'] {
  if (platform === 'win32') return 'windows';
  return platform === 'darwin' ? 'macos' : 'linux';
}

function startOf({ execPath, argv, env, isElectron, hasFolder }: Program): readonly string[] {
  const script = resolve(argv[1] ?? '');
  if (!isElectron) return [execPath, script];
  // What an AppImage runs from is gone when it ends; the image itself is not.
  const application = env['APPIMAGE'] ?? execPath;
  return hasFolder ? [application, script, '--cli'] : [application, '--cli'];
}

const isPlain = (word: string): boolean => /^[\w@+=:,./-]+$/.test(word);

const quoteForShell = (word: string): string => (isPlain(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`);

/** A file's name holds no quotation mark on Windows; a backslash before the closing one would take it away. */
const quoteForWindows = (word: string): string =>
  /^[\w@+=:,./\\-]+$/.test(word) ? word : `"${word.replace(/\\+$/, '$&$&')}"`;
