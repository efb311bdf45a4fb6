import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Finding } from './finding.ts';

type Versions = Readonly<Record<string, string | undefined>>;

const leastNode = 24;

/** The application and its native parts are made for Node 24; on older ones SQLite's crashes the process. */
export function lookAtNode(versions: Versions): Finding {
  const node = versions['node'] ?? '';
  if (Number.parseInt(node, 10) >= leastNode) return { result: 'pass', message: `Node ${node}.`, fix: null };
  return {
    result: 'fail',
    message: `This is Node ${node}; Node ${leastNode} is needed.`,
    fix: 'In a checkout start the application by npm (npm run cli -- …), which brings its own Node.',
  };
}

export function lookAtElectron(versions: Versions): Finding {
  const running = versions['electron'];
  if (running !== undefined) return { result: 'pass', message: `Runs in Electron ${running}.`, fix: null };
  const binary = electronBinary();
  if (binary) return { result: 'pass', message: 'Electron is installed; this command runs without it.', fix: null };
  return {
    result: 'warn',
    message: 'Electron is not installed here: there is no desktop window.',
    fix: 'Use the command “serve” to open the application in a browser, or install the desktop application.',
  };
}

/** Without loading the package, which would begin to download what is missing. */
function electronBinary(): boolean {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const path = readFileSync(join(folder, 'path.txt'), 'utf8').trim();
    return existsSync(join(folder, 'dist', path));
  } catch {
    return false;
  }
}

export function lookAtScreens(folder: string): Finding {
  if (existsSync(join(folder, 'index.html'))) return { result: 'pass', message: 'The screens are built.', fix: null };
  return {
    result: 'warn',
    message: 'The screens are not built yet.',
    fix: 'Run npm run build. The commands demo and serve also build them when they are missing.',
  };
}
