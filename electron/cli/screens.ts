import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../shared/errors.ts';

const isCheckout = extname(import.meta.url) === '.ts';
const root = fileURLToPath(new URL(isCheckout ? '../..' : '..', import.meta.url));

/** Where the built screens are, or would be. */
export const screensFolder = (): string => join(root, isCheckout ? 'out/renderer' : 'renderer');

/**
 * The folder of the built screens. In a checkout where they have not been built yet, builds them first.
 * Throws AppError `screens.notBuilt` (stop).
 */
export async function ensureScreens(tell: (text: string) => void): Promise<string> {
  const folder = screensFolder();
  if (existsSync(join(folder, 'index.html'))) return folder;
  if (isCheckout) {
    tell('Building the screens, once …');
    await build();
    if (existsSync(join(folder, 'index.html'))) return folder;
  }
  throw new AppError('screens.notBuilt', 'stop', 'The screens of the application are missing.', {
    fix: isCheckout ? 'Run “npm run build” and read what it says.' : 'Install Grade Sync again.',
  });
}

function build(): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--app', '--logLevel', 'error'], {
    cwd: root,
    // Standard output is the command's own.
    stdio: ['ignore', 2, 2],
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
}
