import { spawn } from 'node:child_process';

/** Opens an address of ours in the person's browser. Nothing happens where there is none: the address has been printed. */
export function openInBrowser(url: string, platform = process.platform): void {
  const [program, ...args] = opener(platform);
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
}

function opener(platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}
