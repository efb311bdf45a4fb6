import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { hasKeyring, prepareKeyring, type KeyringState } from '../support/keyring.ts';
import { openDraft } from './support/draft-page.ts';
import { serve, test as base, type ServedApp } from './support/served-app.ts';

const secret = 'pasted-$ecret-ä"<b>';

/** The application on a throw-away keyring. */
const test = base.extend<{ app: ServedApp; state: KeyringState }>({
  state: ['unlocked', { option: true }],
  app: async ({ state }, provide) => {
    const profile = mkdtempSync(join(tmpdir(), 'grade-sync-e2e-'));
    let remove: (() => void) | undefined;
    const { child, url } = await serve(profile, (command) => {
      const prepared = prepareKeyring(state, command);
      remove = () => prepared.remove();
      return prepared;
    });
    await provide({ url, origin: new URL(url).origin, profile });
    // The bus and the keyring go with it.
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    remove?.();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  },
});

// As everywhere: left out where the Secret Service is not installed, demanded by CI.
test.skip(!hasKeyring() && process.env['REQUIRE_ALL'] !== '1', 'no Secret Service on this computer');

async function enterSecret(page: Page, url: string): Promise<void> {
  await openDraft(
    page,
    url,
    {
      name: 'Riverside',
      mode: 'two-way',
      gradeSync: { enabled: true },
      environment: 'test',
      prerequisites: { request: { sentOn: '2026-11-01' }, plugin: { from: 'built' } },
    },
    'delivery',
  );
  await page.getByRole('button', { name: 'Build one for me' }).click();
  await page.locator('input[type="password"]').fill(secret);
  await page.getByRole('button', { name: 'Keep in the keychain' }).click();
}

function expectNoTrace(profile: string): void {
  const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const holding = files.filter(({ parentPath, name }) =>
    readFileSync(join(parentPath, name)).includes('pasted-$ecret'),
  );
  expect(holding.map(({ name }) => name)).toEqual([]);
}

test.describe('with a keychain', () => {
  test('a secret that was pasted is kept in it, and in no file of the profile', async ({ page, app }) => {
    await enterSecret(page, app.url);
    await expect(page.getByText('Kept in the keychain of this computer.')).toBeVisible();
    await page.reload();
    await expect(page.getByText('Kept in the keychain of this computer.')).toBeVisible();
    expectNoTrace(app.profile);
    await page.getByRole('button', { name: 'Remove' }).click();
    await expect(page.locator('input[type="password"]')).toBeVisible();
  });
});

for (const [state, message] of [
  ['locked', 'The keychain is locked.'],
  ['noService', 'No keychain service runs on this computer.'],
] as const) {
  test.describe(`with a keychain in the state ${state}`, () => {
    test.use({ state });

    test('a secret is kept for the session only where somebody chooses so', async ({ page, app }) => {
      await enterSecret(page, app.url);
      await expect(page.getByRole('alert').filter({ hasText: message }).first()).toBeVisible();
      await expect(page.getByText('Kept for this session only: it has to be')).toBeHidden();
      await expect(page.locator('input[type="password"]')).toHaveValue(secret);
      await page.screenshot({ path: `test-results/screens/secret-${state}-light.png`, fullPage: true });
      await page.getByRole('button', { name: 'Keep for this session only' }).click();
      await expect(page.getByText('Kept for this session only: it has to be')).toBeVisible();
      expectNoTrace(app.profile);
    });
  });
}
