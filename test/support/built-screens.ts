import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

/** A folder that looks like the built screens, with a secret file beside it that nobody may get. */
export function builtScreens(): string {
  const folder = temporaryFolder();
  const screens = join(folder, 'renderer');
  mkdirSync(join(screens, 'assets'), { recursive: true });
  writeFileSync(join(screens, 'index.html'), '<!doctype html><style nonce="__STYLE_NONCE__"></style><p>screens</p>');
  writeFileSync(join(screens, 'assets/main.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  mkdirSync(join(folder, 'renderer-beside'));
  writeFileSync(join(folder, 'renderer-beside/secret.txt'), 'secret');
  return screens;
}
