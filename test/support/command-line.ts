import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { cliScript } from './cli-script.ts';

export interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command line under way in a process of its own. */
export interface Command {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Answer>;
  /** Resolves when standard output or standard error holds a match. */
  seen(pattern: RegExp): Promise<RegExpExecArray>;
}

/** The arguments by which Node runs the command line. */
export const commandLine = (args: readonly string[]): readonly string[] => [process.execPath, cliScript, ...args];

/** Starts the real command line with a profile and, in the environment, secrets of the test's own. */
export function startCommand(args: readonly string[], env: NodeJS.ProcessEnv = {}): Command {
  const { GRADE_SYNC_SECRETS: _secrets, GRADE_SYNC_PROFILE: _profile, ...own } = process.env;
  const [program = '', ...rest] = commandLine(args);
  const child = spawn(program, rest, { env: { ...own, ...env } });
  child.stdin.end();
  let stdout = '';
  let stderr = '';
  let look = (): void => undefined;
  // A character may be cut in two between chunks: the stream puts it together again.
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    look();
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
    look();
  });
  const ended = new Promise<Answer>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
  return {
    child,
    ended,
    seen: (pattern) =>
      new Promise((resolve, reject) => {
        look = () => {
          const found = pattern.exec(stdout) ?? pattern.exec(stderr);
          if (found !== null) resolve(found);
        };
        look();
        void ended.then(() => reject(new Error(`ended without ${pattern.source}: ${stdout}${stderr}`)));
      }),
  };
}

/** Runs the command line to its end. */
export const runCommand = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Answer> =>
  startCommand(args, env).ended;
