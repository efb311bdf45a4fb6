import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromiumPath } from '../e2e/support/chromium.ts';

/** Something of the operating system that some tests need. */
export interface Need {
  readonly name: string;
  /** Debian's and Ubuntu's packages that bring it. */
  readonly packages: readonly string[];
  readonly tests: string;
  isThere(): boolean;
}

export const needs: readonly Need[] = [
  {
    name: 'a Chromium browser',
    packages: ['chromium'],
    tests: 'the browser tests (test/e2e)',
    isThere: () => chromiumPath() !== undefined,
  },
  {
    name: 'a keyring that needs no display',
    packages: ['libsecret-1-0', 'gnome-keyring', 'dbus'],
    tests: 'the tests of the real keychain (test/integration)',
    isThere: () =>
      process.platform !== 'linux' || ['dbus-run-session', 'gnome-keyring-daemon'].every((program) => has(program)),
  },
];

const has = (program: string): boolean => spawnSync('which', [program]).status === 0;

/** Installs what is missing where that is possible without asking: Debian's package manager, as root or with sudo that needs no password. */
export function installMissing(tell: (text: string) => void): void {
  const packages = needs.filter((need) => !need.isThere()).flatMap((need) => need.packages);
  if (packages.length === 0) return;
  const root = rootCommand();
  if (root === undefined) return;
  tell(`Installing ${packages.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]): number | null => {
    const [program, ...before] = [...root, 'apt-get'];
    return spawnSync(program, [...before, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status;
  };
  if (apt('update', '-qq') === 0) apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
}

/** What goes before `apt-get`; undefined where it cannot be used. */
function rootCommand(): readonly string[] | undefined {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
}
