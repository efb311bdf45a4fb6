import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PreparedCommand } from '../../support/keyring.ts';
import { expect, test as base, type Page } from '@playwright/test';

const command = join(import.meta.dirname, '../../../electron/cli.ts');

export interface ServedApp {
  /** With the one-time token. */
  readonly url: string;
  readonly origin: string;
  readonly profile: string;
}

interface Fixtures {
  /** The real application as `serve` starts it, on an empty profile. */
  readonly app: ServedApp;
  /** What the page complained about; a test that ends with something here fails. */
  readonly complaints: string[];
}

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it what the fixture needs: nothing.
  app: async ({}, provide) => {
    const profile = mkdtempSync(join(tmpdir(), 'grade-sync-e2e-'));
    const { child, url } = await serve(profile);
    await provide({ url, origin: new URL(url).origin, profile });
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  },
  complaints: [
    // The application goes last: that it went is no complaint.
    async ({ page, app: _app }, provide) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      await provide(complaints);
      expect(complaints, 'what the page complained about').toEqual([]);
    },
    { auto: true },
  ],
});

/** Starts the application on a profile, without a keychain or, in a process group of its own, with one that was prepared for it. */
export async function serve(
  profile: string,
  prepare?: (command: readonly string[]) => PreparedCommand,
): Promise<{ child: ChildProcess; url: string }> {
  const secrets = prepare === undefined ? 'env' : 'keychain';
  const usual = ['node', command, 'serve', '--no-open', '--json', '--profile', profile, '--secrets', secrets];
  const prepared = prepare?.(usual) ?? { args: usual, env: process.env };
  const [program = '', ...args] = prepared.args;
  const { GRADE_SYNC_SECRETS: _secrets, ...env } = prepared.env;
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'], detached: prepare !== undefined });
  const lines = createInterface({ input: child.stdout });
  // The answer may be printed over several lines.
  let text = '';
  for await (const line of lines) {
    text += line;
    if (line.includes('}')) break;
  }
  const { url } = JSON.parse(text) as { url: string };
  return { child, url };
}

/** From the empty first screen to an activated sandbox district. */
export async function trySandbox(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the sandbox district' }).click();
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible();
}

/** Syncs and waits until the report is there. */
export async function syncNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('button', { name: 'Stop now' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible({ timeout: 60_000 });
}

/** One figure of the report's table. */
export const figure = (page: Page, entity: string, column: string) =>
  page.locator(`tr[data-entity="${entity}"] [data-column="${column}"]`);
