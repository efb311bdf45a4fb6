import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * - `unlocked`: a Secret Service with an unlocked login keyring
 * - `locked`: the same, locked, with nobody who could unlock it
 * - `noService`: a session bus on which no Secret Service runs
 * - `noBus`, `deadBus`: no session bus, or the address of one that is gone
 */
export type KeyringState = 'unlocked' | 'locked' | 'noService' | 'noBus' | 'deadBus';

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface PreparedCommand {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Debian's `gnome-keyring dbus libsecret-1-0`. */
export const hasKeyring = (): boolean =>
  process.platform === 'linux' &&
  ['dbus-run-session', 'gnome-keyring-daemon'].every((name) => spawnSync('which', [name]).status === 0);

const unlock = 'printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null';
const lock = `dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
  org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >/dev/null`;
const scripts: Readonly<Record<'unlocked' | 'locked' | 'noService', string>> = {
  unlocked: `${unlock}; exec "$@"`,
  locked: `${unlock}; ${lock}; exec "$@"`,
  noService: 'exec "$@"',
};

/** Runs a command with a throw-away keyring in this state. Needs no display and leaves nothing behind. */
export async function runWithKeyring(
  state: KeyringState,
  command: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  const prepared = prepareKeyring(state, command);
  try {
    return await run(prepared.args, { ...prepared.env, ...env });
  } finally {
    prepared.remove();
  }
}

/** What a command has to be started as, so that it finds a throw-away keyring in this state. */
export function prepareKeyring(state: KeyringState, command: readonly string[]): PreparedCommand & { remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'keyring-'));
  mkdirSync(join(folder, 'run'), { mode: 0o700 });
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, DBUS_SESSION_BUS_ADDRESS: _bus, ...own } = process.env;
  const env = {
    ...own,
    XDG_RUNTIME_DIR: join(folder, 'run'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    ...(state === 'deadBus' ? { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'gone')}` } : {}),
  };
  const args =
    state === 'noBus' || state === 'deadBus'
      ? [...command]
      : ['dbus-run-session', ...busOptions(state, folder), '--', 'bash', '-euc', scripts[state], '_', ...command];
  return { args, env, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** A bus that would start a Secret Service by itself is no bus without one. */
function busOptions(state: KeyringState, folder: string): readonly string[] {
  if (state !== 'noService') return [];
  const config = join(folder, 'bus.conf');
  writeFileSync(
    config,
    `<busconfig><type>session</type><listen>unix:tmpdir=${folder}</listen>
     <policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
  );
  return [`--config-file=${config}`];
}

function run([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}
