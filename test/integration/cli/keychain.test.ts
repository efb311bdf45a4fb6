import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '../../support/command-line.ts';
import { hasKeyring, runWithKeyring } from '../../support/keyring.ts';

describe.skipIf(!hasKeyring() && process.env['REQUIRE_ALL'] !== '1')('command line with the system keychain', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'grade-sync-keychain-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('puts the client secret into it on create and removes it on delete', async () => {
    const file = join(folder, 'integration.json');
    writeFileSync(
      file,
      JSON.stringify({ name: 'Kept', mode: 'import', powerschool: { url: 'https://ps.example.org', clientId: 'abc' } }),
    );
    const profile = join(folder, 'profile');
    const step = (args: readonly string[]): string =>
      commandLine([...args, '--profile', profile, '--json'])
        .map((word) => `'${word}'`)
        .join(' ');
    const lookup =
      "secret=$(node -e \"import('keytar').then(async (k) => console.log(await k.default.getPassword('Grade Sync', 'kept/powerschool.clientSecret')))\"); echo \"$secret\"";
    const script = [
      `GRADE_SYNC_SECRETS='{"powerschool.clientSecret":"hush"}' ${step(['integrations', 'create', '--file', file])} >/dev/null`,
      lookup,
      `${step(['integrations', 'delete', 'kept'])} >/dev/null`,
      lookup,
    ].join('\n');
    const { stdout, stderr } = await runWithKeyring('unlocked', ['bash', '-euc', script]);
    expect(stderr).not.toContain('hush');
    expect(stdout).toBe('hush\nnull\n');
  });
});
