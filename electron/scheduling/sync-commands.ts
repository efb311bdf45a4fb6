import { isAbsolute, resolve } from 'node:path';
import type { Schedule } from '../../shared/integration/schedule.ts';
import type { ScheduleCommands } from '../../shared/ipc/contract/schedule.ts';
import { launchdJob } from './launchd-job.ts';

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
  /** Whose times a job for launchd has; the other systems are given theirs by hand. */
  readonly schedule: Schedule;
  /** A 2-Way Sync makes its plan and stops, as it does when the application begins it by itself. */
  readonly planOnly: boolean;
}

/** What the system's own scheduler takes, ready to paste (a line, for launchd a job): a sync of what has changed, and one that reads everything. */
export function syncCommands(
  program: Program,
  { integrationId, profileFolder, secrets, platform, schedule, planOnly }: SyncOf,
): ScheduleCommands {
  const words = [
    ...startOf(program),
    '--quiet',
    '--profile',
    isAbsolute(profileFolder) ? profileFolder : resolve(profileFolder),
    ...(secrets === 'env' ? ['--secrets', 'env'] : []),
    'sync',
    integrationId,
    ...(planOnly ? ['--plan-only'] : []),
  ];
  const system = systemOf(platform);
  const command = (kind: 'incremental' | 'full'): string => {
    const all = kind === 'full' ? [...words, '--full'] : words;
    if (system === 'macos') {
      return launchdJob(`grade-sync.${integrationId}.${kind}`, all, schedule[kind], schedule.notBefore);
    }
    return system === 'windows' ? all.map(quoteForWindows).join(' ') : all.map(quoteForCron).join(' ');
  };
  return { system, incremental: command('incremental'), full: command('full') };
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

/** cron takes a bare percent sign for the end of the command, wherever it stands, and gives the shell an escaped one without its backslash. */
const quoteForCron = (word: string): string => quoteForShell(word).replaceAll('%', String.raw`\%`);

const quoteForShell = (word: string): string =>
  /^[\w@+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** A file's name holds no quotation mark on Windows; a backslash before the closing one would take it away. */
const quoteForWindows = (word: string): string =>
  /^[\w@+=:,./\\-]+$/.test(word) ? word : `"${word.replace(/\\+$/, '$&$&')}"`;
