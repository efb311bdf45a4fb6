import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hasKeyring, runWithKeyring, type KeyringState } from '../../support/keyring.ts';

const probe = fileURLToPath(new URL('../../support/keychain-probe.ts', import.meta.url));

async function probed(state: KeyringState, env: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const { stdout, stderr } = await runWithKeyring(state, [process.execPath, probe], env);
  if (stdout === '') throw new Error(`the probe said nothing: ${stderr}`);
  return JSON.parse(stdout);
}

// Where the Secret Service is not installed these are left out, and the test run says so; CI demands them.
describe.skipIf(!hasKeyring() && process.env['REQUIRE_ALL'] !== '1')(
  'the system keychain, a real Secret Service',
  () => {
    it('keeps, reads, replaces and removes secrets, one or all of an integration', async () => {
      expect(await probed('unlocked')).toEqual({
        isKept: true,
        replaced: 'the next one',
        removed: null,
        afterDelete: [null, null],
        other: 'another',
        never: null,
      });
    });

    it.each([
      ['locked', 'The keychain is locked.'],
      ['noService', 'No keychain service runs on this computer.'],
      ['noBus', 'The keychain cannot be reached: this session has no D-Bus.'],
      ['deadBus', 'The keychain cannot be reached: the D-Bus of this session does not answer.'],
    ] as const)('says what is wrong in the state %s: %s', async (state, message) => {
      expect(await probed(state)).toMatchObject({
        error: {
          code: 'credentials.unavailable',
          recovery: 'ask',
          message,
          fix: expect.stringContaining('--secrets env'),
        },
      });
    });
  },
);
