import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { syncCommands, type Program } from '../../../electron/scheduling/sync-commands.ts';
import { scheduleSchema } from '../../../shared/integration/schedule.ts';

const node: Program = {
  execPath: '/usr/bin/node',
  argv: ['/usr/bin/node', '/opt/grade sync/cli.js', 'serve'],
  env: {},
  isElectron: false,
  hasFolder: false,
};
const desktop: Program = { ...node, execPath: '/opt/Grade Sync/grade-sync', isElectron: true };
const schedule = scheduleSchema.parse({
  incremental: null,
  notBefore: { at: '02:30' },
  full: { every: 'week', days: ['monday', 'sunday'], at: '01:00' },
});
const on = { integrationId: 'springfield', secrets: 'keychain', platform: 'linux', schedule, planOnly: false } as const;

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

  it('of a 2-Way Sync make a plan and write nothing', () => {
    const { incremental, full } = syncCommands(node, { ...on, profileFolder: '/p', planOnly: true });
    expect(incremental).toMatch(/ sync springfield --plan-only$/);
    expect(full).toMatch(/ sync springfield --plan-only --full$/);
  });

  it('keep a percent sign from cron, which would end the command there', () => {
    const { incremental } = syncCommands(node, { ...on, profileFolder: '/p/100%' });
    expect(incremental).toContain(String.raw`--profile '/p/100\%' sync`);
  });

  it('are a job with the saved times for launchd, on every day at three where none is chosen', () => {
    const own = { ...on, platform: 'darwin', profileFolder: '/p/R&D' } as const;
    const { system, full, incremental } = syncCommands(desktop, own);
    expect(system).toBe('macos');
    expect(full).toContain('<string>/p/R&amp;D</string>\n    <string>sync</string>');
    const at = '<key>Hour</key><integer>2</integer><key>Minute</key><integer>30</integer>';
    expect(full.match(/<dict>.+<\/dict>/g)).toEqual(
      [1, 7].map((day) => `<dict><key>Weekday</key><integer>${day}</integer>${at}</dict>`),
    );
    expect(incremental.match(/<dict>.+<\/dict>/g)).toEqual([
      '<dict><key>Hour</key><integer>3</integer><key>Minute</key><integer>0</integer></dict>',
    ]);
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
