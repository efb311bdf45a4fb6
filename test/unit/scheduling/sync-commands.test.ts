import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { syncCommands, type Program } from '../../../electron/scheduling/sync-commands.ts';

const node: Program = {
  execPath: '/usr/bin/node',
  argv: ['/usr/bin/node', '/opt/grade sync/cli.js', 'serve'],
  env: {},
  isElectron: false,
  hasFolder: false,
};
const desktop: Program = { ...node, execPath: '/opt/Grade Sync/grade-sync', isElectron: true };
const on = { integrationId: 'springfield', secrets: 'keychain', platform: 'linux' } as const;

describe('commands for unattended syncs', () => {
  it('are read by a shell as the words that they mean, whatever stands in the names of folders', () => {
    const profileFolder = '/home/o\'neil/$(x) `y` "z"';
    const { full } = syncCommands(node, { ...on, profileFolder });
    const words = execFileSync('/bin/sh', ['-c', `printf '%s\\n' ${full}`], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(words).toEqual([
      '/usr/bin/node',
      '/opt/grade sync/cli.js',
      '--quiet',
      '--profile',
      profileFolder,
      'sync',
      'springfield',
      '--full',
    ]);
  });

  it('start the packaged application, and an AppImage by its own file', () => {
    const own = { ...on, profileFolder: '/p' };
    expect(syncCommands(desktop, own).incremental).toBe(
      "'/opt/Grade Sync/grade-sync' --cli --quiet --profile /p sync springfield",
    );
    const image = { ...desktop, env: { APPIMAGE: '/home/a/Grade-Sync.AppImage' } };
    expect(syncCommands(image, own).incremental).toMatch(/^\/home\/a\/Grade-Sync\.AppImage --cli/);
  });

  it('quote for Windows, and name where secrets are where that is not the keychain', () => {
    const program = { ...desktop, execPath: String.raw`C:\Program Files\Grade Sync\Grade Sync.exe` };
    const own = { ...on, platform: 'win32', secrets: 'env', profileFolder: '/p' } as const;
    expect(syncCommands(program, own)).toMatchObject({
      system: 'windows',
      incremental: String.raw`"C:\Program Files\Grade Sync\Grade Sync.exe" --cli --quiet --profile /p --secrets env sync springfield`,
    });
  });
});
