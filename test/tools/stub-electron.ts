import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Lays out folders that look like Electron's distributions, as far as the packager looks: one per system under `folder`. */
export function writeStubElectron(folder: string): void {
  const put = (path: string, text = ''): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: 0o755 });
  };
  for (const file of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler', 'LICENSE', 'LICENSES.chromium.html']) {
    put(`linux/${file}`, '#!/bin/sh\n');
  }
  put('linux/resources/.keep');
  put('win/resources/.keep');
  // The packager writes name and icon into the Windows program, so it must be a real one: any.
  const winstaller = createRequire(import.meta.url).resolve('electron-winstaller/package.json');
  cpSync(join(dirname(winstaller), 'vendor/Squirrel.exe'), join(folder, 'win/electron.exe'));

  const contents = 'mac/Electron.app/Contents';
  put(`${contents}/MacOS/Electron`);
  put(`${contents}/Info.plist`, plist('Electron'));
  put(`${contents}/Resources/electron.icns`);
  for (const kind of ['', ' (Renderer)', ' (GPU)', ' (Plugin)']) {
    const name = `Electron Helper${kind}`;
    put(`${contents}/Frameworks/${name}.app/Contents/Info.plist`, plist(name));
    put(`${contents}/Frameworks/${name}.app/Contents/MacOS/${name}`);
  }
}

const plist = (name: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string>` +
  `<key>CFBundleName</key><string>${name}</string><key>CFBundleIdentifier</key><string>x.${name.replaceAll(/\W/g, '')}</string></dict></plist>`;
